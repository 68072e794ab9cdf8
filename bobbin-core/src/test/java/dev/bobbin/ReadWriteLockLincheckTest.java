package dev.bobbin;

import java.util.ArrayDeque;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Readers and writers that come, wait, give up and leave. */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "writes", gen = BooleanGen.class)
public class ReadWriteLockLincheckTest {
    private final ReadWriteLock lock = ReadWriteLock.of();
    private final Ticket[] waiting = new Ticket[8]; // one for each thread, only its own
    private final Acquiring[] wanted = new Acquiring[8];

    @SuppressWarnings("unchecked")
    private final ArrayDeque<Permit>[] held = new ArrayDeque[8];

    public ReadWriteLockLincheckTest() {
        for (int i = 0; i < held.length; i++) {
            held[i] = new ArrayDeque<>();
        }
    }

    @Operation
    public String enter(@Param(name = "thread") int thread, @Param(name = "writes") boolean writes) {
        if (waiting[thread] != null) {
            return "waits";
        }
        Async<Permit> access = writes ? lock.write() : lock.read();
        Optional<Permit> entered;
        while ((entered = writes ? lock.tryWrite() : lock.tryRead()).isEmpty()) {
            waiting[thread] = Ticket.of(access, null);
            if (waiting[thread] != null) {
                wanted[thread] = (Acquiring) access;
                return "waits";
            }
        }
        held[thread].add(entered.get());
        return "has";
    }

    @Operation
    public String look(@Param(name = "thread") int thread) {
        Ticket ticket = waiting[thread];
        if (ticket == null || !ticket.isServed()) {
            return ticket == null ? "nothing" : "waits";
        }
        waiting[thread] = null;
        held[thread].add(new Acquiring.Held(wanted[thread]));
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
        held[thread].add(new Acquiring.Held(wanted[thread]));
        return "has";
    }

    @Operation
    public String leave(@Param(name = "thread") int thread) {
        Permit permit = held[thread].poll();
        if (permit == null) {
            return "nothing";
        }
        permit.close();
        return "left";
    }

    @Test
    void lock_stressed_isLinearizable() {
        Lincheck.stress(ReadWriteLockLincheckTest.class);
    }

    @Test
    void lock_modelChecked_isLinearizable() {
        Lincheck.check(ReadWriteLockLincheckTest.class);
    }
}
