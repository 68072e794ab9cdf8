package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Saved;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.SlotKind;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The slots of a step form: each variable has one of its own in all states, an argument that which it came in. So what does not change need
 * not be stored again, by the code or by the JIT, and an argument that is never assigned is never stored at all.
 */
final class StepSlots {
    private record Place(boolean onStack, int place, SlotKind kind) {}

    private final StateMachine machine;
    private final SlotCount count;
    private final BitSet assigned = new BitSet();
    private final BitSet arguments = new BitSet();
    /** Slots for references. */
    private final BitSet everSaved = new BitSet();

    private final int argumentRefs;

    StepSlots(StateMachine machine) {
        Map<Place, Integer> slots = new HashMap<>();
        SlotCount used = SlotCount.NONE;
        Arguments own = new Arguments(machine.signature());
        int local = 0;
        for (Arguments.Kept argument : own.all()) {
            arguments.set(local);
            slots.put(new Place(false, local, argument.type().slotKind()), argument.slot());
            local += argument.type().getSize();
        }
        used = own.count();
        argumentRefs = used.of(SlotKind.REF);
        List<Suspension> changed = new ArrayList<>();
        for (Suspension s : machine.suspensions()) {
            List<Saved> saved = new ArrayList<>();
            for (Saved each : s.saved()) {
                Place place = new Place(each.onStack(), each.place(), each.kind());
                Integer slot = slots.get(place);
                if (slot == null) {
                    slot = used.of(each.kind());
                    slots.put(place, slot);
                    used = used.plusOne(each.kind());
                }
                saved.add(new Saved(each.onStack(), each.place(), each.type(), slot));
                if (each.kind() == SlotKind.REF) {
                    everSaved.set(slot);
                }
            }
            changed.add(new Suspension(s.state(), s.call(), s.callee(), saved, s.stack(), s.locals(), s.line()));
        }
        count = used;
        this.machine = new StateMachine(
                machine.signature(), machine.body(), changed, machine.immediateCalls(), machine.frames(), used);
        for (AbstractInsnNode insn : machine.body().instructions) {
            if (insn instanceof VarInsnNode var && Types.isStore(var.getOpcode())) {
                assigned.set(var.var);
                if (var.getOpcode() == Opcodes.LSTORE || var.getOpcode() == Opcodes.DSTORE) {
                    assigned.set(var.var + 1);
                }
            } else if (insn instanceof IincInsnNode iinc) {
                assigned.set(iinc.var);
            }
        }
    }

    CoroutineSignature signature() {
        return machine.signature();
    }

    /** With these slots. */
    StateMachine machine() {
        return machine;
    }

    SlotCount count() {
        return count;
    }

    /** The object in local 0 has ended, and lets go of what it refers to. */
    void drop(MethodVisitor out, Room room) {
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitLdcInsn(AbiNames.STEP_ENDED);
        room.putState(out);
        for (int slot = 0; slot < count.of(SlotKind.REF); slot++) {
            out.visitVarInsn(Opcodes.ALOAD, 0);
            out.visitInsn(Opcodes.ACONST_NULL);
            room.put(out, SlotKind.REF, slot);
        }
    }

    /** Whether its slot holds it already, wherever it is saved. */
    boolean holds(Saved saved) {
        int place = saved.place();
        return !saved.onStack()
                && arguments.get(place)
                && assigned.get(place, place + saved.type().getSize()).isEmpty();
    }

    /** The slots for references that hold what dies as the body begins. */
    BitSet takenAtTheBeginning() {
        BitSet taken = new BitSet();
        taken.set(0, argumentRefs);
        machine.suspensions()
                .forEach(s -> s.saved().stream()
                        .filter(saved -> saved.kind() == SlotKind.REF && holds(saved))
                        .forEach(saved -> taken.clear(saved.slot())));
        return taken;
    }

    /** The slots for references that may hold what is dead at this state. */
    BitSet dead(Suspension s) {
        BitSet dead = (BitSet) everSaved.clone();
        s.saved().stream().filter(saved -> saved.kind() == SlotKind.REF).forEach(saved -> dead.clear(saved.slot()));
        return dead;
    }
}
