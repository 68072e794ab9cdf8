package dev.bobbin;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Who locks, waits, gives up and unlocks, by its permit or without. */
@Param(name = "thread", gen = ThreadIdGen.class)
public class MutexLincheckTest {
    private final Mutex mutex = Mutex.of();
    private final Ticket[] waiting = new Ticket[8]; // one for each thread, only its own
    private final boolean[] holds = new boolean[8];

    @Operation
    public String lock(@Param(name = "thread") int thread) {
        if (waiting[thread] != null || holds[thread]) {
            return "waits";
        }
        while (!mutex.tryLock()) {
            waiting[thread] = Ticket.of(mutex.lock(), null);
            if (waiting[thread] != null) {
                return "waits";
            }
        }
        return has(thread);
    }

    @Operation
    public String tryLock(@Param(name = "thread") int thread) {
        return waiting[thread] == null && !holds[thread] && mutex.tryLock() ? has(thread) : "has not";
    }

    @Operation
    public String look(@Param(name = "thread") int thread) {
        Ticket ticket = waiting[thread];
        if (ticket == null || !ticket.isServed()) {
            return ticket == null ? "nothing" : "waits";
        }
        return has(thread);
    }

    @Operation
    public String giveUp(@Param(name = "thread") int thread) {
        Ticket ticket = waiting[thread];
        if (ticket == null) {
            return "nothing";
        }
        waiting[thread] = null;
        return ticket.giveUp() ? "gave up" : has(thread);
    }

    private String has(int thread) {
        waiting[thread] = null;
        holds[thread] = true;
        return "has";
    }

    @Operation
    public String unlock(@Param(name = "thread") int thread) {
        if (!holds[thread]) {
            return "nothing";
        }
        holds[thread] = false;
        if (thread % 2 == 0) {
            mutex.unlock();
        } else {
            new Acquiring.Held((Acquiring) mutex.lock()).close();
        }
        return "unlocked";
    }

    @Operation
    public boolean isLocked() {
        return mutex.isLocked();
    }

    @Test
    void mutex_stressed_isLinearizable() {
        Lincheck.stress(MutexLincheckTest.class);
    }

    @Test
    void mutex_modelChecked_isLinearizable() {
        Lincheck.check(MutexLincheckTest.class);
    }
}
