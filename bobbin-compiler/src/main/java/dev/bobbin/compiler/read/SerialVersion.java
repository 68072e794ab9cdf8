package dev.bobbin.compiler.read;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.SerialVersionUIDAdder;
import org.objectweb.asm.tree.ClassNode;

/**
 * A serializable class without a {@code serialVersionUID} has one all the same: a hash of its members. Those that the compiler
 * adds must not change it, or what was written before could not be read.
 */
public final class SerialVersion {
    private static final String FIELD = "serialVersionUID";

    private SerialVersion() {}

    /** The version that the class has by its own members, null if it has none or says it itself. */
    public static @Nullable Long implied(ClassNode node, ClassHeaders headers) {
        int none = Opcodes.ACC_INTERFACE | Opcodes.ACC_ENUM;
        if ((node.access & none) != 0 || !isSerializable(node.name, headers)) {
            return null;
        }
        Long[] found = new Long[1];
        node.accept(new SerialVersionUIDAdder(Opcodes.ASM9, new ClassVisitor(Opcodes.ASM9) {}) {
            @Override
            protected void addSVUID(long version) {
                found[0] = version;
            }
        });
        return found[0];
    }

    private static boolean isSerializable(String name, ClassHeaders headers) {
        return headers.supertypes(name).contains("java/io/Serializable");
    }

    /** Writes it down. */
    public static void declare(long version, ClassVisitor owner) {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
        owner.visitField(access, FIELD, "J", null, version).visitEnd();
    }
}
