package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where so many coroutines wait for each other: it opens for all of them when the last arrives, and closes behind them for the next
 * so many.
 *
 * <pre>{@code
 * while (compute(mine)) {
 *     barrier.arrive().await();
 * }
 * }</pre>
 *
 * <p>A task that is cancelled while it waits leaves: its arrival is taken back, and the others wait for one more. (The barrier of
 * the JDK fails for all of them instead; here the scope does that, if it is to be done.) Once the last has arrived it is open: one that
 * was let through goes on, and the cancellation comes at its next suspension point. An arrival counts no longer from the moment on at which
 * a cancellation, an interrupt or another event of its select has ended its wait; of three parties or more, one whose wait is ended by another thread
 * just while the last is opening the barrier may have counted.
 *
 * <p>Thread-safe. {@link #arrive} may be an arm of a {@link Select}, once: it has arrived for as long as that waits.
 */
public final class Barrier extends Guarded {
    private final WaitQueue waiting = new WaitQueue();
    private final Arrive arrive = new Arrive(this);
    private final int parties;
    private Generation current = new Generation(); // guarded by this

    private Barrier(int parties) {
        this.parties = parties;
    }

    /** @throws IllegalArgumentException if there is not at least one party */
    public static Barrier of(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("a barrier for " + parties + " parties: at least 1");
        }
        return new Barrier(parties);
    }

    /**
     * Waits until all have arrived, and gives the index of this arrival among them: 0 for the first of those that are still there,
     * {@link #parties} - 1 for the last. Each await of what this returns arrives anew.
     */
    public Async<Integer> arrive() {
        return arrive;
    }

    /** As {@link #arrive} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. */
    public int arriveBlocking() {
        Bobbin.requireNoCoroutine("arriveBlocking()", "arrive().await()");
        return Bobbin.run(() -> arrive);
    }

    /** How many it opens for. */
    public int parties() {
        return parties;
    }

    /** How many have arrived and wait for the others. */
    public int arrived() {
        lock();
        try {
            return current.arrived;
        } finally {
            unlock();
        }
    }

    @Override
    public String toString() {
        return "Barrier[" + arrived() + " of " + parties + " arrived]";
    }

    /** Whether the caller was the last; all go, then. */
    private boolean arrivesLast() {
        Async<?> first = null;
        lock();
        try {
            if (!isLast()) {
                return false;
            }
            waiting.removeGone(Barrier::leaves);
            if (!isLast()) {
                return false;
            }
            if (parties > 1 && generation(waiting.first()) == current) { // of two parties it is the other one
                first = waiting.exchangeFirst(0);
                if (first == null) {
                    current.arrived--;
                    return false;
                }
                current.released = 1;
            }
            current.open = true;
            current = new Generation();
        } finally {
            unlock();
        }
        if (first != null) {
            first.go();
        }
        for (Async<?> next = releaseOne(); next != null; next = releaseOne()) {
            next.go();
        }
        return true;
    }

    /** Under the lock: only one is missing. */
    private boolean isLast() {
        return current.arrived == parties - 1;
    }

    /** Generations wait one behind the other. */
    private @Nullable Async<?> releaseOne() {
        lock();
        try {
            while (!waiting.isEmpty()) {
                Generation first = generation(waiting.first());
                if (!first.open) {
                    return null;
                }
                Async<?> next = waiting.exchangeFirst(first.released++);
                if (next != null) {
                    return next;
                }
            }
            return null;
        } finally {
            unlock();
        }
    }

    private static Generation generation(Async<?> waiter) {
        return (Generation) Objects.requireNonNull(waiter.item());
    }

    private static void leaves(Async<?> waiter) {
        generation(waiter).arrived--;
    }

    /** Those who go together; each has it as its item, and then its index. Guarded by the barrier. */
    private static final class Generation {
        private int arrived;
        private boolean open;
        private int released;
    }

    static final class Arrive extends Queued<Integer> {
        private final Barrier barrier;

        Arrive(Barrier barrier) {
            super(barrier, barrier.waiting);
            this.barrier = barrier;
        }

        @Override
        boolean isReady() {
            return barrier.isLast();
        }

        @Override
        void queued(Async<?> waiter) {
            barrier.current.arrived++;
            waiter.item(barrier.current);
        }

        @Override
        void unqueued(Async<?> waiter) {
            leaves(waiter);
        }

        @Override
        protected @Nullable Object start(Context context) {
            return context.spend() ? arrive(context) : later(null, context);
        }

        private @Nullable Object arrive(Context context) {
            return barrier.arrivesLast() ? (Integer) (barrier.parties - 1) : suspend(null, context);
        }

        @Override
        protected @Nullable Object wake(Context context) {
            Task<?> task = (Task<?>) context.task();
            if (task.item() instanceof Integer index) {
                task.item(null);
                return index;
            }
            return arrive(context);
        }

        @Override
        public String toString() {
            return "arrive() of " + barrier;
        }
    }
}
