package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Dispatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 * who has been told when to go could not move up. A timer for the next turn is pending with the dispatcher of each scheduler that has
 * waiters, and whichever fires gives turns to the first, whose they are: one that is closed, or that nobody runs, stops nobody else.
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
    /** One for each scheduler that has waiters, mostly one. */
    private final List<Tick> ticks = new ArrayList<>(1);

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

    /** Under the lock. */
    private void comes(Async<?> waiter) {
        Dispatcher dispatcher = dispatcher(waiter);
        Tick tick = tickWith(dispatcher);
        if (tick == null) {
            try {
                tick = new Tick(this, dispatcher, 0);
                ticks.add(tick);
            } catch (Throwable t) { // it does not wait, then
                waiting.remove(waiter);
                throw t;
            }
        }
        tick.waiters++;
    }

    /** Under the lock. */
    private void leaves(Async<?> waiter) {
        tickOf(waiter).waiters--;
    }

    private Tick tickOf(Async<?> waiter) {
        return Objects.requireNonNull(tickWith(dispatcher(waiter)));
    }

    private @Nullable Tick tickWith(Dispatcher dispatcher) {
        for (Tick tick : ticks) {
            if (tick.dispatcher == dispatcher) {
                return tick;
            }
        }
        return null;
    }

    private static Dispatcher dispatcher(Async<?> waiter) {
        return waiter instanceof Task<?> task ? task.dispatcher() : ((Arm) waiter).select.dispatcher();
    }

    /** Sees to it that a timer is pending with each dispatcher that has waiters, and none with others. */
    private void schedule() {
        for (Tick tick = cancelled(); tick != null; tick = cancelled()) {
            tick.dispatcher.cancel(tick); // in vain if it is about to be scheduled: then it fires for nothing
        }
        for (Tick tick = begun(); tick != null; tick = begun()) {
            begin(tick);
        }
    }

    /** One that nobody waits for any more. */
    private @Nullable Tick cancelled() {
        lock();
        try {
            for (int i = 0; i < ticks.size(); i++) {
                if (ticks.get(i).waiters == 0) {
                    return ticks.remove(i);
                }
            }
            return null;
        } finally {
            unlock();
        }
    }

    /** One to be scheduled, which nobody else does now. */
    private @Nullable Tick begun() {
        lock();
        try {
            for (Tick tick : ticks) {
                if (!tick.begun) {
                    tick.begun = true;
                    tick.deadline = next;
                    return tick;
                }
            }
            return null;
        } finally {
            unlock();
        }
    }

    private void begin(Tick tick) {
        try {
            tick.dispatcher.schedule(tick, tick.deadline);
        } catch (Throwable t) { // without memory, say: who comes next tries again
            lock();
            try {
                int at = ticks.indexOf(tick);
                if (at >= 0) { // a new one, since this may be pending all the same: then it fires for nothing
                    ticks.set(at, new Tick(this, tick.dispatcher, tick.waiters));
                }
            } finally {
                unlock();
            }
            throw t;
        }
    }

    private void fired(Tick fired) {
        lock();
        try {
            if (!ticks.contains(fired)) {
                return;
            }
            fired.begun = false;
        } finally {
            unlock();
        }
        try {
            long now = fired.dispatcher.nanoTime();
            for (Async<?> first = grantOne(now); first != null; first = grantOne(now)) {
                first.go();
            }
        } finally {
            schedule();
        }
    }

    private @Nullable Async<?> grantOne(long now) {
        lock();
        try {
            Async<?> granted = null;
            while (granted == null && next <= now && !waiting.isEmpty()) {
                Tick tick = tickOf(waiting.first()); // who is claimed may run at once
                granted = waiting.exchangeFirst(null);
                tick.waiters--;
            }
            if (granted != null) {
                taken(now);
            }
            return granted;
        } finally {
            unlock();
        }
    }

    /** Turns that have come, for who waits with this dispatcher or another. */
    private static final class Tick extends Awaitable {
        private final RateLimiter limiter;
        final Dispatcher dispatcher;

        // Guarded by the limiter.
        /** How many, with this dispatcher. */
        int waiters;
        /** Pending, or about to be. */
        boolean begun;

        long deadline; // of whoever begins it
        private int place;

        Tick(RateLimiter limiter, Dispatcher dispatcher, int waiters) {
            this.limiter = limiter;
            this.dispatcher = dispatcher;
            this.waiters = waiters;
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
        void queued(Async<?> waiter) {
            limiter.comes(waiter);
        }

        @Override
        void unqueued(Async<?> waiter) {
            limiter.leaves(waiter);
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
