package dev.bobbin.compiler.report;

import dev.bobbin.compiler.ir.CoroutineId;
import java.util.List;

/**
 * What an emitter says of one root: whose frames it holds, and what is allocated when. Awaits that call nothing directly
 * are the same in all forms, so an emitter leaves them out.
 *
 * @param frames by their number in the root
 * @param awaits where the frames of those live that are called directly
 */
public record Placement(List<HostedFrame> frames, List<HostedReport> awaits, List<Allocation> allocations) {
    public Placement {
        frames = List.copyOf(frames);
        awaits = List.copyOf(awaits);
        allocations = List.copyOf(allocations);
    }

    /** @param bytes of its slots and of what else the root keeps for it, with references of 4 bytes */
    public record HostedFrame(CoroutineId coroutine, int bytes) {}
}
