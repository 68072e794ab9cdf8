package dev.bobbin.runtime.mutants;

import java.util.ArrayList;
import java.util.List;

/**
 * All mutants. Left out are those that make no difference, or none that a test can see here:
 *
 * <ul>
 *   <li>A release or acquire made plain: on x86 the instructions are the same. What it would allow elsewhere, two accesses in the other
 *       order, is a mutant instead.
 *   <li>{@code LocalQueue.stealFrom} without the test for more than half a ring: such a {@code head} is old, and its compare-and-set
 *       fails all the same.
 *   <li>{@code Timers.place} without the lock: on x86 whoever fires a timer has published that it is due before.
 *   <li>{@code Monitor.sleep} without the look at {@code isClosed}: {@code close()} has left a permit.
 *   <li>{@code Worker.collected} that is not set back: workers are woken for nothing.
 *   <li>{@code Workers.untilNextTimer} without {@code wakesAt}: more wake-ups than are needed.
 * </ul>
 */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(QueueMutants.ALL);
        all.addAll(WorkerMutants.ALL);
        all.addAll(PollerMutants.ALL);
        all.addAll(TimerMutants.ALL);
        all.addAll(PoolMutants.ALL);
        return all;
    }
}
