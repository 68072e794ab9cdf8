package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Dispatcher;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many coroutines go on per time: the others wait for their turn, first come, first served, without blocking a thread.
 *
 * <pre>{@code
 * var limit = RateLimiter.of(10, Duration.ofSeconds(1));
 * for (var url : urls) {
 *     limit.acquire().await();
 *     scope.spawn(() -> fetch(url));
 * }
 * }</pre>
 *
 * <p>Turns are spaced evenly: of ten per second, one comes each 100 ms. Those that nobody takes are saved up, to at most as many as
 * come in that time, so after an idle second ten go at once. A new limiter has them all saved up.
 *
 * <p>A task that is cancelled while it waits takes no turn: those behind it move up. One whose turn has come goes on, also if it is
 * cancelled before it runs: that turn is taken, and the cancellation comes at its next suspension point.
 *
 * <p>Thread-safe. Goes by the clock of the scheduler on which the waiting coroutines run; those of one limiter should have the same,
 * as all schedulers of this library that run in real time do. {@link #acquire} may be an arm of a {@link Select}.
 *
 * <p>How it works: the generic cell rate algorithm (ITU-T I.371), with the waiters in a queue instead of delays that are handed out:
 * who has been told when to go could not move up. One timer is pending, for the first of them, with its dispatcher.
 */
public final class RateLimiter extends Guarded {
    private final WaitQueue waiting = new WaitQueue();
    private final Acquire acquire = new Acquire(this);
    private final int permits;
    private final Duration per;
    private final long interval;
    private final long saved;

    // Guarded by this.
    /** When the next turn comes; it may have come long ago. */
    private long next = Long.MIN_VALUE;
    /** The timer for the first who waits; null if it has fired, or nobody waits. */
    private @Nullable Tick tick;

    private RateLimiter(int permits, Duration per, long interval) {
        this.permits = permits;
        this.per = per;
        this.interval = interval;
        this.saved = interval * (permits - 1);
    }

    /**
     * So many per that time.
     *
     * @throws IllegalArgumentException if there is not at least one permit, or less than a nanosecond for each
     */
    public static RateLimiter of(int permits, Duration per) {
        long interval = permits < 1 ? 0 : Clock.nanos(per) / permits;
        if (interval < 1) {
            throw new IllegalArgumentException(
                    permits + " permits per " + per + ": at least 1, and a nanosecond for each");
        }
        return new RateLimiter(permits, per, interval);
    }

    /** Waits for a turn. Each await of what this returns waits for another one. */
    public Async<Void> acquire() {
        return acquire;
    }

    /** Takes a turn if that need not wait. Outside of coroutines it goes by the clock of the shared scheduler. */
    public boolean tryAcquire() {
        Context context = Context.current();
        return take(
                context != null && context.running() instanceof Task<?> task
                        ? task.dispatcher()
                        : Scheduler.shared().dispatcher());
    }

    /** As {@link #acquire} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. */
    public void acquireBlocking() {
        Bobbin.requireNoCoroutine("acquireBlocking()", "acquire().await()");
        Bobbin.run(() -> acquire);
    }

    @Override
    public String toString() {
        lock();
        try {
            return "RateLimiter[" + permits + " per " + per + ", " + waiting.size() + " waiting]";
        } finally {
            unlock();
        }
    }

    private boolean take(Dispatcher dispatcher) {
        long now = dispatcher.nanoTime();
        lock();
        try {
            if (!waiting.isEmpty() || next > now) {
                return false;
            }
            taken(now);
            return true;
        } finally {
            unlock();
        }
    }

    /** Under the lock. */
    private void taken(long now) {
        next = Math.max(next, now - saved) + interval;
    }

    /** Sees to it that a timer is pending for the first who waits, with his dispatcher, and none if nobody does. */
    private void schedule() {
        Tick before;
        Tick after = null;
        long deadline;
        lock();
        try {
            before = tick;
            Dispatcher dispatcher = waiting.isEmpty() ? null : dispatcher(waiting.first());
            if (before == null ? dispatcher == null : before.dispatcher == dispatcher) {
                return;
            }
            if (dispatcher != null) {
                after = new Tick(this, dispatcher);
            }
            tick = after;
            deadline = next;
        } finally {
            unlock();
        }
        if (before != null) {
            before.dispatcher.cancel(before); // in vain if it is about to be scheduled: then it fires for nothing
        }
        if (after != null) {
            after.dispatcher.schedule(after, deadline);
        }
    }

    private static Dispatcher dispatcher(Async<?> waiter) {
        return waiter instanceof Task<?> task ? task.dispatcher() : ((Arm) waiter).select.dispatcher();
    }

    private void fired(Tick fired) {
        lock();
        try {
            if (tick != fired) {
                return;
            }
            tick = null;
        } finally {
            unlock();
        }
        long now = fired.dispatcher.nanoTime();
        for (Async<?> first = grantOne(now); first != null; first = grantOne(now)) {
            first.go();
        }
        schedule();
    }

    private @Nullable Async<?> grantOne(long now) {
        lock();
        try {
            Async<?> first = next > now ? null : waiting.exchange(null);
            if (first != null) {
                taken(now);
            }
            return first;
        } finally {
            unlock();
        }
    }

    /** Turns that have come. */
    private static final class Tick extends Awaitable {
        private final RateLimiter limiter;
        final Dispatcher dispatcher;
        private int place;

        Tick(RateLimiter limiter, Dispatcher dispatcher) {
            this.limiter = limiter;
            this.dispatcher = dispatcher;
        }

        @Override
        protected void fire() {
            limiter.fired(this);
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
            throw new IllegalStateException("a tick is not awaited but scheduled");
        }
    }

    /** What waiters wait for, bring, and, when their turn has come, lack. */
    private static final class Acquire extends Queued<Void> {
        private final RateLimiter limiter;

        Acquire(RateLimiter limiter) {
            super(limiter, limiter.waiting);
            this.limiter = limiter;
        }

        /** Its turn may come meanwhile, but then the timer, which this one schedules, fires at once. */
        @Override
        boolean isReady() {
            return false;
        }

        @Override
        Object brings() {
            return this;
        }

        @Override
        void waits() {
            limiter.schedule();
        }

        @Override
        void left() {
            limiter.schedule();
        }

        @Override
        protected @Nullable Object start(Context context) {
            return context.spend() ? acquire(context) : later(this, context);
        }

        private @Nullable Object acquire(Context context) {
            return limiter.take(((Task<?>) context.task()).dispatcher()) ? null : suspend(this, context);
        }

        @Override
        protected @Nullable Object wake(Context context) {
            return ((Task<?>) context.task()).item() == null ? null : acquire(context);
        }

        @Override
        public String toString() {
            return "acquire() of " + limiter;
        }
    }
}
