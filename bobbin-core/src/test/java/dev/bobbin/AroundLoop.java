package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Timers;

/** An event loop of which something may be replaced. */
class AroundLoop implements Dispatcher {
    private final EventLoop loop = new EventLoop(null);

    @Override
    public void dispatch(Awaitable task) {
        loop.dispatch(task);
    }

    @Override
    public void schedule(Awaitable timer, long deadline) {
        loop.schedule(timer, deadline);
    }

    @Override
    public Timers timers() {
        return loop.timers();
    }

    @Override
    public void runUntil(Completion completion) throws InterruptedException {
        loop.runUntil(completion);
    }

    @Override
    public void completed(Completion completion) {
        loop.completed(completion);
    }

    @Override
    public void close() {
        loop.close();
    }
}
