package dev.bobbin;

import dev.bobbin.abi.Context;
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
 * a cancellation, an interrupt or another event of its select has ended its wait: so many go on as there are parties, or nobody.
 *
 * <p>Thread-safe. {@link #arrive} may be an arm of a {@link Select}, once: it has arrived for as long as that waits.
 */
public final class Barrier extends Guarded {
    private final WaitQueue waiting = new WaitQueue();
    private final Arrive arrive = new Arrive(this);
    private final int parties;

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
            return waiting.size();
        } finally {
            unlock();
        }
    }

    @Override
    public String toString() {
        return "Barrier[" + arrived() + " of " + parties + " arrived]";
    }

    /**
     * Whether the caller was the last; all go, then. The others are claimed one by one. If the wait of one has been ended by something else in
     * between, that one has not arrived: those claimed before it have been woken in vain, and arrive anew.
     */
    private boolean arrivesLast() {
        Opening opening;
        lock();
        try {
            if (isLast()) {
                waiting.removeGone();
            }
            if (!isLast()) {
                return false;
            }
            opening = new Opening(parties - 1);
            opening.claim(waiting);
        } finally {
            unlock();
        }
        opening.go();
        return opening.isOpen;
    }

    private boolean hasOpenedFor(Place place) {
        lock();
        try {
            return place.opening.isOpen;
        } finally {
            unlock();
        }
    }

    /** Under the lock: only one is missing. */
    private boolean isLast() {
        return waiting.size() == parties - 1;
    }

    /** Those who go together, the last aside. It has room for them before the first is claimed. */
    private static final class Opening {
        private final Place[] places;

        /** Guarded by the barrier: who has been claimed may run before the others are. */
        private boolean isOpen;

        Opening(int others) {
            places = new Place[others];
            for (int index = 0; index < others; index++) {
                places[index] = new Place(this, index);
            }
        }

        /** Under the lock. */
        void claim(WaitQueue waiting) {
            for (Place place : places) {
                place.waiter = waiting.exchangeFirst(place);
                if (place.waiter == null) {
                    return;
                }
            }
            isOpen = true;
        }

        /** Outside the lock. */
        void go() {
            for (Place place : places) {
                if (place.waiter == null) {
                    return;
                }
                place.waiter.go();
                place.waiter = null;
            }
        }
    }

    /** What a waiter is given. */
    private static final class Place {
        private final Opening opening;
        private final Integer index;
        private @Nullable Async<?> waiter;

        Place(Opening opening, int index) {
            this.opening = opening;
            this.index = index;
        }
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
        protected @Nullable Object start(Context context) {
            return context.spend() ? arrive(context) : later(null, context);
        }

        private @Nullable Object arrive(Context context) {
            return barrier.arrivesLast() ? (Integer) (barrier.parties - 1) : suspend(null, context);
        }

        @Override
        protected @Nullable Object wake(Context context) {
            Task<?> task = (Task<?>) context.task();
            if (task.item() instanceof Place place) {
                task.item(null);
                if (barrier.hasOpenedFor(place)) {
                    return place.index;
                }
            }
            return arrive(context);
        }

        @Override
        public String toString() {
            return "arrive() of " + barrier;
        }
    }
}
