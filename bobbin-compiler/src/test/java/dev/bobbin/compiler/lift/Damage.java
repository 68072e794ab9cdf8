package dev.bobbin.compiler.lift;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A compiler that forgets a variable: what it would have made of the classes. */
final class Damage extends ClassVisitor {
    private Damage(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /** Zero is stored for every int that lives across a suspension, in the fused form. */
    static Map<String, byte[]> ofInts(Map<String, byte[]> classes) {
        Map<String, byte[]> damaged = new TreeMap<>();
        classes.forEach((name, bytes) -> {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(bytes).accept(new Damage(writer), 0);
            damaged.put(name, writer.toByteArray());
        });
        return damaged;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        if (!name.matches(".*\\$lifted.*\\$save\\d+")) {
            return next;
        }
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitVarInsn(int opcode, int index) {
                if (opcode == Opcodes.ILOAD) {
                    super.visitInsn(Opcodes.ICONST_0);
                } else {
                    super.visitVarInsn(opcode, index);
                }
            }
        };
    }
}
