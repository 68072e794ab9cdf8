package dev.bobbin.compiler.emit.fused;

import dev.bobbin.compiler.emit.StateField;
import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.report.Allocation;
import dev.bobbin.compiler.report.HostedReport;
import dev.bobbin.compiler.report.Placement;
import dev.bobbin.compiler.report.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Says of a root which frames it hosts, and why not the others: {@link HostLayout} read backwards. */
public final class FusedPlacement {
    private final HostLayout layout;
    private final StateMachine root;
    private final Map<CoroutineId, StateMachine> all;
    private final Map<CoroutineId, Integer> numbers = new HashMap<>();
    private final List<HostedReport> awaits = new ArrayList<>();
    /** Of each frame the one that it was found from. */
    private final Map<Integer, Integer> callers = new HashMap<>();

    private FusedPlacement(StateMachine root, Map<CoroutineId, StateMachine> all) {
        this.layout = HostLayout.of(root, all);
        this.root = root;
        this.all = all;
    }

    /** @param all the coroutines of the compilation */
    public static Placement of(StateMachine root, Map<CoroutineId, StateMachine> all) {
        return new FusedPlacement(root, all).placement();
    }

    private Placement placement() {
        List<Placement.HostedFrame> frames = new ArrayList<>();
        for (HostLayout.Hosted h : layout.frames()) {
            numbers.put(h.machine().signature().id(), h.number());
            int linkBytes = 1 + (StateField.descriptor(h.machine()).equals("B") ? 1 : 2); // caller and state
            frames.add(new Placement.HostedFrame(
                    h.machine().signature().id(), h.machine().slots().bytes() + linkBytes));
        }
        for (HostLayout.Hosted caller : layout.frames()) {
            for (Suspension s : caller.machine().suspensions()) {
                if (s.callee() instanceof Callee.Direct direct) {
                    awaits.add(place(caller, s, direct.coroutine().id()));
                }
            }
        }
        return new Placement(frames, awaits, allocations());
    }

    private HostedReport place(HostLayout.Hosted caller, Suspension s, CoroutineId callee) {
        Integer number = numbers.get(callee);
        if (number == null) {
            return new HostedReport(
                    caller.number(), s.state(), callee.readable(), HostedReport.HEAP, whyNot(caller, callee));
        }
        boolean recursive = isAmong(number, caller.number());
        if (!recursive) {
            callers.putIfAbsent(number, caller.number());
        }
        return new HostedReport(
                caller.number(), s.state(), callee.readable(), number, recursive ? Reason.RECURSION : Reason.HOSTED);
    }

    /** Whether a frame is this one or one of its callers. */
    private boolean isAmong(int number, int frame) {
        for (Integer f = frame; f != null; f = callers.get(f)) {
            if (f == number) {
                return true;
            }
        }
        return false;
    }

    private Reason whyNot(HostLayout.Hosted caller, CoroutineId id) {
        StateMachine callee = Objects.requireNonNull(all.get(id));
        if (!callee.suspends()) {
            return Reason.NO_FRAME;
        }
        if (callee.signature().model() != Model.FUSED) {
            return Reason.OTHER_MODEL;
        }
        if (!callee.signature().isAccessibleFrom(root.signature())) {
            return Reason.NOT_ACCESSIBLE;
        }
        if (layout.frames().stream()
                .anyMatch(h -> h.machine()
                        .signature()
                        .prefix()
                        .equals(callee.signature().prefix()))) {
            return Reason.SAME_NAME;
        }
        return HostLayout.fits(caller.to().plus(callee.slots())) ? Reason.FRAME_BUDGET : Reason.BYTE_BUDGET;
    }

    private List<Allocation> allocations() {
        List<Allocation> events = new ArrayList<>();
        events.add(new Allocation("a call awaited in place", 0, null));
        events.add(new Allocation("a call kept, spawned or run", 1, "root"));
        if (!layout.frames().isEmpty()) {
            events.add(new Allocation("a suspension in a root with room for it", 0, null));
            events.add(new Allocation("a suspension elsewhere", 1, "frame"));
        }
        return events;
    }
}
