package dev.bobbin.spi;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One of the heaps of {@link Timers}, earliest first. A cancelled timer is removed at once in O(log n), so that it is garbage: a timer knows its
 * {@linkplain Awaitable#place place}. A sleeping task is its own timer, so that all it costs is its entry here.
 *
 * <p>Deadlines are compared as numbers, so the owner's clock must not overflow. Four children to a parent: half as many levels as with
 * two, and the deadlines of four siblings, which lie beside the timers in an array of longs, share one cache line or two.
 *
 * <p>Thread-safe; {@link #earliest} takes no lock.
 */
final class TimerHeap {
    /** What {@link #earliest} says if there is no timer. */
    static final long NEVER = Timers.NEVER;

    /** So that subtracting the time from it does not overflow. */
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private static final int FEWEST = 16;

    private final int shard;
    private final int shards;
    private @Nullable Awaitable[] timers = new Awaitable[FEWEST];
    private long[] deadlines = new long[FEWEST];
    private int size;
    private boolean closed;
    private volatile long earliest = NEVER;

    TimerHeap(int shard, int shards) {
        this.shard = shard;
        this.shards = shards;
    }

    /**
     * In which of several heaps a timer is pending.
     *
     * @return -1 if it is in none
     */
    static int heapOf(Awaitable timer, int shards) {
        int place = Abi.place(timer);
        return place <= 0 ? -1 : (place - 1) % shards;
    }

    /**
     * Adds a timer, which must not be pending.
     *
     * @return whether it is the earliest now
     */
    synchronized boolean add(Awaitable timer, long deadline) {
        if (Abi.place(timer) > 0) {
            throw new IllegalStateException("a timer that is pending was scheduled again");
        }
        if (closed) {
            return false;
        }
        if (size == timers.length) {
            resize(size + (size >> 1));
        }
        up(size++, timer, Math.max(deadline, LONG_AGO));
        return update();
    }

    /**
     * Removes a timer.
     *
     * @return its deadline, or {@link #NEVER} if it is not in this heap any more
     */
    synchronized long remove(Awaitable timer) {
        int place = Abi.place(timer) - 1;
        int i = place / shards;
        if (place < 0 || place % shards != shard || i >= size || timers[i] != timer) {
            return NEVER;
        }
        long deadline = deadlines[i];
        remove(i);
        Abi.place(timer, Awaitable.NOT_PENDING);
        return deadline;
    }

    /** Removes and returns the earliest timer if its deadline has come; its place is {@link Awaitable#DUE} from then on. */
    @Nullable
    Awaitable pollDue(long now) {
        if (earliest > now) {
            return null;
        }
        synchronized (this) {
            if (size == 0 || deadlines[0] > now) {
                return null;
            }
            Awaitable due = at(0);
            remove(0);
            Abi.place(due, Awaitable.DUE);
            return due;
        }
    }

    /** The place of a timer that may be pending here. */
    synchronized int place(Awaitable timer) {
        return Abi.place(timer);
    }

    /** The earliest deadline, or {@link #NEVER}. Who adds a timer has written this before the call returns. */
    long earliest() {
        return earliest;
    }

    /** How many timers are pending. */
    synchronized int size() {
        return size;
    }

    /** Drops all timers, and those added later. */
    synchronized void close() {
        closed = true;
        for (int i = 0; i < size; i++) {
            Abi.place(at(i), Awaitable.NOT_PENDING);
        }
        size = 0;
        timers = new Awaitable[FEWEST];
        deadlines = new long[FEWEST];
        update();
    }

    private void remove(int i) {
        Awaitable last = at(--size);
        long deadline = deadlines[size];
        timers[size] = null;
        if (i < size && !up(i, last, deadline)) {
            down(i, last, deadline);
        }
        if (timers.length > FEWEST && size < timers.length / 4) {
            shrink();
        }
        update();
    }

    /** Unless there is no memory even for less: what goes has been taken out. */
    private void shrink() {
        try {
            resize(timers.length / 2);
        } catch (OutOfMemoryError e) {
            return;
        }
    }

    private boolean update() {
        long now = size == 0 ? NEVER : deadlines[0];
        boolean earlier = now < earliest;
        if (now != earliest) {
            earliest = now;
        }
        return earlier;
    }

    private void resize(int capacity) {
        if (capacity > Integer.MAX_VALUE / shards - 1) {
            throw new OutOfMemoryError("more than " + size + " timers of one worker, and " + shards + " workers");
        }
        @Nullable Awaitable[] copyOfTimers = Arrays.copyOf(timers, capacity);
        deadlines = Arrays.copyOf(deadlines, capacity); // both or none: there may be no memory
        timers = copyOfTimers;
    }

    private Awaitable at(int i) {
        Awaitable t = timers[i];
        if (t == null) {
            throw new AssertionError("hole in the heap at " + i);
        }
        return t;
    }

    /** Puts a timer at a place or above it; false if it may have to go below. */
    private boolean up(int from, Awaitable timer, long deadline) {
        int i = from;
        while (i > 0) {
            int parent = (i - 1) >>> 2;
            if (deadline >= deadlines[parent]) {
                break;
            }
            set(i, at(parent), deadlines[parent]);
            i = parent;
        }
        set(i, timer, deadline);
        return i < from;
    }

    private void down(int from, Awaitable timer, long deadline) {
        int i = from;
        for (int first = 4 * i + 1; first < size; first = 4 * i + 1) {
            int least = first;
            for (int child = first + 1; child < Math.min(first + 4, size); child++) {
                if (deadlines[child] < deadlines[least]) {
                    least = child;
                }
            }
            if (deadline <= deadlines[least]) {
                break;
            }
            set(i, at(least), deadlines[least]);
            i = least;
        }
        set(i, timer, deadline);
    }

    private void set(int i, Awaitable timer, long deadline) {
        timers[i] = timer;
        deadlines[i] = deadline;
        Abi.place(timer, i * shards + shard + 1);
    }
}
