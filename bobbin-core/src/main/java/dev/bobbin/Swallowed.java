package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Dispatcher;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches a task that has suspended again after its cancellation was thrown in it: in a {@code finally}, which is fine, or because
 * a {@code catch} of {@code Error} or {@code Throwable} has swallowed it. If it has not ended after a grace period, the log says so, and
 * it is cancelled again; and so on.
 */
final class Swallowed extends Awaitable {
    /** Nanoseconds; changed by tests only. */
    static volatile long grace = nanos(Long.getLong("dev.bobbin.cancellation.grace", 10_000));

    private final Task<?> task;
    private final Dispatcher dispatcher;
    private long nanos;
    private int place;

    Swallowed(Task<?> task, Dispatcher dispatcher) {
        this.task = task;
        this.dispatcher = dispatcher;
    }

    /** At least a millisecond, at most what can be added to a clock. */
    static long nanos(long millis) {
        return Clock.nanos(Duration.ofMillis(Math.max(1, millis)));
    }

    void begin() {
        dispatcher.schedule(this, dispatcher.nanoTime() + grace);
    }

    /** The task has ended. */
    void end() {
        dispatcher.cancel(this);
    }

    @Override
    protected void fire() {
        if (task.isDone()) {
            return;
        }
        nanos += grace;
        if (task.maySwallow()) {
            System.getLogger("dev.bobbin.cancellation")
                    .log(
                            Level.WARNING,
                            task.whereabouts() + " was cancelled " + TimeUnit.NANOSECONDS.toMillis(nanos)
                                    + " ms ago and still runs: a catch of Error or Throwable has swallowed Cancelled, or a finally"
                                    + " takes long (put it into Async.uncancellable, or give it a timeout); it is cancelled again");
            task.cancelAgain();
        }
        begin();
    }

    @Override
    protected int place() {
        return place;
    }

    @Override
    protected void place(int place) {
        this.place = place;
    }

    @Override
    protected @Nullable Object start(Context context) {
        throw new IllegalStateException("not something to await");
    }
}
