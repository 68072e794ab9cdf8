package dev.bobbin.compiler.emit.push;

import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.report.Allocation;
import dev.bobbin.compiler.report.Placement;
import java.util.ArrayList;
import java.util.List;

/** Says of a root that it hosts nothing. */
public final class PushPlacement {
    private PushPlacement() {}

    public static Placement of(StateMachine root) {
        List<Allocation> events = new ArrayList<>();
        events.add(new Allocation("a call awaited in place", 0, null));
        events.add(new Allocation("a call kept, spawned or run", 1, "root"));
        if (root.suspends()) {
            events.add(new Allocation("the first suspension of a call", 1, "frame"));
            events.add(new Allocation("a later suspension of the same call", 0, null));
        }
        return new Placement(List.of(), List.of(), events);
    }
}
