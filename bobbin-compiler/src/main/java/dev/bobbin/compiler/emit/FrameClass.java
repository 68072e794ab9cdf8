package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.FRAME;
import static dev.bobbin.compiler.ir.AbiNames.FRAME_TYPE;

import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The heap object for one suspended call, of models that resume the leaf. */
public final class FrameClass {
    private FrameClass() {}

    /** Begins the class, with its check of versions, fields for the slots, and the method that resumes. */
    public static ClassWriter begin(StateMachine machine, Room room, int version, String... interfaces) {
        CoroutineSignature signature = machine.signature();
        ClassWriter out = new ClassFile();
        out.visit(
                version,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                signature.frameName(),
                null,
                FRAME,
                interfaces);
        FieldRoom.declare(out, Opcodes.ACC_SYNTHETIC, machine.slots());
        out.visitField(Opcodes.ACC_SYNTHETIC, "state", StateField.descriptor(machine), null, null)
                .visitEnd();
        VersionCheck.write(out, signature);
        constructor(out);
        enter(out, "resume", signature, signature.resumeName(), room.type());
        MethodVisitor at = AwaitLines.begin(out);
        AwaitLines.ask(at, machine, signature.frameName(), "state", 1);
        AwaitLines.end(at);
        return out;
    }

    /**
     * Writes the method by which the object enters the coroutine's code; it leaves the result in the context.
     *
     * @param frame the class or interface by which the code sees the object
     */
    public static void enter(ClassVisitor out, String method, CoroutineSignature signature, String code, String frame) {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_PUBLIC, method, "(" + CONTEXT_TYPE + ")V", null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                signature.id().owner(),
                code,
                signature.resumeDescriptor(frame),
                signature.isInterface());
        Types.leave(m, signature.result());
        m.visitInsn(Opcodes.RETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    private static void constructor(ClassVisitor out) {
        MethodVisitor m = out.visitMethod(0, "<init>", "()V", null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, FRAME, "<init>", "()V", false);
        m.visitInsn(Opcodes.RETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    /** Emits: a frame this coroutine has just left, or a new one, put on the chain; it is then on the stack. */
    public static void push(MethodVisitor m, CoroutineSignature signature, int context) {
        String frame = signature.frameName();
        Label push = new Label();
        m.visitVarInsn(Opcodes.ALOAD, context);
        m.visitLdcInsn(Type.getObjectType(frame));
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "spare", "(Ljava/lang/Class;)" + FRAME_TYPE, false);
        m.visitInsn(Opcodes.DUP);
        m.visitJumpInsn(Opcodes.IFNONNULL, push);
        m.visitInsn(Opcodes.POP);
        m.visitTypeInsn(Opcodes.NEW, frame);
        m.visitInsn(Opcodes.DUP);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, frame, "<init>", "()V", false);
        m.visitLabel(push);
        m.visitFrame(Opcodes.F_NEW, 1, new Object[] {CONTEXT}, 1, new Object[] {FRAME});
        m.visitTypeInsn(Opcodes.CHECKCAST, frame);
        m.visitVarInsn(Opcodes.ASTORE, context + 1);
        m.visitVarInsn(Opcodes.ALOAD, context);
        m.visitVarInsn(Opcodes.ALOAD, context + 1);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "push", "(" + FRAME_TYPE + ")V", false);
        m.visitVarInsn(Opcodes.ALOAD, context + 1);
    }
}
