package dev.bobbin.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of timers, earliest first, equal deadlines in the order they were added. A cancelled timer is removed at
 * once in O(log n), so that it is garbage.
 *
 * <p>Not thread-safe: the dispatcher that owns it holds its own lock. Deadlines are compared by difference, as those of
 * {@link System#nanoTime} must be.
 */
public final class TimerHeap {
    private @Nullable Timer[] heap = new Timer[16];
    private int size;
    private long added;

    /** Adds an action to run at the deadline, in nanoseconds of the owner's clock. */
    public Timer add(long deadline, Runnable action) {
        Timer t = new Timer(deadline, added++, action);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        up(size++, t);
        return t;
    }

    /** Removes a timer; false if it is not in this heap any more. */
    public boolean remove(Timer timer) {
        int i = timer.index;
        if (i < 0 || i >= size || heap[i] != timer) {
            return false;
        }
        timer.index = -1;
        Timer moved = at(--size);
        heap[size] = null;
        if (moved != timer) {
            down(i, moved);
            if (heap[i] == moved) {
                up(i, moved);
            }
        }
        return true;
    }

    /** Removes and returns the earliest timer if its deadline has come. */
    public @Nullable Timer pollDue(long now) {
        if (size == 0 || at(0).deadline - now > 0) {
            return null;
        }
        Timer t = at(0);
        remove(t);
        return t;
    }

    /** Nanoseconds until the earliest deadline, 0 if it has come, {@link Long#MAX_VALUE} without timers. */
    public long untilNext(long now) {
        return size == 0 ? Long.MAX_VALUE : Math.max(0, at(0).deadline - now);
    }

    public int size() {
        return size;
    }

    private Timer at(int i) {
        Timer t = heap[i];
        if (t == null) {
            throw new AssertionError("hole in the heap at " + i);
        }
        return t;
    }

    private void up(int from, Timer t) {
        int i = from;
        while (i > 0) {
            int parent = (i - 1) >>> 1;
            Timer p = at(parent);
            if (!before(t, p)) {
                break;
            }
            set(i, p);
            i = parent;
        }
        set(i, t);
    }

    private void down(int from, Timer t) {
        int i = from;
        for (int child = 2 * i + 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && before(at(child + 1), at(child))) {
                child++;
            }
            Timer c = at(child);
            if (!before(c, t)) {
                break;
            }
            set(i, c);
            i = child;
        }
        set(i, t);
    }

    private void set(int i, Timer t) {
        heap[i] = t;
        t.index = i;
    }

    private static boolean before(Timer a, Timer b) {
        long d = a.deadline - b.deadline;
        return d < 0 || d == 0 && a.order < b.order;
    }
}
