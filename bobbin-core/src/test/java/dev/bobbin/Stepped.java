package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Timers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One real task at a time, which runs only in {@link #begin}, {@link #look} and {@link #cancel}: waiting is three operations that never
 * block, which Lincheck can order. Whoever wakes the task has only made it ready.
 */
final class Stepped implements Dispatcher {
    static final String WAITS = "waits";
    static final String NOTHING = "nothing";
    static final String GAVE_UP = "gave up";
    static final String CLOSED = "closed";

    private final AtomicReference<Awaitable> ready = new AtomicReference<>();
    private final Context context = new Context(this);
    private final Scope scope = new Scope(this, null, null);
    private Task<?> task;

    /** What it gives, or {@link #WAITS}; that also if another one is not finished with. */
    String begin(Async<String> async) {
        if (task != null) {
            return WAITS;
        }
        task = scope.spawn(ByHand.awaiting(async));
        return step();
    }

    /** What it has come to, or {@link #WAITS}, or {@link #NOTHING} if there is none. */
    String look() {
        return task == null ? NOTHING : step();
    }

    /** What it has come to by a cancellation: {@link #GAVE_UP}, or what it had before. */
    String cancel() {
        if (task == null) {
            return NOTHING;
        }
        task.cancel();
        return step();
    }

    private String step() {
        for (Awaitable next = ready.getAndSet(null); next != null; next = ready.getAndSet(null)) {
            Abi.run(next, context);
        }
        if (!task.isDone()) {
            return WAITS;
        }
        Task<?> ended = task;
        task = null;
        Throwable failure = ended.failure();
        if (failure == null) {
            return (String) ended.result();
        }
        if (failure instanceof CancellationException) {
            return GAVE_UP;
        }
        if (failure instanceof ClosedChannelException) {
            return CLOSED;
        }
        throw new AssertionError(failure);
    }

    @Override
    public void dispatch(Awaitable next) {
        if (!ready.compareAndSet(null, next)) {
            throw new AssertionError("dispatched twice");
        }
    }

    @Override
    public void schedule(Awaitable timer, long deadline) {
        throw new AssertionError("no timers here");
    }

    @Override
    public Timers timers() {
        throw new AssertionError("no timers here");
    }

    @Override
    public void runUntil(Completion completion) {
        throw new AssertionError("nobody waits");
    }

    @Override
    public void completed(Completion completion) {}

    @Override
    public void close() {}
}
