package dev.bobbin.compiler.emit.embedded;

import dev.bobbin.compiler.emit.StateField;
import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.report.Allocation;
import dev.bobbin.compiler.report.HostedReport;
import dev.bobbin.compiler.report.Placement;
import dev.bobbin.compiler.report.Reason;
import java.util.ArrayList;
import java.util.List;

/** Says of a root which calls it embeds, and why not the others: {@link EmbeddedLayout} read backwards. */
public final class EmbeddedPlacement {
    private final EmbeddedLayouts layouts;

    public EmbeddedPlacement(EmbeddedLayouts layouts) {
        this.layouts = layouts;
    }

    public Placement of(StateMachine root) {
        EmbeddedLayout layout = layouts.ofRoot(root);
        List<Placement.HostedFrame> frames = new ArrayList<>();
        List<HostedReport> awaits = new ArrayList<>();
        if (root.suspends()) {
            for (EmbeddedLayout.Embedded call : layout.calls()) {
                frames.add(new Placement.HostedFrame(call.machine().signature().id(), bytes(call)));
                for (Suspension s : call.machine().suspensions()) {
                    if (s.callee() instanceof Callee.Direct direct) {
                        awaits.add(place(layout, call, s, direct.coroutine()));
                    }
                }
            }
        }
        return new Placement(frames, awaits, allocations(root));
    }

    private int bytes(EmbeddedLayout.Embedded call) {
        int state = StateField.descriptor(call.machine()).equals("B") ? 1 : 2;
        return call.machine().slots().bytes() + state + (layouts.flatten() ? 1 : 0);
    }

    private HostedReport place(
            EmbeddedLayout layout, EmbeddedLayout.Embedded caller, Suspension s, CoroutineSignature callee) {
        boolean embedded = layout.embeds(callee.id());
        EmbeddedLayout.Embedded call = layout.find(callee.id());
        int number = embedded && call != null ? call.number() : HostedReport.HEAP;
        Reason reason = embedded ? Reason.HOSTED : layouts.whyNot(layout, callee);
        return new HostedReport(caller.number(), s.state(), callee.id().readable(), number, reason);
    }

    private static List<Allocation> allocations(StateMachine root) {
        List<Allocation> events = new ArrayList<>();
        events.add(new Allocation("a call that its root embeds", 0, null));
        events.add(new Allocation("any other call", 1, "root"));
        if (root.suspends()) {
            events.add(new Allocation("a suspension", 0, null));
        }
        return events;
    }
}
