package dev.bobbin.compiler.analysis;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** How many monitors each instruction holds. */
public final class Monitors {
    private static final int UNKNOWN = -1;

    private final int[] held;

    public Monitors(MethodNode method, Flow flow) {
        held = new int[flow.size()];
        Arrays.fill(held, UNKNOWN);
        if (held.length == 0) {
            return;
        }
        ArrayDeque<Integer> work = new ArrayDeque<>();
        held[0] = 0;
        work.add(0);
        while (!work.isEmpty()) {
            int i = work.remove();
            int opcode = method.instructions.get(i).getOpcode();
            int after = held[i]
                    + (opcode == Opcodes.MONITORENTER ? 1 : 0)
                    - (opcode == Opcodes.MONITOREXIT && held[i] > 0 ? 1 : 0);
            for (int next : flow.successors(i)) {
                reach(next, after, work);
            }
            for (int handler : flow.handlers(i)) {
                reach(handler, held[i], work);
            }
        }
    }

    /** Whether the instruction runs inside a {@code synchronized} block. */
    public boolean holdsAny(int index) {
        return held[index] > 0;
    }

    private void reach(int index, int count, ArrayDeque<Integer> work) {
        if (held[index] == UNKNOWN) {
            held[index] = count;
            work.add(index);
        }
    }
}
