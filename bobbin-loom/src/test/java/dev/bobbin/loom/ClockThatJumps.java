package dev.bobbin.loom;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Timers;
import java.util.ArrayDeque;

/** All tasks on the thread that waits for them, and no time but that of their timers. Nothing may come from elsewhere. */
final class ClockThatJumps implements Dispatcher {
    private final ArrayDeque<Awaitable> ready = new ArrayDeque<>();
    private final Timers timers = new Timers(1);
    private final Context context = new Context(this);
    private long now;

    @Override
    public void dispatch(Awaitable task) {
        ready.add(task);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void schedule(Awaitable timer, long deadline) {
        timers.add(timer, deadline, 0);
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public void runUntil(Completion completion) {
        Context before = Context.bind(context);
        while (!completion.isComplete()) {
            Awaitable task = ready.poll();
            if (task != null) {
                Abi.run(task, context);
                continue;
            }
            if (timers.isEmpty()) {
                throw new AssertionError("nothing is ready, nobody sleeps");
            }
            now += timers.untilNext(now);
            for (Awaitable due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
                Abi.fire(due);
            }
        }
        Context.bind(before);
    }

    @Override
    public void completed(Completion completion) {}

    @Override
    public void close() {
        timers.close();
    }
}
