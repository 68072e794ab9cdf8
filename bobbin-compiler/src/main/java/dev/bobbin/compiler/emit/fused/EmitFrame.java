package dev.bobbin.compiler.emit.fused;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.FRAME;

import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.StateMachine;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The heap frame: where a suspended call is stored that finds no room in its root. */
final class EmitFrame {
    private EmitFrame() {}

    static byte[] emit(StateMachine machine, int version) {
        CoroutineSignature signature = machine.signature();
        String name = signature.frameName();
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        out.visit(
                version,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                FRAME,
                new String[] {signature.stateName()});
        Slots.fields(out, machine.slots());
        String state = StateField.descriptor(machine);
        out.visitField(Opcodes.ACC_SYNTHETIC, "state", state, null, null).visitEnd();
        constructor(out);
        Slots.accessors(out, name, signature, machine.slots(), SlotCount.NONE, "state", state);
        MethodVisitor m = out.visitMethod(Opcodes.ACC_PUBLIC, "resume", "(" + CONTEXT_TYPE + ")V", null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                signature.id().owner(),
                signature.resumeName(),
                signature.resumeDescriptor(),
                signature.isInterface());
        Types.leave(m, signature.result());
        m.visitInsn(Opcodes.RETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
        out.visitEnd();
        return out.toByteArray();
    }

    private static void constructor(ClassWriter out) {
        MethodVisitor m = out.visitMethod(0, "<init>", "()V", null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, FRAME, "<init>", "()V", false);
        m.visitInsn(Opcodes.RETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
