package dev.bobbin;

import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/**
 * Opens once it has been counted down to zero, for all who wait then and later.
 *
 * <p>Thread-safe.
 */
public final class Latch extends Guarded {
    private final WaitQueue waiting = new WaitQueue();
    private final Opened opened = new Opened(this);
    private int count; // guarded by this

    private Latch(int count) {
        this.count = count;
    }

    /** @throws IllegalArgumentException if the count is negative */
    public static Latch of(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a latch that counts from " + count);
        }
        return new Latch(count);
    }

    /** Waits until the latch is open. May be awaited any number of times; one that is cancelled changes nothing. */
    public Async<Void> opened() {
        return opened;
    }

    /** As {@link #opened} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. */
    public void awaitBlocking() {
        Bobbin.requireNoCoroutine("awaitBlocking()", "opened().await()");
        if (count() > 0) {
            Bobbin.run(() -> opened);
        }
    }

    /** One less; does nothing if it is open. */
    public void countDown() {
        boolean opens;
        lock();
        try {
            opens = count == 1;
            count = Math.max(0, count - 1);
        } finally {
            unlock();
        }
        if (opens) {
            waiting.wakeAll(this);
        }
    }

    /** How often it has still to be counted down. */
    public int count() {
        lock();
        try {
            return count;
        } finally {
            unlock();
        }
    }

    @Override
    public String toString() {
        return "Latch[" + count() + " to go]";
    }

    private static final class Opened extends Queued<Void> {
        private final Latch latch;

        Opened(Latch latch) {
            super(latch, latch.waiting);
            this.latch = latch;
        }

        @Override
        boolean isReady() {
            return latch.count == 0;
        }

        @Override
        protected @Nullable Object start(Context context) {
            return context.spend() ? look(context) : later(null, context);
        }

        @Override
        protected @Nullable Object wake(Context context) {
            return look(context);
        }

        private @Nullable Object look(Context context) {
            return latch.count() == 0 ? null : suspend(null, context);
        }

        @Override
        public String toString() {
            return "opened() of " + latch;
        }
    }
}
