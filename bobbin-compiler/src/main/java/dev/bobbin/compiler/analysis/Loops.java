package dev.bobbin.compiler.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private final List<List<Integer>> predecessors = new ArrayList<>();
    private final int[] order;
    private final int[] dominator;
    private final List<Loop> loops;

    public Loops(Flow flow) {
        int n = flow.size();
        for (int i = 0; i < n; i++) {
            predecessors.add(new ArrayList<>());
        }
        order = new int[n];
        Arrays.fill(order, NONE);
        dominator = new int[n];
        Arrays.fill(dominator, NONE);
        List<Integer> postorder = n == 0 ? List.of() : postorder(flow);
        for (int p = 0; p < postorder.size(); p++) {
            order[postorder.get(p)] = p;
        }
        for (int i : postorder) {
            for (int next : successors(flow, i)) {
                predecessors.get(next).add(i);
            }
        }
        dominators(postorder);
        loops = find(flow, postorder);
    }

    /** The loops around an instruction, the outermost first. */
    public List<Loop> around(int index) {
        return loops.stream().filter(loop -> loop.body().get(index)).toList();
    }

    private static List<Integer> successors(Flow flow, int index) {
        List<Integer> next = new ArrayList<>(flow.successors(index));
        next.addAll(flow.handlers(index));
        return next;
    }

    private static List<Integer> postorder(Flow flow) {
        List<Integer> result = new ArrayList<>();
        BitSet seen = new BitSet();
        List<Integer> path = new ArrayList<>(List.of(0));
        List<List<Integer>> rest = new ArrayList<>(List.of(successors(flow, 0)));
        seen.set(0);
        while (!path.isEmpty()) {
            List<Integer> open = rest.get(rest.size() - 1);
            if (open.isEmpty()) {
                result.add(path.remove(path.size() - 1));
                rest.remove(rest.size() - 1);
                continue;
            }
            int next = open.remove(open.size() - 1);
            if (!seen.get(next)) {
                seen.set(next);
                path.add(next);
                rest.add(successors(flow, next));
            }
        }
        return result;
    }

    private void dominators(List<Integer> postorder) {
        if (postorder.isEmpty()) {
            return;
        }
        dominator[0] = 0;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int p = postorder.size() - 2; p >= 0; p--) { // the entry is the last
                int i = postorder.get(p);
                int found = NONE;
                for (int before : predecessors.get(i)) {
                    if (dominator[before] != NONE) {
                        found = found == NONE ? before : common(found, before);
                    }
                }
                if (dominator[i] != found) {
                    dominator[i] = found;
                    changed = true;
                }
            }
        }
    }

    private int common(int a, int b) {
        int x = a;
        int y = b;
        while (x != y) {
            if (order[x] < order[y]) {
                x = dominator[x];
            } else {
                y = dominator[y];
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

    private List<Loop> find(Flow flow, List<Integer> postorder) {
        Map<Integer, Loop> byHead = new LinkedHashMap<>();
        for (int from : postorder) {
            for (int head : successors(flow, from)) {
                if (dominates(head, from)) {
                    BitSet body = byHead.computeIfAbsent(head, h -> new Loop(h, new BitSet()))
                            .body();
                    collect(from, head, body);
                }
            }
        }
        return byHead.values().stream()
                .sorted(Comparator.comparingInt((Loop loop) -> loop.body().cardinality())
                        .reversed())
                .toList();
    }

    private void collect(int from, int head, BitSet body) {
        body.set(head);
        List<Integer> work = new ArrayList<>(List.of(from));
        while (!work.isEmpty()) {
            int i = work.remove(work.size() - 1);
            if (!body.get(i)) {
                body.set(i);
                work.addAll(predecessors.get(i));
            }
        }
    }
}
