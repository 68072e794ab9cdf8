package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/** The way from plain code into coroutines, on the shared {@link Scheduler}. */
public final class Bobbin {
    static final Async<Void> YIELD = new Yield();

    private Bobbin() {}

    /**
     * Runs a computation and blocks the calling thread for its result. The supplier is called on this thread, what it
     * returns runs on the scheduler; a failure is thrown as it is, checked ones
     * included. If the thread is interrupted the computation is cancelled and, once it has ended, a
     * {@link java.util.concurrent.CancellationException} is thrown, with the interrupt set again. In {@link Bridge#run} it suspends the
     * task instead, which awaits the computation.
     *
     * @throws IllegalStateException in a coroutine that one of the scheduler's own workers runs: await the computation there
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // T may itself be nullable
    public static <T extends @Nullable Object> T run(AsyncSupplier<T> body) {
        Bridged<?> here = Bridged.here();
        if (here == null || !here.isPlainCode()) {
            return Scheduler.shared().run(body);
        }
        try {
            return (T) here.await(body.get());
        } catch (Throwable t) { // its failure
            throw Rethrow.asIs(t);
        }
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

    /** For methods that block their thread. */
    static void requireNoCoroutine(String method, String instead) {
        Bridged<?> here = Bridged.here();
        if (Task.running() != null && (here == null || !here.isPlainCode())) {
            throw new IllegalStateException(method
                    + " in a coroutine would block the thread that runs it and others: write `" + instead + "` there");
        }
    }

    /** Has no state: a task that is to park on it is queued behind all others instead, at once. */
    private static final class Yield extends Async<Void> {
        @Override
        protected @Nullable Object start(Context context) {
            return context.suspend(this);
        }

        /** For a source that hands its own park on; who parks here itself is not asked. */
        @Override
        protected boolean park(Awaitable task) {
            ((Task<?>) task).yieldTo();
            return true;
        }

        @Override
        protected String what() {
            return "Bobbin.yieldNow()";
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
