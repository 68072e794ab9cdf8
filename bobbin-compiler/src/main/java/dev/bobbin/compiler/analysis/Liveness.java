package dev.bobbin.compiler.analysis;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which local variables may still be read: the classical backward data flow, over normal and exceptional edges. Inside a
 * try range a variable that a handler reads is live before every instruction, also before one that writes it.
 */
public final class Liveness {
    private final BitSet[] before;
    private final MethodNode method;
    private final Flow flow;

    public Liveness(MethodNode method, Flow flow) {
        this.method = method;
        this.flow = flow;
        int n = flow.size();
        before = new BitSet[n];
        for (int i = 0; i < n; i++) {
            before[i] = new BitSet(method.maxLocals);
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = n - 1; i >= 0; i--) {
                changed |= update(i);
            }
        }
    }

    /** Live when the instruction begins. */
    public BitSet before(int index) {
        return (BitSet) before[index].clone();
    }

    /** Live when the instruction has ended, with a result or with an exception. */
    public BitSet after(int index) {
        BitSet live = liveOut(index);
        for (int handler : flow.handlers(index)) {
            live.or(before[handler]);
        }
        return live;
    }

    private boolean update(int i) {
        BitSet live = liveOut(i);
        AbstractInsnNode insn = method.instructions.get(i);
        if (insn instanceof VarInsnNode var) {
            live.set(var.var, var.getOpcode() <= Opcodes.ALOAD); // no RET: subroutines are refused with their types
        } else if (insn instanceof IincInsnNode iinc) {
            live.set(iinc.var);
        }
        for (int handler : flow.handlers(i)) {
            live.or(before[handler]);
        }
        if (live.equals(before[i])) {
            return false;
        }
        before[i] = live;
        return true;
    }

    private BitSet liveOut(int index) {
        BitSet live = new BitSet(method.maxLocals);
        for (int successor : flow.successors(index)) {
            live.or(before[successor]);
        }
        return live;
    }
}
