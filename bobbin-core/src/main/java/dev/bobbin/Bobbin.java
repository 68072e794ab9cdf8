package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/** The way from plain code into coroutines, on the shared {@link Scheduler}. */
public final class Bobbin {
    private static final Async<Void> YIELD = new Yield();

    private Bobbin() {}

    /**
     * Runs a computation and blocks the calling thread for its result. The supplier is called on this thread, what it
     * returns runs on the scheduler; a failure is thrown as it is, checked ones
     * included. If the thread is interrupted the computation is cancelled and, once it has ended, a
     * {@link java.util.concurrent.CancellationException} is thrown, with the interrupt set again.
     *
     * @throws IllegalStateException on one of the scheduler's own workers: await the computation there
     */
    public static <T extends @Nullable Object> T run(AsyncSupplier<T> body) {
        return Scheduler.shared().run(body);
    }

    /**
     * Starts a computation that belongs to no scope. Its failure is kept for whoever awaits the task, and is reported nowhere
     * else; the workers are daemons, so a program may end before it does.
     */
    public static <T extends @Nullable Object> Task<T> start(Async<T> computation) {
        return Scheduler.shared().start(computation);
    }

    /** Lets other tasks run that are ready. */
    public static Async<Void> yieldNow() {
        return YIELD;
    }

    /** Has no state: a task that parks on it is woken at once, behind all others. */
    private static final class Yield extends Async<Void> {
        @Override
        protected @Nullable Object start(Context context) {
            return context.suspend(this);
        }

        @Override
        protected boolean park(Awaitable task) {
            ((Task<?>) task).yieldTo();
            return true;
        }

        /** It was ready at once, so a cancellation cannot have cut it short; but nothing is lost by one now. */
        @Override
        protected @Nullable Object wake(Context context) {
            Throwable reason = ((Task<?>) context.task()).takeReason();
            if (reason != null) {
                throw Rethrow.asIs(reason);
            }
            return null;
        }
    }
}
