package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What coroutines that hold a {@link Mutex} wait for others to bring about; from {@link Mutex#condition}.
 *
 * <pre>{@code
 * try (var held = mutex.lock().await()) {
 *     while (queue.isEmpty()) {
 *         filled.signalled().await();
 *     }
 *     take(queue.remove());
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * <p>How it works: a waiter that is signalled moves from the queue here to that of the mutex, in one step, and runs again once it has
 * been granted that. One that is cancelled moves there too. So it is always in a queue of which it need not be taken back, and a
 * signal is either for somebody who will hold the mutex, or was never taken by him. That is why each wait is an object of its own:
 * {@link Wait#stopWaiting} is not told who waits.
 */
public final class Condition {
    private final Semaphore mutex;
    private final WaitQueue waiting = new WaitQueue(); // guarded by the mutex

    /** @param mutex has one permit */
    Condition(Semaphore mutex) {
        this.mutex = mutex;
    }

    /**
     * Gives the mutex back, waits for a signal, and waits for the mutex again, first come, first served: the task holds it when this
     * returns, and also when it throws.
     *
     * <p>A task that is cancelled while it waits for the signal first waits for the mutex, then gets the cancellation; no signal is
     * lost on it. If it was cancelled before, it does not give the mutex back. Once signalled it returns, and the cancellation comes
     * at the next suspension point.
     *
     * <p>What was waited for may have gone again by then, and it may return without a signal, rarely, if a reason to wait no longer
     * has come and gone: so await it in a loop. Each wait needs another call. It is not for a {@link Select}, which would have to take
     * the mutex back for an event that it does not take.
     *
     * <p>Throws {@link IllegalStateException} if the mutex is not locked, or by another task, which has not ended: a {@link Permit} that was handed on is
     * not enough.
     */
    public Async<Void> signalled() {
        return new Wait(this);
    }

    /** As {@link #signalled} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. */
    public void awaitBlocking() {
        Bobbin.requireNoCoroutine("awaitBlocking()", "signalled().await()");
        Bobbin.run(this::signalled);
    }

    /** The one that has waited longest goes on once it has the mutex. Does nothing if nobody waits. Mostly called while holding it. */
    public void signal() {
        signalOne();
    }

    /** All that wait go on, one after the other, each once it has the mutex. */
    public void signalAll() {
        for (int n = waiting(); n > 0 && signalOne(); n--) {} // not those who come again meanwhile
    }

    private int waiting() {
        mutex.lock();
        try {
            return waiting.size();
        } finally {
            mutex.unlock();
        }
    }

    private boolean signalOne() {
        mutex.lock();
        try {
            if (waiting.isEmpty()) {
                return false;
            }
            Async<?> first = waiting.takeFirst();
            ((Wait) Objects.requireNonNull(first.item())).phase = Phase.SIGNALLED;
            mutex.enqueue(first);
        } finally {
            mutex.unlock();
        }
        mutex.grant();
        return true;
    }

    @Override
    public String toString() {
        return "Condition[" + waiting() + " waiting]";
    }

    private enum Phase {
        NEW,
        /** Suspends; holds the mutex. */
        STARTED,
        /** In the queue of the condition. */
        WAITING,
        /** In that of the mutex, or past it. */
        SIGNALLED,
        /** The same, or still holds it; for a reason to wait no longer. */
        STOPPED
    }

    /** One wait; what the task brings to the queue here. To that of the mutex it brings what others do who want that. */
    static final class Wait extends Async<Void> {
        private final Condition condition;

        // Guarded by the mutex.
        private Phase phase = Phase.NEW;
        private @Nullable Async<?> waiter;

        Wait(Condition condition) {
            this.condition = condition;
        }

        @Override
        protected @Nullable Object start(Context context) {
            condition.mutex.lock();
            try {
                if (phase != Phase.NEW) {
                    throw Once.usedBefore(this);
                }
                phase = Phase.STARTED;
            } finally {
                condition.mutex.unlock();
            }
            return context.suspend(this);
        }

        @Override
        protected String what() {
            return "Condition.signalled()";
        }

        /** Only now can others go on with the task, so only now may they have the mutex. */
        @Override
        protected boolean park(Awaitable task) {
            Semaphore mutex = condition.mutex;
            mutex.lock();
            try {
                if (phase == Phase.STOPPED) {
                    return false;
                }
                if (mutex.isFree()) {
                    throw new IllegalStateException("signalled() without holding the mutex");
                }
                Task<?> holder = mutex.holder();
                if (holder != null && holder != task && !holder.isDone()) {
                    throw new IllegalStateException(
                            "signalled() without holding the mutex, which " + holder.name() + " has locked");
                }
                waiter = (Async<?>) task;
                waiter.item(this);
                condition.waiting.add(waiter);
                phase = Phase.WAITING;
                mutex.putBack();
            } finally {
                mutex.unlock();
            }
            mutex.grant();
            return true;
        }

        /** Signalled or not, it ends with the mutex. */
        @Override
        protected boolean stopWaiting() {
            Semaphore mutex = condition.mutex;
            mutex.lock();
            try {
                if (phase == Phase.STARTED) {
                    phase = Phase.STOPPED;
                } else if (phase == Phase.WAITING) {
                    Async<?> leaving = Objects.requireNonNull(waiter);
                    condition.waiting.remove(leaving);
                    phase = Phase.STOPPED;
                    mutex.enqueue(leaving);
                }
            } finally {
                mutex.unlock();
            }
            mutex.grant();
            return false;
        }

        /**
         * The task holds the mutex. Without a signal it has been stopped; it does not wait on if the reason for that has gone, since
         * it may have missed a signal.
         */
        @Override
        protected @Nullable Object wake(Context context) {
            boolean stopped;
            condition.mutex.lock();
            try {
                stopped = phase == Phase.STOPPED;
                waiter = null;
            } finally {
                condition.mutex.unlock();
            }
            Throwable reason = stopped ? ((Task<?>) context.task()).takeReason() : null;
            if (reason != null) {
                throw Rethrow.asIs(reason);
            }
            return null;
        }

        @Override
        protected void forget(Awaitable task) {
            stopWaiting();
        }

        /** Whoever signals is not known; then it waits for the mutex. */
        @Override
        @Nullable
        Task<?> waker() {
            return phase == Phase.WAITING ? null : condition.mutex.acquire().waker();
        }

        @Override
        String waitedFor(Task<?> waker) {
            return condition.mutex.acquire().waitedFor(waker);
        }

        @Override
        public String toString() {
            return "signalled() of " + condition;
        }
    }
}
