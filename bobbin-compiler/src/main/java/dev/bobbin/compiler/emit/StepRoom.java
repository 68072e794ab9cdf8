package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.SlotKind;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The fields of the object, which is read at each step: references are left in it, and {@link StepForm} clears those that die.
 *
 * <p>Also those of its superclass are named as its own. So the verifier need not load the object's class when it sees the code, and a runtime that lacks the superclass can still
 * say that it is too old.
 */
record StepRoom(String type) implements Room {
    @Override
    public void get(MethodVisitor out, SlotKind kind, int slot) {
        out.visitFieldInsn(Opcodes.GETFIELD, type, FieldRoom.field(kind, slot), kind.descriptor());
    }

    @Override
    public void put(MethodVisitor out, SlotKind kind, int slot) {
        out.visitFieldInsn(Opcodes.PUTFIELD, type, FieldRoom.field(kind, slot), kind.descriptor());
    }

    /** It is negated there, since what was yielded has been taken. */
    @Override
    public void getState(MethodVisitor out) {
        out.visitInsn(Opcodes.DUP);
        out.visitFieldInsn(Opcodes.GETFIELD, type, "state", "I");
        out.visitInsn(Opcodes.SWAP);
        out.visitLdcInsn(AbiNames.STEP_RUNNING);
        putState(out);
        out.visitInsn(Opcodes.INEG);
    }

    @Override
    public void putState(MethodVisitor out) {
        out.visitFieldInsn(Opcodes.PUTFIELD, type, "state", "I");
    }
}
