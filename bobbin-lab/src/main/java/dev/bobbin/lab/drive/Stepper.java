package dev.bobbin.lab.drive;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Timers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The least dispatcher there is: it keeps the one task that was dispatched until it is told to run it. So the figure is
 * what resuming itself costs, without queues. Confined to one thread.
 */
public final class Stepper implements Dispatcher {
    private final Context context = new Context(this);
    private @Nullable Awaitable ready;
    private @Nullable Context before;

    /** Before the first step: the calling thread is then this one's, as a worker's thread is the worker's. */
    public void enter() {
        before = Context.bind(context);
    }

    /** After the last step. */
    public void leave() {
        Context.bind(before);
    }

    /** Runs the dispatched task until it suspends or ends. */
    public void step() {
        Awaitable task = Objects.requireNonNull(ready, "nothing was dispatched");
        ready = null;
        Abi.run(task, context);
    }

    @Override
    public void dispatch(Awaitable task) {
        ready = task;
    }

    @Override
    public void schedule(Awaitable timer, long deadline) {
        throw new UnsupportedOperationException("no timers here");
    }

    @Override
    public Timers timers() {
        throw new UnsupportedOperationException("no timers here");
    }

    @Override
    public void runUntil(Completion completion) {
        while (!completion.isComplete()) {
            step();
        }
    }

    @Override
    public void completed(Completion completion) {}

    @Override
    public void close() {}
}
