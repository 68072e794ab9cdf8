package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.analysis.Loops;
import dev.bobbin.compiler.ir.FrameTypes;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;

/**
 * By which way a coroutine is entered at its suspension points: never by a jump into a loop's body. That would give the loop
 * two entries, and HotSpot's optimising compiler then makes code for all that is in it that is up to sixty times slower. So
 * control goes to the head of the outermost loop around the point, with a local variable that says where it is bound for;
 * there to the head of the next loop, and in the innermost one to where the state is restored.
 *
 * <p>The head's variables and operand stack are given default values on the way, as its stack map frame wants them there; what
 * is alive is restored where the way ends.
 */
final class Reentry {
    /** A loop that is entered by its head. */
    static final class Gate {
        final AbstractInsnNode head;
        final FrameTypes types;
        final Label dispatch = new Label();
        final List<Suspension> here = new ArrayList<>();
        final List<Gate> inner = new ArrayList<>();
        final Label enter = new Label();

        Gate(AbstractInsnNode head, FrameTypes types) {
            this.head = head;
            this.types = types;
        }

        /** All that are reached by this gate. */
        List<Suspension> all() {
            List<Suspension> all = new ArrayList<>(here);
            inner.forEach(gate -> all.addAll(gate.all()));
            return all;
        }
    }

    /** Of a method that is entered at its beginning only. */
    static final Reentry NONE = new Reentry();

    private final Map<Integer, Gate> first = new HashMap<>(); // by state
    private final Map<AbstractInsnNode, Gate> byFrame = new LinkedHashMap<>();
    private final List<Gate> outermost = new ArrayList<>();

    private Reentry() {}

    static Reentry of(StateMachine machine, Loops loops) {
        Reentry reentry = new Reentry();
        machine.suspensions().forEach(s -> reentry.add(machine, loops, s));
        return reentry;
    }

    private void add(StateMachine machine, Loops loops, Suspension s) {
        InsnList code = machine.body().instructions;
        Gate around = null;
        for (Loops.Loop loop : loops.around(code.indexOf(s.call()))) {
            Gate gate = gate(machine, code.get(loop.head()), around);
            if (gate != null) {
                around = gate;
                first.putIfAbsent(s.state(), gate);
            }
        }
        if (around != null) {
            around.here.add(s);
        }
    }

    private @Nullable Gate gate(StateMachine machine, AbstractInsnNode head, @Nullable Gate around) {
        AbstractInsnNode insn = head;
        while (insn != null && insn.getOpcode() < 0 && !(insn instanceof FrameNode)) {
            insn = insn.getNext();
        }
        FrameTypes types = insn instanceof FrameNode ? machine.frames().get(insn) : null;
        if (insn == null || types == null || !canBeGiven(types)) {
            return null;
        }
        Gate known = byFrame.get(insn);
        if (known != null) {
            return known;
        }
        Gate gate = new Gate(head, types);
        byFrame.put(insn, gate);
        (around == null ? outermost : around.inner).add(gate);
        return gate;
    }

    /** Whether default values can stand for what the frame has. */
    private static boolean canBeGiven(FrameTypes types) {
        return types.stack().stream().allMatch(Reentry::hasDefault)
                && types.locals().stream().allMatch(Reentry::hasDefault);
    }

    private static boolean hasDefault(VarType type) {
        return type.tag() != VarType.Tag.UNINITIALIZED && type.tag() != VarType.Tag.UNINITIALIZED_THIS;
    }

    boolean isEmpty() {
        return byFrame.isEmpty();
    }

    /** By which the point is entered; null if it is in no loop. */
    @Nullable
    Gate first(Suspension s) {
        return first.get(s.state());
    }

    /** Whose head has this frame; null if it is none. */
    @Nullable
    Gate at(AbstractInsnNode frame) {
        return byFrame.get(frame);
    }

    List<Gate> outermost() {
        return outermost;
    }

    Iterable<Gate> all() {
        return byFrame.values();
    }
}
