package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.ABI;
import static dev.bobbin.compiler.ir.AbiNames.AWAITABLE_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.HEIRS;
import static dev.bobbin.compiler.ir.AbiNames.HEIRS_TYPE;

import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.VirtualStart;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the parts of {@link VirtualStart}s. */
final class VirtualMethods {
    private VirtualMethods() {}

    /** {@code foo$dispatch}: by the virtual start form if the receiver has one of its own, else by the method's own name. */
    private static void dispatch(VirtualStart start, ClassVisitor companion) {
        MethodVisitor m = companion.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                start.dispatchName(),
                start.dispatchDescriptor(),
                null,
                null);
        Label plain = new Label();
        m.visitCode();
        m.visitFieldInsn(Opcodes.GETSTATIC, start.companion(), heirs(start), HEIRS_TYPE);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Class;", false);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HEIRS, "include", "(Ljava/lang/Class;)Z", false);
        m.visitJumpInsn(Opcodes.IFEQ, plain);
        Types.loadParameters(m, start.dispatchDescriptor()); // to the verifier any object is of the interface
        m.visitMethodInsn(
                Opcodes.INVOKEINTERFACE, start.companion(), start.virtualName(), start.virtualDescriptor(), true);
        m.visitInsn(Opcodes.ARETURN);
        m.visitLabel(plain);
        Object[] locals = Types.frameLocals(start.dispatchDescriptor());
        m.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
        Types.loadParameters(m, start.dispatchDescriptor().replace(CONTEXT_TYPE + ")", ")"));
        m.visitMethodInsn(
                start.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL,
                start.declaring(),
                start.name(),
                start.descriptor(),
                start.isInterface());
        m.visitVarInsn(Opcodes.ALOAD, Types.words(start.dispatchDescriptor()) - 1);
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC, ABI, "await", "(" + AWAITABLE_TYPE + CONTEXT_TYPE + ")Ljava/lang/Object;", false);
        m.visitInsn(Opcodes.ARETURN);
        end(m);
    }

    /** {@code foo$virtual} of a class whose method has a start form. */
    static void virtual(VirtualStart start, CoroutineSignature coroutine, ClassVisitor owner) {
        MethodVisitor m = begin(start, owner);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        parameters(m, start, coroutine.id().descriptor());
        StackForm.callStart(m, Types.words(start.virtualDescriptor()), coroutine);
        m.visitInsn(Opcodes.ARETURN);
        end(m);
    }

    /** {@code foo$virtual} of a class that has a bridge, which goes on to what the bridge calls: that may be overridden. */
    static void bridge(VirtualStart start, VirtualStart target, ClassVisitor owner) {
        MethodVisitor m = begin(start, owner);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        parameters(m, start, target.descriptor());
        m.visitVarInsn(Opcodes.ALOAD, Types.words(start.virtualDescriptor()));
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC, target.companion(), target.dispatchName(), target.dispatchDescriptor(), true);
        m.visitInsn(Opcodes.ARETURN);
        end(m);
    }

    private static MethodVisitor begin(VirtualStart start, ClassVisitor owner) {
        MethodVisitor m = owner.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, start.virtualName(), start.virtualDescriptor(), null, null);
        m.visitCode();
        return m;
    }

    /** Pushes the parameters after the receiver, cast to those of the other descriptor. */
    private static void parameters(MethodVisitor m, VirtualStart start, String to) {
        Type[] from = Type.getArgumentTypes(start.descriptor());
        Type[] expected = Type.getArgumentTypes(to);
        int local = 1;
        for (int i = 0; i < from.length; i++) {
            m.visitVarInsn(from[i].getOpcode(Opcodes.ILOAD), local);
            if (!from[i].equals(expected[i])) {
                m.visitTypeInsn(Opcodes.CHECKCAST, expected[i].getInternalName());
            }
            local += from[i].getSize();
        }
    }

    /** The companion of a class or interface. */
    static byte[] companion(List<VirtualStart> starts, int version) {
        VirtualStart any = starts.get(0);
        ClassWriter out = new ClassFile();
        out.visit(
                version,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC,
                any.companion(),
                null,
                "java/lang/Object",
                null);
        int constant = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
        MethodVisitor init = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        init.visitCode();
        for (VirtualStart start : starts) {
            out.visitField(constant, heirs(start), HEIRS_TYPE, null, null).visitEnd();
            out.visitMethod(
                            Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC,
                            start.virtualName(),
                            start.virtualDescriptor(),
                            null,
                            null)
                    .visitEnd();
            dispatch(start, out);
            init.visitTypeInsn(Opcodes.NEW, HEIRS);
            init.visitInsn(Opcodes.DUP);
            init.visitLdcInsn(Type.getObjectType(start.companion()));
            init.visitLdcInsn(start.name());
            init.visitLdcInsn(start.virtualName());
            init.visitLdcInsn(start.parameters());
            init.visitMethodInsn(
                    Opcodes.INVOKESPECIAL,
                    HEIRS,
                    "<init>",
                    "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)V",
                    false);
            init.visitFieldInsn(Opcodes.PUTSTATIC, start.companion(), heirs(start), HEIRS_TYPE);
        }
        init.visitInsn(Opcodes.RETURN);
        end(init);
        out.visitEnd();
        return out.toByteArray();
    }

    /** Overloads differ in their parameters only. */
    private static String heirs(VirtualStart start) {
        return start.virtualName()
                + start.parameters().replace('/', '-').replace(';', ',').replace('[', '*');
    }

    private static void end(MethodVisitor m) {
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
