package dev.bobbin.compiler.emit.pull;

import static dev.bobbin.compiler.ir.AbiNames.CALL;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.FRAME_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.SUSPENDED;

import dev.bobbin.compiler.emit.Arguments;
import dev.bobbin.compiler.emit.AwaitLines;
import dev.bobbin.compiler.emit.ClassFile;
import dev.bobbin.compiler.emit.FieldRoom;
import dev.bobbin.compiler.emit.FrameClass;
import dev.bobbin.compiler.emit.StateField;
import dev.bobbin.compiler.emit.Types;
import dev.bobbin.compiler.emit.VersionCheck;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.ResultKind;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.StateMachine;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * One call: made with the arguments, polled until it ends. Arguments and saved values share slots. The outermost call of a
 * root is at the same time the one heap frame of that host, which is how the task comes to poll it.
 */
final class CallObject {
    /** The field of the class of all call objects. */
    static final String CHILD = "child";

    /** A state that is none: polled now, it says so. */
    private static final Integer RUNNING = -1;

    private CallObject() {}

    static FieldRoom room(StateMachine machine) {
        return new FieldRoom(
                machine.signature().frameName(), SlotCount.NONE, "state", StateField.descriptor(machine), RUNNING);
    }

    /**
     * Of the static factory. A caller takes the result out of the context, where no descriptor guards its kind; so the name
     * does, and, as with the start form, tells a callee that can be overridden.
     */
    static String factory(CoroutineSignature signature) {
        ResultKind result = signature.result();
        return (signature.overridable() ? "own" : "of") + (result.isPrimitive() ? result.descriptor() : "");
    }

    static String factoryDescriptor(CoroutineSignature signature) {
        String d = signature.constructorDescriptor();
        return d.substring(0, d.length() - 1) + "L" + signature.frameName() + ";";
    }

    static byte[] write(StateMachine machine, int version) {
        CoroutineSignature signature = machine.signature();
        int visibility = signature.isPublic() ? Opcodes.ACC_PUBLIC : 0;
        ClassWriter out = new ClassFile();
        out.visit(
                version,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC | visibility,
                signature.frameName(),
                null,
                CALL,
                null);
        Arguments arguments = new Arguments(signature);
        FieldRoom.declare(out, Opcodes.ACC_SYNTHETIC, machine.slots().max(arguments.count()));
        out.visitField(Opcodes.ACC_SYNTHETIC, "state", StateField.descriptor(machine), null, null)
                .visitEnd();
        VersionCheck.write(out, signature);
        constructor(out, machine, arguments);
        factory(out, signature);
        FrameClass.enter(out, "poll", signature, signature.pollName(), signature.frameName());
        resume(out, signature);
        at(out, machine);
        out.visitEnd();
        return out.toByteArray();
    }

    private static void constructor(ClassWriter out, StateMachine machine, Arguments arguments) {
        MethodVisitor m = out.visitMethod(0, "<init>", machine.signature().constructorDescriptor(), null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, CALL, "<init>", "()V", false);
        arguments.store(m, room(machine), 1);
        m.visitInsn(Opcodes.RETURN);
        end(m);
    }

    private static void factory(ClassWriter out, CoroutineSignature signature) {
        int visibility = signature.isPublic() ? Opcodes.ACC_PUBLIC : 0;
        MethodVisitor m = out.visitMethod(
                Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | visibility,
                factory(signature),
                factoryDescriptor(signature),
                null,
                null);
        m.visitCode();
        m.visitTypeInsn(Opcodes.NEW, signature.frameName());
        m.visitInsn(Opcodes.DUP);
        Types.loadParameters(m, signature.constructorDescriptor());
        m.visitMethodInsn(
                Opcodes.INVOKESPECIAL, signature.frameName(), "<init>", signature.constructorDescriptor(), false);
        m.visitInsn(Opcodes.ARETURN);
        end(m);
    }

    /** For the outermost call: polls, and stays the host's frame if it is suspended. */
    private static void resume(ClassWriter out, CoroutineSignature signature) {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_PUBLIC, "resume", "(" + CONTEXT_TYPE + ")V", null, null);
        Label ended = new Label();
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, signature.frameName(), "poll", "(" + CONTEXT_TYPE + ")V", false);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitFieldInsn(Opcodes.GETFIELD, CONTEXT, "signal", "I");
        Types.pushInt(m, SUSPENDED);
        m.visitJumpInsn(Opcodes.IF_ICMPNE, ended);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "push", "(" + FRAME_TYPE + ")V", false);
        m.visitLabel(ended);
        m.visitFrame(Opcodes.F_NEW, 2, new Object[] {signature.frameName(), CONTEXT}, 0, new Object[0]);
        m.visitInsn(Opcodes.RETURN);
        end(m);
    }

    private static void at(ClassWriter out, StateMachine machine) {
        MethodVisitor m = AwaitLines.begin(out);
        AwaitLines.ask(m, machine, machine.signature().frameName(), "state", 1);
        AwaitLines.end(m);
    }

    private static void end(MethodVisitor m) {
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
