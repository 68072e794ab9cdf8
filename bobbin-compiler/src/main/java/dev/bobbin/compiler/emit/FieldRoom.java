package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.SlotKind;
import dev.bobbin.compiler.ir.StateMachine;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Slots that are fields, {@code i0, i1, j0, l0 …}, of a class that the code knows.
 *
 * @param type the class
 * @param from the first field of each kind that belongs to this frame
 * @param stateField holds the state
 * @param stateDescriptor of that field
 * @param whileRunning what reading the state leaves in its place; null if it stays as it is
 */
public record FieldRoom(
        String type,
        SlotCount from,
        String stateField,
        String stateDescriptor,
        @Nullable Integer whileRunning) implements Room {
    /** While the coroutine runs, no frame of it is stored. */
    public static final Integer FREE = 0;

    public static String field(SlotKind kind, int slot) {
        return "" + kind.letter() + slot;
    }

    /** Declares the fields. */
    public static void declare(ClassVisitor out, int access, SlotCount count) {
        for (SlotKind kind : SlotKind.values()) {
            for (int slot = 0; slot < count.of(kind); slot++) {
                out.visitField(access, field(kind, slot), kind.descriptor(), null, null)
                        .visitEnd();
            }
        }
    }

    /** The room of a frame object of its own, whose state is taken by being read. */
    public static FieldRoom ofFrame(StateMachine machine) {
        return new FieldRoom(
                machine.signature().frameName(), SlotCount.NONE, "state", StateField.descriptor(machine), FREE);
    }

    @Override
    public void get(MethodVisitor out, SlotKind kind, int slot) {
        String field = field(kind, from.of(kind) + slot);
        if (kind != SlotKind.REF) {
            out.visitFieldInsn(Opcodes.GETFIELD, type, field, kind.descriptor());
            return;
        }
        out.visitInsn(Opcodes.DUP);
        out.visitFieldInsn(Opcodes.GETFIELD, type, field, kind.descriptor());
        out.visitInsn(Opcodes.SWAP);
        out.visitInsn(Opcodes.ACONST_NULL);
        out.visitFieldInsn(Opcodes.PUTFIELD, type, field, kind.descriptor());
    }

    @Override
    public void put(MethodVisitor out, SlotKind kind, int slot) {
        out.visitFieldInsn(Opcodes.PUTFIELD, type, field(kind, from.of(kind) + slot), kind.descriptor());
    }

    @Override
    public void getState(MethodVisitor out) {
        if (whileRunning != null) {
            out.visitInsn(Opcodes.DUP);
        }
        out.visitFieldInsn(Opcodes.GETFIELD, type, stateField, stateDescriptor);
        if (whileRunning != null) {
            out.visitInsn(Opcodes.SWAP);
            Types.pushInt(out, whileRunning);
            putState(out);
        }
    }

    @Override
    public void putState(MethodVisitor out) {
        out.visitFieldInsn(Opcodes.PUTFIELD, type, stateField, stateDescriptor);
    }
}
