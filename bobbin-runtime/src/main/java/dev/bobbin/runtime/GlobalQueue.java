package dev.bobbin.runtime;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.spi.Ring;
import org.jspecify.annotations.Nullable;

/**
 * The unbounded first-in-first-out queue of what comes from outside the workers, and of what overflows their own.
 *
 * <p>Thread-safe by its monitor; {@link #size} as in {@link LocalQueue}.
 */
final class GlobalQueue {
    private final Ring<Awaitable> tasks = new Ring<>();
    private volatile int size;
    private boolean closed;

    synchronized void add(Awaitable task) {
        if (!closed) {
            tasks.addLast(task);
            size = tasks.size();
        }
    }

    /** Adds the first {@code n} of {@code batch}, and clears them there. */
    synchronized void addAll(@Nullable Object[] batch, int n) {
        if (!closed) {
            tasks.makeRoom(n); // or none is added
        }
        for (int i = 0; i < n; i++) {
            Object task = batch[i];
            batch[i] = null;
            if (task != null && !closed) {
                tasks.addLast((Awaitable) task);
            }
        }
        size = tasks.size();
    }

    /** Adds the older half of that queue, by way of {@code batch}, and the task behind it; nothing at all if there is no memory for them. */
    synchronized void addHalf(LocalQueue queue, @Nullable Object[] batch, Awaitable task) {
        if (!closed) {
            tasks.makeRoom(batch.length + 1);
        }
        addAll(batch, queue.takeHalf(batch));
        add(task);
    }

    /** Takes a fair share, {@code 1/parts} of the queue and at least one task, but not more than {@code most}. */
    int takeShare(int parts, int most, @Nullable Object[] into) {
        if (size == 0) {
            return 0;
        }
        synchronized (this) {
            int n = Math.min(size, Math.min(size / parts + 1, most));
            for (int i = 0; i < n; i++) {
                into[i] = tasks.pollFirst();
            }
            size = tasks.size();
            return n;
        }
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Drops what is queued and whatever comes later. */
    synchronized void close() {
        closed = true;
        tasks.clear();
        size = 0;
    }
}
