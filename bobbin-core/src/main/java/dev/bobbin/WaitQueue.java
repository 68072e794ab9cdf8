package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who waits, first come, first served: tasks and the arms of selects, in a ring that grows.
 *
 * <p>Waiting allocates nothing but room in the ring, which stays: a task brings what it sends in a field of its own, which is where
 * it finds what it receives, and knows its place in the ring, so that one that is cancelled leaves in O(1), a hole behind it.
 *
 * <p>Guarded by the lock of its owner. A waiter is in one queue only, and stays until it is {@linkplain #exchange taken out} or has
 * {@linkplain #remove left}; a task whose wait was cut short leaves before it runs on. So whoever holds the lock and finds a waiter
 * here may write its item.
 */
final class WaitQueue {
    private static final int SMALL = 4;
    /** A ring beyond this size is let go when the last has left. */
    private static final int LARGE = 1024;

    private static final @Nullable Async<?>[] NONE = {};

    /** What {@link #exchange} returns for a waiter that has not come to park: it goes on by itself. */
    static final Async<?> NOBODY = new Async<Object>() {
        @Override
        protected @Nullable Object start(Context context) {
            throw new IllegalStateException("nobody");
        }

        @Override
        void go() {}
    };

    /** The power of two whose remainder of a place is the index; empty at first. */
    private @Nullable Async<?>[] ring = NONE;

    private int head;
    private int tail;
    private int size;

    /** What the waiter brought that {@link #exchange} took out last. */
    private @Nullable Object brought;

    WaitQueue() {}

    /** One whose places begin there: they wrap round. */
    WaitQueue(int place) {
        head = place;
        tail = place;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** How many waiters there is room for without growing. */
    int room() {
        return ring.length;
    }

    void add(Async<?> waiter) {
        if (tail - head == ring.length) {
            makeRoom();
        }
        put(waiter);
        size++;
    }

    private void put(Async<?> waiter) {
        ring[tail & ring.length - 1] = waiter;
        Abi.place(waiter, tail++);
    }

    /** Whether it was there. */
    boolean remove(Async<?> waiter) {
        int place = Abi.place(waiter);
        if (place - head < 0 || tail - place <= 0 || ring[place & ring.length - 1] != waiter) {
            return false;
        }
        ring[place & ring.length - 1] = null;
        left();
        return true;
    }

    /**
     * Ends the wait of the first who still waits: it finds {@code given}, and what it brought is {@link #takeBrought}.
     *
     * @return whom to call {@link Async#go} of outside the lock; {@link #NOBODY} if that one runs anyway; null if nobody waits
     */
    @Nullable
    Async<?> exchange(@Nullable Object given) {
        Async<?> go = null;
        while (go == null && size > 0) {
            go = exchangeFirst(given);
        }
        return go;
    }

    /** As {@link #exchange} for the first alone; null if its wait had been cut short. */
    @Nullable
    Async<?> exchangeFirst(@Nullable Object given) {
        Async<?> waiter = first();
        Object item = waiter.item();
        waiter.item(given); // before the claim: it may run at once
        int claimed = Async.LOST;
        try {
            claimed = waiter.claim();
        } finally {
            if (claimed == Async.LOST) {
                waiter.item(item); // it leaves under the lock, before it runs
            }
        }
        removeFirst(); // after the claim: what runs out of stack there has taken nobody out
        if (claimed == Async.LOST) {
            return null;
        }
        brought = item;
        return claimed == Async.CLAIMED_PARKED ? waiter : NOBODY;
    }

    /** Who has waited longest; there is one. */
    Async<?> first() {
        Async<?> first = ring[head & ring.length - 1];
        while (first == null) {
            first = ring[++head & ring.length - 1];
        }
        return first;
    }

    /** As {@link #exchange}, but it keeps what it brought, and looks again by itself. */
    @Nullable
    Async<?> wakeFirst() {
        while (size > 0) {
            Async<?> waiter = first();
            int claimed = waiter.claim();
            removeFirst();
            if (claimed != Async.LOST) {
                return claimed == Async.CLAIMED_PARKED ? waiter : NOBODY;
            }
        }
        return null;
    }

    /** Takes out those whose wait has been cut short and who have not left yet. */
    void removeGone() {
        for (int place = head; size > 0 && place != tail; place++) {
            Async<?> waiter = ring[place & ring.length - 1];
            if (waiter != null && !waiter.isWaiting()) {
                ring[place & ring.length - 1] = null;
                left();
            }
        }
    }

    /** Outside the lock: as {@link #wake}, all of them; nobody comes any more. */
    void wakeAll(Guarded owner) {
        wake(Integer.MAX_VALUE, owner);
    }

    /** Outside the lock: wakes the first so many, one by one. Who has seen them wait says how many; they may come again meanwhile. */
    void wake(int waiters, Guarded owner) {
        for (int n = waiters; n > 0; n--) {
            Async<?> first;
            owner.lock();
            try {
                first = wakeFirst();
            } finally {
                owner.unlock();
            }
            if (first == null) {
                return;
            }
            first.go();
        }
    }

    /** Takes out who has waited longest, and still does; there is one. */
    Async<?> takeFirst() {
        Async<?> first = first();
        removeFirst();
        return first;
    }

    /** After {@link #first}, which has found it. */
    private void removeFirst() {
        ring[head++ & ring.length - 1] = null;
        left();
    }

    /** What the last one taken out brought; given once. */
    Object takeBrought() {
        Object item = Objects.requireNonNull(brought);
        brought = null;
        return item;
    }

    private void left() {
        if (--size == 0) {
            head = 0;
            tail = 0;
            if (ring.length > LARGE) {
                ring = NONE;
            }
        }
    }

    private void makeRoom() {
        @Nullable Async<?>[] old = ring;
        int from = head;
        int to = tail;
        int length = old.length == 0 ? SMALL : size > old.length / 2 ? old.length * 2 : old.length;
        ring = new Async<?>[length];
        tail = from;
        for (int place = from; place != to; place++) {
            Async<?> waiter = old[place & old.length - 1];
            if (waiter != null) {
                put(waiter);
            }
        }
    }
}
