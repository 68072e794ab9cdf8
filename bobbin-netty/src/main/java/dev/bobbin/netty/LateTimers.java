package dev.bobbin.netty;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Timers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Fires the timers of a loop that has been shut down: on the JDK's daemon threads, since those of Netty's global executor would keep the
 * program from ending until the last timer is due.
 *
 * <p>Thread-safe.
 */
final class LateTimers {
    private final Dispatcher dispatcher;
    /** When they are looked at next, or earlier than that; guarded by the monitor. */
    private long next = Timers.NEVER;

    LateTimers(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Sees to it that the earliest timer is fired in time. */
    synchronized void arm() {
        long earliest = dispatcher.timers().earliest();
        if (earliest < next) {
            next = earliest;
            CompletableFuture.delayedExecutor(Math.max(0, earliest - dispatcher.nanoTime()), TimeUnit.NANOSECONDS)
                    .execute(() -> fire(earliest));
        }
    }

    private void fire(long armedFor) {
        synchronized (this) {
            if (next == armedFor) {
                next = Timers.NEVER;
            }
        }
        try {
            fireDue(dispatcher);
        } finally { // whatever has happened: nobody else would
            arm();
        }
    }

    /** Fires what is due. */
    static void fireDue(Dispatcher dispatcher) {
        long now = dispatcher.nanoTime();
        Timers timers = dispatcher.timers();
        for (Awaitable due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
            try {
                Abi.fire(due);
            } catch (Throwable t) { // the other timers go on
                LoopDispatcher.report(t);
            }
        }
    }
}
