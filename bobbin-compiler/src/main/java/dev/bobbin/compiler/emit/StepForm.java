package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.AWAITABLE_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.OBJECT_STEP;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.SlotKind;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.read.Insns;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/** A poll form that returns whether it has suspended; that of a body which gives objects returns the element then, or {@link AbiNames#END}. */
final class StepForm extends Form {
    /** The variable that the element is in while the others are stored. */
    private static final int ELEMENT = 1;

    private final StepSlots slots;
    private final StepRoom room;
    private final Insns insns;
    private final Map<Integer, Yielded> yielded = new HashMap<>(); // by state
    private final boolean givesObjects;

    /** @param yielded in the order of the states; none of a coroutine */
    StepForm(StepSlots slots, Insns insns, List<Yielded> yielded) {
        super(slots.machine(), Entry.POLL);
        this.slots = slots;
        this.room = new StepRoom(slots.signature().stepClass());
        this.insns = insns;
        for (int i = 0; i < yielded.size(); i++) {
            this.yielded.put(i + 1, yielded.get(i));
        }
        this.givesObjects = StepIterator.areObjects(yielded);
    }

    @Override
    protected List<Object> ownLocals() {
        return givesObjects ? List.of(room.type(), "java/lang/Object") : super.ownLocals();
    }

    @Override
    protected Room room() {
        return room;
    }

    @Override
    protected void call(MethodVisitor out, int context, Suspension s, CoroutineSignature callee) {
        throw new IllegalStateException("it calls no coroutines");
    }

    @Override
    protected boolean leavesResult(Suspension s) {
        return false;
    }

    @Override
    protected boolean hands() {
        return true;
    }

    @Override
    protected Collection<AbstractInsnNode> leftOut() {
        return yielded.values().stream().flatMap(y -> y.leftOut(insns).stream()).toList();
    }

    @Override
    protected boolean needsNoCast(VarType type) {
        return type.name() != null && AbiNames.isYielder(type.name());
    }

    @Override
    protected void begun(MethodVisitor out) {
        clear(out, slots.takenAtTheBeginning());
    }

    @Override
    protected void hand(MethodVisitor out, Suspension s) {
        Yielded element = yielded.get(s.state());
        if (givesObjects) {
            Yielded.handIn(out, ELEMENT, room.type());
        } else if (element != null) {
            element.hand(out, room.type());
        } else {
            out.visitVarInsn(Opcodes.ALOAD, 0);
            out.visitInsn(Opcodes.SWAP);
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, room.type(), "suspend", "(" + AWAITABLE_TYPE + ")V", false);
        }
    }

    @Override
    protected void resumed(MethodVisitor out) {
        out.visitVarInsn(Opcodes.ALOAD, 0);
        if (yielded.isEmpty()) {
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, room.type(), "taken", "()Ljava/lang/Object;", false);
        } else {
            boolean relays = StepIterator.superclass(yielded.values()).equals(AbiNames.RELAYING_STEP);
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, room.type(), relays ? "goesOn" : "resumed", "()V", false);
            out.visitInsn(Opcodes.ACONST_NULL);
        }
    }

    @Override
    protected void ended(MethodVisitor out) {
        if (yielded.isEmpty()) {
            Types.box(out, signature().result());
            out.visitVarInsn(Opcodes.ALOAD, 0);
            out.visitInsn(Opcodes.SWAP);
            out.visitFieldInsn(Opcodes.PUTFIELD, room.type(), "value", "Ljava/lang/Object;");
        }
        slots.drop(out, room);
        if (givesObjects) {
            end(out);
            return;
        }
        out.visitInsn(Opcodes.ICONST_0);
        out.visitInsn(Opcodes.IRETURN);
    }

    /** In the place of an element. */
    static void end(MethodVisitor out) {
        out.visitFieldInsn(Opcodes.GETSTATIC, OBJECT_STEP, AbiNames.END, "Ljava/lang/Object;");
        out.visitInsn(Opcodes.ARETURN);
    }

    private void clear(MethodVisitor out, BitSet references) {
        references.stream().forEach(slot -> {
            out.visitVarInsn(Opcodes.ALOAD, 0);
            out.visitInsn(Opcodes.ACONST_NULL);
            room.put(out, SlotKind.REF, slot);
        });
    }

    @Override
    protected void save(WriteBody body, Suspension s) {
        clear(body.out(), slots.dead(s));
        Yielded element = yielded.get(s.state());
        boolean isTaken = givesObjects || element != null && element.isOfOthers();
        InlineSave.write(body, s, isTaken ? -s.state() : s.state(), room, slots::holds);
        if (givesObjects) {
            body.out().visitVarInsn(Opcodes.ALOAD, ELEMENT);
            body.out().visitInsn(Opcodes.ARETURN);
            return;
        }
        body.out().visitInsn(Opcodes.ICONST_1);
        body.out().visitInsn(Opcodes.IRETURN);
    }
}
