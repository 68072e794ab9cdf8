package dev.bobbin.agent;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Has a class define others beside it when it is initialised, out of constants: its lambdas for interfaces of the program that take a
 * yielder. Only its own code uses them, and to verify that they need not be there.
 */
final class DefineLate extends ClassVisitor {
    /** What a constant can hold at two bytes a character. */
    private static final int MAX_TEXT = 32_000;

    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
    private static final String BUILDER = "java/lang/StringBuilder";

    private final Map<String, byte[]> late;
    private boolean done;

    private DefineLate(ClassVisitor out, Map<String, byte[]> late) {
        super(Opcodes.ASM9, out);
        this.late = late;
    }

    static byte[] with(byte[] classFile, Map<String, byte[]> late) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter out = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new DefineLate(out, late), 0);
        return out.toByteArray();
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor m = super.visitMethod(access, name, descriptor, signature, exceptions);
        if (!name.equals("<clinit>")) {
            return m;
        }
        done = true;
        return new MethodVisitor(Opcodes.ASM9, m) {
            @Override
            public void visitCode() {
                super.visitCode();
                define(mv);
            }
        };
    }

    @Override
    public void visitEnd() {
        if (!done) {
            MethodVisitor m = cv.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
            m.visitCode();
            define(m);
            m.visitInsn(Opcodes.RETURN);
            m.visitMaxs(0, 0);
            m.visitEnd();
        }
        super.visitEnd();
    }

    private void define(MethodVisitor m) {
        for (byte[] classFile : late.values()) {
            call(m, Opcodes.INVOKESTATIC, "java/lang/invoke/MethodHandles", "lookup", "()L" + LOOKUP + ";");
            m.visitTypeInsn(Opcodes.NEW, BUILDER);
            m.visitInsn(Opcodes.DUP);
            call(m, Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V");
            for (int from = 0; from < classFile.length; from += MAX_TEXT) {
                m.visitLdcInsn(latin1(classFile, from, Math.min(classFile.length, from + MAX_TEXT)));
                call(m, Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(Ljava/lang/String;)L" + BUILDER + ";");
            }
            call(m, Opcodes.INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;");
            m.visitFieldInsn(
                    Opcodes.GETSTATIC, "java/nio/charset/StandardCharsets", "ISO_8859_1", "Ljava/nio/charset/Charset;");
            call(m, Opcodes.INVOKEVIRTUAL, "java/lang/String", "getBytes", "(Ljava/nio/charset/Charset;)[B");
            call(m, Opcodes.INVOKEVIRTUAL, LOOKUP, "defineClass", "([B)Ljava/lang/Class;");
            m.visitInsn(Opcodes.POP);
        }
    }

    private static void call(MethodVisitor m, int opcode, String owner, String name, String descriptor) {
        m.visitMethodInsn(opcode, owner, name, descriptor, false);
    }

    /** A character for each byte. */
    private static String latin1(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
