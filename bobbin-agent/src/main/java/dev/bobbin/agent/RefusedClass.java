package dev.bobbin.agent;

import dev.bobbin.compiler.emit.ClassFile;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What is loaded in place of a class that cannot be compiled: nothing of it runs, since initialising it is an error that says why. */
final class RefusedClass {
    /** What a constant can hold at three bytes a character, and no one reads on further. */
    private static final int MAX_TEXT = 20_000;

    private RefusedClass() {}

    static byte[] of(String name, byte[] classFile, String reason) {
        String text = name.replace('/', '.') + " was not loaded, since Bobbin cannot compile it:\n" + reason;
        String message = text.substring(0, Math.min(text.length(), MAX_TEXT));
        try {
            ClassReader reader = new ClassReader(classFile);
            ClassWriter out = new ClassWriter(reader, 0);
            reader.accept(new Failing(out, message), 0);
            return out.toByteArray();
        } catch (
                RuntimeException
                        e) { // a damaged class file, or one of a later Java than this ASM knows: its name must do
            return bare(name, message);
        }
    }

    private static byte[] bare(String name, String message) {
        ClassFile out = new ClassFile();
        out.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
        fail(out, message);
        // The launcher looks for it before it initialises the class, and would say that it is missing.
        MethodVisitor main =
                out.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "main", "([Ljava/lang/String;)V", null, null);
        main.visitCode();
        main.visitInsn(Opcodes.RETURN);
        main.visitMaxs(0, 1);
        main.visitEnd();
        out.visitEnd();
        return out.toByteArray();
    }

    private static void fail(ClassVisitor out, String message) {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        m.visitCode();
        m.visitTypeInsn(Opcodes.NEW, "java/lang/LinkageError");
        m.visitInsn(Opcodes.DUP);
        m.visitLdcInsn(message);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/LinkageError", "<init>", "(Ljava/lang/String;)V", false);
        m.visitInsn(Opcodes.ATHROW);
        m.visitMaxs(3, 0);
        m.visitEnd();
    }

    /** With another initialiser. */
    private static final class Failing extends ClassVisitor {
        private final String message;

        Failing(ClassVisitor out, String message) {
            super(Opcodes.ASM9, out);
            this.message = message;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return name.equals("<clinit>") ? null : super.visitMethod(access, name, descriptor, signature, exceptions);
        }

        @Override
        public void visitEnd() {
            fail(cv, message);
            super.visitEnd();
        }
    }
}
