package dev.bobbin.compiler.emit.fused;

import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.SlotKind;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which callees a root has room for, and where.
 *
 * <p>The callees that a root awaits in place, directly or through others, form a tree; each gets the slots that follow
 * its caller's, so that callees of which only one can be alive share slots. A frame is placed only if no frame that
 * shares a slot with it is there ({@link Hosted#conflicts}): the layout is a bet on who calls whom, never a condition.
 *
 * <p>Found breadth first, so shallow callees come before deep ones, up to a budget of frames and of bytes.
 */
record HostLayout(List<Hosted> frames, SlotCount slots) {
    private static final int MAX_FRAMES = 12;
    private static final int MAX_BYTES = 160;

    /**
     * @param number the frame's number in the root; 0 is the root's own
     * @param from its first slot of each kind
     * @param conflicts the other frames that share a slot with it
     */
    record Hosted(int number, StateMachine machine, SlotCount from, List<Integer> conflicts) {
        SlotCount to() {
            return from.plus(machine.slots());
        }
    }

    /** @param all the coroutines of the compilation */
    static HostLayout of(StateMachine root, Map<CoroutineId, StateMachine> all) {
        List<Hosted> found = new ArrayList<>();
        Set<CoroutineId> seen = new HashSet<>();
        Set<String> prefixes = new HashSet<>();
        ArrayDeque<Hosted> work = new ArrayDeque<>();
        if (root.suspends()) { // what never suspends has no frame, and calls nobody who has
            add(new Hosted(0, root, SlotCount.NONE, List.of()), found, work, seen, prefixes);
        }
        while (!work.isEmpty()) {
            Hosted caller = work.remove();
            for (Suspension s : caller.machine().suspensions()) {
                if (found.size() == MAX_FRAMES || !(s.callee() instanceof Callee.Direct direct)) {
                    continue;
                }
                StateMachine callee = all.get(direct.coroutine().id());
                if (callee == null
                        || callee.signature().model() != Model.FUSED
                        || !callee.suspends()
                        || seen.contains(callee.signature().id())
                        || prefixes.contains(callee.signature().prefix())
                        || !callee.signature().isAccessibleFrom(root.signature())) {
                    continue;
                }
                Hosted hosted = new Hosted(found.size(), callee, caller.to(), List.of());
                if (fits(hosted.to())) {
                    add(hosted, found, work, seen, prefixes);
                }
            }
        }
        SlotCount slots = SlotCount.NONE;
        List<Hosted> frames = new ArrayList<>();
        for (Hosted h : found) {
            slots = slots.max(h.to());
            frames.add(new Hosted(h.number(), h.machine(), h.from(), conflicts(h, found)));
        }
        return new HostLayout(List.copyOf(frames), slots);
    }

    /** Whether a root may have that many slots. */
    static boolean fits(SlotCount slots) {
        return slots.bytes() <= MAX_BYTES;
    }

    private static void add(
            Hosted hosted, List<Hosted> found, ArrayDeque<Hosted> work, Set<CoroutineId> seen, Set<String> prefixes) {
        found.add(hosted);
        work.add(hosted);
        seen.add(hosted.machine().signature().id());
        prefixes.add(hosted.machine().signature().prefix());
    }

    private static List<Integer> conflicts(Hosted h, List<Hosted> all) {
        List<Integer> result = new ArrayList<>();
        for (Hosted other : all) {
            if (other.number() != h.number() && overlap(h, other)) {
                result.add(other.number());
            }
        }
        return List.copyOf(result);
    }

    private static boolean overlap(Hosted a, Hosted b) {
        for (SlotKind kind : SlotKind.values()) {
            if (Math.max(a.from().of(kind), b.from().of(kind)) < Math.min(a.to().of(kind), b.to().of(kind))) {
                return true;
            }
        }
        return false;
    }
}
