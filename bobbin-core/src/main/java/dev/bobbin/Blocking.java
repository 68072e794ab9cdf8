package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The way from coroutines into code that blocks its thread: a driver without an asynchronous interface, a long computation. */
public final class Blocking {
    private Blocking() {}

    /**
     * Calls it on a thread that is there to be blocked, while the coroutine is suspended and its worker runs others.
     *
     * <pre>{@code Row row = Blocking.call(() -> statement.executeQuery(sql)).await(); }</pre>
     *
     * <p>What it throws arrives as the same object. If the task is cancelled, the thread is interrupted, and the await ends when
     * the call has: what it returns all the same is handed over, since it may be something that must be closed; if it throws,
     * the cancellation takes the exception's place. A call that has not begun by then never does.
     *
     * <p>It has the context class loader of the code that awaits it. It runs on one of at most 256 daemon threads, which end when they have been idle for 10 seconds; beyond that, calls wait
     * their turn.
     *
     * @throws IllegalStateException at the await, if no runtime is on the class path
     */
    public static <T extends @Nullable Object> Async<T> call(Callable<T> blocking) {
        return new Call<>(Objects.requireNonNull(blocking, "blocking"), true);
    }

    /**
     * As {@link #call}, but a call that has begun is not interrupted: what it returns or throws is handed over, and the cancellation
     * comes at the next suspension point. For what an interrupt would harm, a file's channel say, or what must not be done by
     * halves, and ends soon. A call that has not begun when the task is cancelled never does, and the await ends at once.
     *
     * <pre>{@code Path moved = Blocking.callUninterrupted(() -> Files.move(from, to)).await(); }</pre>
     *
     * @throws IllegalStateException at the await, if no runtime is on the class path
     */
    public static <T extends @Nullable Object> Async<T> callUninterrupted(Callable<T> blocking) {
        return new Call<>(Objects.requireNonNull(blocking, "blocking"), false);
    }

    /** Whether it takes the context class loader of the thread that starts it along. */
    static boolean isCall(Awaitable source) {
        return source instanceof Call;
    }

    /** Everything that changes is guarded by the monitor. */
    private static final class Call<T extends @Nullable Object> extends Once<T> implements Runnable {
        private final Callable<T> code;
        private final boolean interruptible;
        private @Nullable ClassLoader loader;
        private @Nullable Carried carried;
        /** To be run no more: it had not begun when its task had a reason to wait no longer. */
        private boolean withdrawn;
        /** It was withdrawn when a thread came to it. */
        private boolean passedBy;

        private boolean interrupted;
        private @Nullable Thread runner;
        private @Nullable Awaitable waiter;
        private @Nullable Settled<T> outcome;

        Call(Callable<T> code, boolean interruptible) {
            this.code = code;
            this.interruptible = interruptible;
        }

        @Override
        protected @Nullable Object start(Context context) {
            begin();
            synchronized (this) {
                loader = Thread.currentThread().getContextClassLoader();
                carried = Carried.here();
            }
            Scheduler.runtime().runBlocking(this);
            return wake(context);
        }

        @Override
        protected String what() {
            return "Blocking.call()";
        }

        @Override
        public void run() {
            Thread thread = Thread.currentThread();
            synchronized (this) {
                if (withdrawn) {
                    passedBy = true;
                    return;
                }
                runner = thread;
            }
            thread.setContextClassLoader(loader);
            Runnable out = carried == null ? () -> {} : carried.putIn();
            Settled<T> result;
            try {
                result = Settled.value(code.call());
            } catch (Throwable t) { // the call's failure, for whoever awaits it
                result = Settled.failure(t);
            } finally {
                out.run();
            }
            Awaitable task;
            synchronized (this) {
                runner = null;
                outcome = result;
                task = waiter;
                waiter = null;
            }
            if (task != null) {
                Abi.wake(task, this);
            }
        }

        @Override
        protected synchronized boolean park(Awaitable task) {
            if (outcome != null || withdrawn) {
                return false;
            }
            waiter = task;
            return true;
        }

        @Override
        protected boolean stopWaiting() {
            Awaitable task = null;
            synchronized (this) {
                if (runner != null) {
                    if (interruptible) {
                        interrupted = true;
                        runner.interrupt();
                    }
                } else if (outcome == null) {
                    withdrawn = true;
                    task = waiter;
                    waiter = null;
                }
            }
            if (task != null) {
                Abi.wake(task, this);
            }
            return false;
        }

        @Override
        protected @Nullable Object wake(Context context) {
            Settled<T> ended;
            boolean stopped;
            synchronized (this) {
                if (outcome == null && !withdrawn) {
                    return context.suspend(this);
                }
                ended = outcome;
                stopped = ended == null || interrupted && ended.failure() != null;
            }
            Throwable reason = stopped ? ((Task<?>) context.task()).takeReason() : null;
            if (reason != null) {
                throw Rethrow.asIs(reason);
            }
            return ended == null ? again(context) : ended.start(context);
        }

        /** The reason to wait no longer has gone meanwhile: a scope's failure that was thrown elsewhere. */
        private @Nullable Object again(Context context) {
            boolean queued;
            synchronized (this) {
                withdrawn = false;
                queued = !passedBy;
                passedBy = false;
            }
            if (!queued) {
                Scheduler.runtime().runBlocking(this);
            }
            return wake(context);
        }

        @Override
        protected void forget(Awaitable task) {
            stopWaiting();
        }
    }
}
