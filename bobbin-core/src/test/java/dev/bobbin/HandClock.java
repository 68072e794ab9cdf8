package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.spi.Timers;

/** An event loop with a clock that goes when it is told to. */
final class HandClock extends AroundLoop {
    private final Timers timers = new Timers(1);
    private long now = -5_000_000_000L;

    /** What goes wrong there. */
    Runnable whileItSchedules = () -> {};

    void advance(long millis) {
        now += millis * 1_000_000;
        for (Awaitable due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
            Abi.fire(due);
        }
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void schedule(Awaitable timer, long deadline) {
        whileItSchedules.run();
        timers.add(timer, deadline, 0);
        advance(0);
    }

    @Override
    public Timers timers() {
        return timers;
    }
}
