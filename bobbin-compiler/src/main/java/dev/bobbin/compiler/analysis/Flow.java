package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.read.Insns;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The control-flow graph of a method, on instruction indices. The arrays it gives are its own: to be read only. */
public final class Flow {
    private static final int[] NONE = {};

    private final InsnList instructions;
    private final int[][] successors;
    private final int[][] handlers;

    public Flow(MethodNode method) {
        instructions = method.instructions;
        successors = new int[instructions.size()][];
        for (int i = 0; i < successors.length; i++) {
            successors[i] = successorsOf(i);
        }
        handlers = new int[instructions.size()][];
        Arrays.fill(handlers, NONE);
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            int handler = instructions.indexOf(block.handler);
            int end = instructions.indexOf(block.end);
            int[] before = null;
            for (int i = instructions.indexOf(block.start); i < end; i++) {
                int[] own = handlers[i];
                handlers[i] = own == before ? handlers[i - 1] : with(own, handler);
                before = own;
            }
        }
    }

    private static int[] with(int[] some, int one) {
        int[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = one;
        return more;
    }

    public int size() {
        return successors.length;
    }

    /** Where control goes next without an exception. */
    public int[] successors(int index) {
        return successors[index];
    }

    /** The handlers of exceptions thrown here; the same array for instructions in a row that have the same. */
    public int[] handlers(int index) {
        return handlers[index];
    }

    /** Everything that can run after control has come to one of these instructions. */
    public BitSet reachableFrom(BitSet entries) {
        BitSet seen = (BitSet) entries.clone();
        BitSet work = (BitSet) entries.clone();
        for (int i = work.nextSetBit(0); i >= 0; i = work.nextSetBit(0)) {
            work.clear(i);
            reach(successors[i], seen, work);
            reach(handlers[i], seen, work);
        }
        return seen;
    }

    private static void reach(int[] next, BitSet seen, BitSet work) {
        for (int n : next) {
            if (!seen.get(n)) {
                seen.set(n);
                work.set(n);
            }
        }
    }

    private int[] successorsOf(int index) {
        AbstractInsnNode insn = instructions.get(index);
        if (insn instanceof TableSwitchInsnNode table) {
            return indices(table.labels, table.dflt);
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            return indices(lookup.labels, lookup.dflt);
        }
        boolean goesOn = !Insns.endsFlow(insn.getOpcode()) && index + 1 < instructions.size();
        if (insn instanceof JumpInsnNode jump) {
            int target = instructions.indexOf(jump.label);
            return goesOn ? new int[] {target, index + 1} : new int[] {target};
        }
        return goesOn ? new int[] {index + 1} : NONE;
    }

    private int[] indices(List<LabelNode> labels, LabelNode otherwise) {
        int[] next = new int[labels.size() + 1];
        for (int k = 0; k < labels.size(); k++) {
            next[k] = instructions.indexOf(labels.get(k));
        }
        next[labels.size()] = instructions.indexOf(otherwise);
        return next;
    }
}
