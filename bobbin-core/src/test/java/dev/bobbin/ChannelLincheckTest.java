package dev.bobbin;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Sends, receives and giving up, against the same in one thread: on a channel that buffers one, and on one that buffers none. */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "element", gen = IntGen.class, conf = "1:9")
public class ChannelLincheckTest {
    private final Channel<Integer> channel = made();
    private final Ticket[] waiting = new Ticket[8]; // one for each thread, only its own

    Channel<Integer> made() {
        return Channel.buffered(1);
    }

    /** The same without a buffer. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    @Param(name = "element", gen = IntGen.class, conf = "1:9")
    public static class Rendezvous extends ChannelLincheckTest {
        @Override
        Channel<Integer> made() {
            return Channel.rendezvous();
        }
    }

    @Operation
    public String receive(@Param(name = "thread") int thread) {
        if (waiting[thread] != null) {
            return "waits";
        }
        for (; ; ) {
            Integer element = channel.poll();
            if (element != null) {
                return "" + element;
            }
            waiting[thread] = Ticket.of(channel.receive(), null);
            if (waiting[thread] != null) {
                return "waits";
            }
        }
    }

    @Operation
    public String send(@Param(name = "thread") int thread, @Param(name = "element") int element) {
        if (waiting[thread] != null) {
            return "waits";
        }
        while (!channel.trySend(element)) {
            waiting[thread] = Ticket.of(channel.sending, element);
            if (waiting[thread] != null) {
                return "waits";
            }
        }
        return "sent";
    }

    @Operation
    public String look(@Param(name = "thread") int thread) {
        Ticket ticket = waiting[thread];
        if (ticket == null || !ticket.isServed()) {
            return ticket == null ? "nothing" : "waits";
        }
        waiting[thread] = null;
        return "served " + ticket.item();
    }

    @Operation
    public String giveUp(@Param(name = "thread") int thread) {
        Ticket ticket = waiting[thread];
        if (ticket == null) {
            return "nothing";
        }
        waiting[thread] = null;
        return ticket.giveUp() ? "gave up" : "served " + ticket.item();
    }

    @Operation
    public boolean trySend(@Param(name = "element") int element) {
        return channel.trySend(element);
    }

    @Operation
    public String tryReceive() {
        return channel.tryReceive().toString();
    }

    @Test
    void channel_stressed_isLinearizable() {
        Lincheck.stress(ChannelLincheckTest.class);
        Lincheck.stress(Rendezvous.class);
    }

    @Test
    void channel_modelChecked_isLinearizable() {
        Lincheck.check(ChannelLincheckTest.class);
        Lincheck.check(Rendezvous.class);
    }
}
