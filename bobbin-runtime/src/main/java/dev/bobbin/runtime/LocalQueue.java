package dev.bobbin.runtime;

import dev.bobbin.abi.Awaitable;
import org.jspecify.annotations.Nullable;

/**
 * The bounded first-in-first-out queue of one worker: its owner adds and takes, other workers steal.
 *
 * <p>Thread-safe by its monitor. {@link #size} is written under the monitor and read without it, as a volatile: see
 * {@link IdleWorkers} for what relies on that.
 */
final class LocalQueue {
    static final int CAPACITY = 256;

    private final @Nullable Object[] ring = new Object[CAPACITY];
    private int head;
    private volatile int size;

    /** Adds a task; false if the queue is full. */
    synchronized boolean offer(Awaitable task) {
        int n = size;
        if (n == CAPACITY) {
            return false;
        }
        ring[(head + n) % CAPACITY] = task;
        size = n + 1;
        return true;
    }

    /** Takes the oldest task, or null. */
    @Nullable
    Awaitable poll() {
        if (size == 0) {
            return null;
        }
        synchronized (this) {
            return size == 0 ? null : removeFirst();
        }
    }

    /** Moves the older half, rounded up, into the array and returns how many tasks that were. */
    int takeHalf(@Nullable Object[] into) {
        if (size == 0) {
            return 0;
        }
        synchronized (this) {
            int n = (size + 1) / 2;
            for (int i = 0; i < n; i++) {
                into[i] = removeFirst();
            }
            return n;
        }
    }

    /** How many tasks can still be added; asked by the owner, it is a lower bound until the owner adds. */
    int room() {
        return CAPACITY - size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    synchronized void clear() {
        while (size > 0) {
            removeFirst();
        }
    }

    /** Under the monitor, not empty. */
    private Awaitable removeFirst() {
        Object task = ring[head];
        if (task == null) {
            throw new AssertionError("hole in the queue at " + head);
        }
        ring[head] = null;
        head = (head + 1) % CAPACITY;
        size = size - 1;
        return (Awaitable) task;
    }
}
