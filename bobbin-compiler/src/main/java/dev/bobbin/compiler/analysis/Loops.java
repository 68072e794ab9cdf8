package dev.bobbin.compiler.analysis;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The natural loops of a method, on instruction indices: a jump back to an instruction that dominates it makes a loop of all
 * that can come to the jump without passing that head. Exceptional edges count. A cycle that has no such head is no loop here.
 *
 * <p>Dominators by the algorithm of Cooper, Harvey and Kennedy ("A Simple, Fast Dominance Algorithm", 2001).
 */
public final class Loops {
    private static final int NONE = -1;

    /** @param body all of its instructions, the head included */
    public record Loop(int head, BitSet body) {}

    private final Flow flow;
    private final List<Loop> loops;

    private int[] postorder = {};
    /** Where in the postorder, of what is reached. */
    private int[] order = {};

    private int[][] predecessors = {};
    private int[] dominator = {};

    public Loops(Flow flow) {
        this.flow = flow;
        if (!jumpsBack()) {
            loops = List.of();
            return;
        }
        postorder = postorder();
        order = new int[flow.size()];
        for (int p = 0; p < postorder.length; p++) {
            order[postorder[p]] = p;
        }
        predecessors = predecessors();
        dominator = dominators();
        loops = find();
    }

    private Loops(Flow flow, List<Loop> loops) {
        this.flow = flow;
        this.loops = loops;
    }

    /** Those that are left if control goes on from these instructions by exceptions only. */
    public Loops without(BitSet ends) {
        return new Loops(flow, loops.stream().filter(loop -> isLoop(loop, ends)).toList());
    }

    private boolean isLoop(Loop loop, BitSet ends) {
        BitSet seen = new BitSet();
        BitSet work = new BitSet();
        work.set(loop.head());
        for (int i = work.nextSetBit(0); i >= 0; i = work.nextSetBit(0)) {
            work.clear(i);
            for (int k = ends.get(i) ? flow.successors(i).length : 0; k < degree(i); k++) {
                int next = successor(i, k);
                if (next == loop.head()) {
                    return true;
                }
                if (loop.body().get(next) && !seen.get(next)) {
                    seen.set(next);
                    work.set(next);
                }
            }
        }
        return false;
    }

    /** The loops around an instruction, the outermost first. */
    public List<Loop> around(int index) {
        return loops.stream().filter(loop -> loop.body().get(index)).toList();
    }

    /** Most methods do not, and need nothing of what follows. */
    private boolean jumpsBack() {
        for (int i = 0; i < flow.size(); i++) {
            for (int k = 0; k < degree(i); k++) {
                if (successor(i, k) <= i) {
                    return true;
                }
            }
        }
        return false;
    }

    private int degree(int i) {
        return flow.successors(i).length + flow.handlers(i).length;
    }

    /** Of all that can come next, exceptions included, the k-th. */
    private int successor(int i, int k) {
        int[] normal = flow.successors(i);
        return k < normal.length ? normal[k] : flow.handlers(i)[k - normal.length];
    }

    private int[] postorder() {
        int[] result = new int[flow.size()];
        int size = 0;
        BitSet seen = new BitSet(flow.size());
        int[] path = new int[flow.size()];
        int[] tried = new int[flow.size()]; // of what is on the path, how many of its successors
        int depth = 1;
        seen.set(0);
        while (depth > 0) {
            int i = path[depth - 1];
            if (tried[depth - 1] == degree(i)) {
                result[size++] = i;
                depth--;
                continue;
            }
            int next = successor(i, tried[depth - 1]++);
            if (!seen.get(next)) {
                seen.set(next);
                path[depth] = next;
                tried[depth++] = 0;
            }
        }
        return Arrays.copyOf(result, size);
    }

    private int[][] predecessors() {
        int[] count = new int[flow.size()];
        for (int i : postorder) {
            for (int k = 0; k < degree(i); k++) {
                count[successor(i, k)]++;
            }
        }
        int[][] result = new int[flow.size()][];
        for (int i : postorder) {
            result[i] = new int[count[i]];
        }
        for (int i : postorder) {
            for (int k = 0; k < degree(i); k++) {
                int next = successor(i, k);
                result[next][--count[next]] = i;
            }
        }
        return result;
    }

    private int[] dominators() {
        int[] result = new int[flow.size()];
        Arrays.fill(result, NONE);
        result[0] = 0;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int p = postorder.length - 2; p >= 0; p--) { // the entry is the last
                int i = postorder[p];
                int found = NONE;
                for (int before : predecessors[i]) {
                    if (result[before] != NONE && !addsNothing(before, i)) {
                        found = found == NONE ? before : common(result, found, before);
                    }
                }
                if (result[i] != found) {
                    result[i] = found;
                    changed = true;
                }
            }
        }
        return result;
    }

    /**
     * Whether the edge is that of an exception, and the instruction before has it too and dominates this one: what is then
     * left of a try's many edges to its handler is one for each stretch of straight code.
     */
    private boolean addsNothing(int from, int to) {
        int[] handlers = flow.handlers(from);
        return from > 0
                && handlers == flow.handlers(from - 1)
                && predecessors[from].length == 1
                && predecessors[from][0] == from - 1
                && IntStream.of(handlers).anyMatch(h -> h == to);
    }

    private int common(int[] dominators, int a, int b) {
        int x = a;
        int y = b;
        while (x != y) {
            if (order[x] < order[y]) {
                x = dominators[x];
            } else {
                y = dominators[y];
            }
        }
        return x;
    }

    private boolean dominates(int a, int b) {
        int x = b;
        while (order[x] < order[a]) {
            x = dominator[x];
        }
        return x == a;
    }

    private List<Loop> find() {
        Map<Integer, Loop> byHead = new TreeMap<>();
        for (int from : postorder) {
            for (int k = 0; k < degree(from); k++) {
                int head = successor(from, k);
                if (dominates(head, from)) {
                    collect(
                            from,
                            byHead.computeIfAbsent(head, h -> new Loop(h, new BitSet()))
                                    .body(),
                            head);
                }
            }
        }
        return byHead.values().stream()
                .sorted(Comparator.comparingInt((Loop loop) -> loop.body().cardinality())
                        .reversed())
                .toList();
    }

    private void collect(int from, BitSet body, int head) {
        body.set(head);
        BitSet work = new BitSet();
        work.set(from);
        for (int i = work.nextSetBit(0); i >= 0; i = work.nextSetBit(0)) {
            work.clear(i);
            if (!body.get(i)) {
                body.set(i);
                for (int before : predecessors[i]) {
                    work.set(before);
                }
            }
        }
    }
}
