package dev.bobbin;

import java.util.ArrayDeque;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Two permits, of which one or both are wanted at a time. */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "permits", gen = IntGen.class, conf = "1:2")
public class SemaphoreLincheckTest {
    private final Semaphore semaphore = Semaphore.of(2);
    private final Ticket[] waiting = new Ticket[8]; // one for each thread, only its own
    private final int[] wanted = new int[8];

    @SuppressWarnings("unchecked")
    private final ArrayDeque<Integer>[] held = new ArrayDeque[8];

    public SemaphoreLincheckTest() {
        for (int i = 0; i < held.length; i++) {
            held[i] = new ArrayDeque<>();
        }
    }

    @Operation
    public String acquire(@Param(name = "thread") int thread, @Param(name = "permits") int permits) {
        if (waiting[thread] != null) {
            return "waits";
        }
        while (!semaphore.tryAcquire(permits)) {
            waiting[thread] = Ticket.of(semaphore.acquire(permits), null);
            if (waiting[thread] != null) {
                wanted[thread] = permits;
                return "waits";
            }
        }
        held[thread].add(permits);
        return "has";
    }

    @Operation
    public String look(@Param(name = "thread") int thread) {
        Ticket ticket = waiting[thread];
        if (ticket == null || !ticket.isServed()) {
            return ticket == null ? "nothing" : "waits";
        }
        waiting[thread] = null;
        held[thread].add(wanted[thread]);
        return "has";
    }

    @Operation
    public String giveUp(@Param(name = "thread") int thread) {
        Ticket ticket = waiting[thread];
        if (ticket == null) {
            return "nothing";
        }
        waiting[thread] = null;
        if (ticket.giveUp()) {
            return "gave up";
        }
        held[thread].add(wanted[thread]);
        return "has";
    }

    @Operation
    public String release(@Param(name = "thread") int thread) {
        Integer permits = held[thread].poll();
        if (permits == null) {
            return "nothing";
        }
        semaphore.release(permits);
        return "released " + permits;
    }

    @Test
    void semaphore_stressed_isLinearizable() {
        Lincheck.stress(SemaphoreLincheckTest.class);
    }

    @Test
    void semaphore_modelChecked_isLinearizable() {
        Lincheck.check(SemaphoreLincheckTest.class);
    }
}
