package dev.bobbin.compiler.report;

import dev.bobbin.compiler.analysis.Flow;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;

/** From which state which others can be reached without another suspension. */
final class FindEdges {
    private final InsnList instructions;
    private final Flow flow;
    private final Map<Integer, Integer> states = new HashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    private FindEdges(StateMachine machine) {
        this.instructions = machine.body().instructions;
        this.flow = new Flow(machine.body());
        for (Suspension s : machine.suspensions()) {
            states.put(instructions.indexOf(s.call()), s.state());
        }
        from(Edge.START, bits(0), bits());
        for (Suspension s : machine.suspensions()) {
            int call = instructions.indexOf(s.call());
            from(s.state(), bits(flow.successors(call)), bits(flow.handlers(call)));
        }
    }

    static List<Edge> of(StateMachine machine) {
        return new FindEdges(machine).edges;
    }

    private void from(int state, BitSet next, BitSet handlers) {
        BitSet plain = reach(next, insn -> false);
        BitSet entries = (BitSet) next.clone();
        entries.or(handlers);
        BitSet all = reach(entries, insn -> true);
        BitSet thrown = reach(next, insn -> insn.getOpcode() == Opcodes.ATHROW);
        boolean ends = false;
        boolean returns = false;
        List<Edge> found = new ArrayList<>();
        for (int i = all.nextSetBit(0); i >= 0; i = all.nextSetBit(i + 1)) {
            Integer to = states.get(i);
            int opcode = instructions.get(i).getOpcode();
            if (to != null) {
                found.add(new Edge(state, to, !plain.get(i)));
            } else if (opcode == Opcodes.ARETURN) {
                ends = true;
                returns |= plain.get(i);
            } else if (opcode == Opcodes.ATHROW && thrown.get(i) && flow.handlers(i).length == 0) {
                ends = true; // only what is thrown on purpose: that every await can fail goes without saying
            }
        }
        found.sort((a, b) -> Integer.compare(a.to(), b.to()));
        edges.addAll(found);
        if (ends) {
            edges.add(new Edge(state, Edge.END, !returns));
        }
    }

    /** What runs from here on, up to and with the next suspensions, if such instructions may fail. */
    private BitSet reach(BitSet entries, Predicate<AbstractInsnNode> fails) {
        BitSet seen = new BitSet(flow.size());
        BitSet work = (BitSet) entries.clone();
        for (int i = work.nextSetBit(0); i >= 0; i = work.nextSetBit(0)) {
            work.clear(i);
            seen.set(i);
            if (!states.containsKey(i)) {
                work.or(bits(flow.successors(i)));
                if (fails.test(instructions.get(i))) {
                    work.or(bits(flow.handlers(i)));
                }
                work.andNot(seen);
            }
        }
        return seen;
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int i : set) {
            bits.set(i);
        }
        return bits;
    }
}
