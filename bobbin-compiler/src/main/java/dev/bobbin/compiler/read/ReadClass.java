package dev.bobbin.compiler.read;

import java.nio.charset.StandardCharsets;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** From bytes to a method tree. */
public final class ReadClass {
    private static final byte[] PREFIX = "dev/bobbin/".getBytes(StandardCharsets.UTF_8);

    private static final String DAMAGED = "not a class file, or a damaged one";

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

    /** The tree, with frames expanded. */
    public static ClassNode read(byte[] classFile) throws CorruptClassException {
        try {
            ClassNode node = new ClassNode(Opcodes.ASM9);
            new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
            return node;
        } catch (IllegalArgumentException e) { // a class file version that this ASM does not know
            throw new CorruptClassException(e.getMessage() == null ? DAMAGED : e.getMessage(), e);
        } catch (RuntimeException e) { // what ASM throws on bytes that are no class file is not specified
            throw new CorruptClassException(DAMAGED, e);
        }
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
