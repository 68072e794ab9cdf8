package dev.bobbin.compiler.read;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** From bytes to a method tree. */
public final class ReadClass {
    private static final byte[] PREFIX = "dev/bobbin/".getBytes(StandardCharsets.UTF_8);

    static final String DAMAGED = "not a class file, or a damaged one";

    private ReadClass() {}

    /** Whether the class can have to do with coroutines at all: it names something of Bobbin. A cheap look at the bytes. */
    public static boolean mentionsBobbin(byte[] classFile) {
        int last = classFile.length - PREFIX.length;
        outer:
        for (int i = 0; i <= last; i++) {
            for (int j = 0; j < PREFIX.length; j++) {
                if (classFile[i + j] != PREFIX[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }

    /**
     * The tree, with frames expanded.
     *
     * @param name the internal name by which the class was asked for
     * @throws CorruptClassException if there is none in these bytes, or another, or one whose names cannot be shown, nor be
     *     those of files
     */
    public static ClassNode read(String name, byte[] classFile) {
        ClassNode node = unlessDamaged(name, () -> {
            ClassNode tree = new ClassNode(Opcodes.ASM9);
            new ClassReader(classFile).accept(tree, ClassReader.EXPAND_FRAMES);
            return tree;
        });
        if (!name.equals(node.name)) {
            throw new CorruptClassException(name, "holds another class, " + node.name, null);
        }
        if (hasControls(name)
                || hasControls(node.sourceFile)
                || node.methods.stream().anyMatch(method -> hasControls(method.name))) {
            throw new CorruptClassException(name, "a name in it has control characters", null);
        }
        return node;
    }

    /**
     * Reads a class file in whatever way.
     *
     * @throws CorruptClassException if that fails
     */
    static <T> T unlessDamaged(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) { // a class file version that this ASM does not know
            throw new CorruptClassException(name, e.getMessage() == null ? DAMAGED : e.getMessage(), e);
        } catch (RuntimeException e) { // what ASM throws on bytes that are no class file is not specified
            throw new CorruptClassException(name, DAMAGED, e);
        }
    }

    private static boolean hasControls(@Nullable String name) {
        return name != null && name.chars().anyMatch(Character::isISOControl);
    }

    /** The length of its constant pool, as the class file counts. */
    public static int constants(byte[] classFile) {
        return new ClassReader(classFile).getItemCount();
    }

    /** Checks the first bytes, for an input that claims to be a class file. */
    public static boolean hasMagic(byte[] classFile) {
        return classFile.length > 10
                && classFile[0] == (byte) 0xCA
                && classFile[1] == (byte) 0xFE
                && classFile[2] == (byte) 0xBA
                && classFile[3] == (byte) 0xBE;
    }
}
