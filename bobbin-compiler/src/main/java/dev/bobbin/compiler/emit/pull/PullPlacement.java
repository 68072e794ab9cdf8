package dev.bobbin.compiler.emit.pull;

import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.report.Allocation;
import dev.bobbin.compiler.report.Placement;
import java.util.ArrayList;
import java.util.List;

/** Says of a root that it hosts nothing, since each call is an object. */
public final class PullPlacement {
    private PullPlacement() {}

    public static Placement of(StateMachine root) {
        List<Allocation> events = new ArrayList<>();
        boolean isObject = root.suspends();
        events.add(new Allocation("a call awaited in place", isObject ? 1 : 0, isObject ? "frame" : null));
        events.add(new Allocation("a call kept, spawned or run", 1, "root"));
        if (isObject) {
            events.add(new Allocation("the start of a call kept, spawned or run", 1, "frame"));
            events.add(new Allocation("a suspension", 0, null));
        }
        return new Placement(List.of(), List.of(), events);
    }
}
