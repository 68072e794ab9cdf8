package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any number of coroutines read at once, or one writes: the others wait, first come, first served, without blocking a thread.
 *
 * <pre>{@code
 * try (var reading = lock.read().await()) { ... }
 * }</pre>
 *
 * <p>Readers that have come one after the other enter together; those behind a writer that waits do so when it has written, so that
 * readers do not keep it waiting for ever. It may be held across awaits. Not reentrant, neither way: a reader that reads again may
 * wait behind a writer that waits for it, and one that writes waits for itself.
 *
 * <p>A lock that was granted to a task is held by it, also if that is cancelled before it runs: the cancellation comes at the next
 * suspension point, inside the try. A task that is cancelled while it waits does not hold it, and loses its place; if it was a writer,
 * the readers behind it enter.
 *
 * <p>Thread-safe. Both {@link #read} and {@link #write} may be arms of a {@link Select}.
 */
public final class ReadWriteLock extends Guarded {
    private final WaitQueue waiting = new WaitQueue();
    private final Access read = new Access(this, false);
    private final Access write = new Access(this, true);

    // Guarded by this.
    private int readers;
    private boolean writing;

    private ReadWriteLock() {}

    public static ReadWriteLock of() {
        return new ReadWriteLock();
    }

    /** Waits until it may read. Each await of what this returns locks anew. */
    public Async<Permit> read() {
        return read;
    }

    /** Waits until it may write. Each await of what this returns locks anew. */
    public Async<Permit> write() {
        return write;
    }

    /** Locks it for reading if that need not wait: nobody writes, and nobody waits. */
    public Optional<Permit> tryRead() {
        return enter(read) ? read.granted : Optional.empty();
    }

    /** Locks it for writing if that need not wait: nobody reads or writes, and nobody waits. */
    public Optional<Permit> tryWrite() {
        return enter(write) ? write.granted : Optional.empty();
    }

    /** As {@link #read} in a thread that is not one of a scheduler's: blocks it, a virtual one too. */
    public Permit readBlocking() {
        return enter(read) ? read : Bobbin.run(() -> read);
    }

    /** As {@link #write} in a thread that is not one of a scheduler's: blocks it, a virtual one too. */
    public Permit writeBlocking() {
        return enter(write) ? write : Bobbin.run(() -> write);
    }

    /** How many read. */
    public int readers() {
        lock();
        try {
            return readers;
        } finally {
            unlock();
        }
    }

    /** Whether somebody writes. */
    public boolean isWriting() {
        lock();
        try {
            return writing;
        } finally {
            unlock();
        }
    }

    @Override
    public String toString() {
        lock();
        try {
            return "ReadWriteLock[" + (writing ? "writing" : readers > 0 ? readers + " reading" : "free") + ", "
                    + waiting.size() + " waiting]";
        } finally {
            unlock();
        }
    }

    private boolean enter(Access access) {
        lock();
        try {
            if (!waiting.isEmpty() || !isFree(access)) {
                return false;
            }
            entered(access);
            return true;
        } finally {
            unlock();
        }
    }

    /** Under the lock. */
    private boolean isFree(Access access) {
        return !writing && (readers == 0 || !access.writes);
    }

    /** Under the lock. */
    private void entered(Access access) {
        if (access.writes) {
            writing = true;
        } else {
            readers++;
        }
    }

    private void leave(Access access) {
        lock();
        try {
            if (access.writes ? !writing : readers == 0) {
                throw new IllegalStateException(
                        "close() of a permit to " + access + " that has been closed before: nobody does");
            }
            if (access.writes) {
                writing = false;
            } else {
                readers--;
            }
        } finally {
            unlock();
        }
        grant();
    }

    /** Those who have waited longest enter, for as long as they may. */
    private void grant() {
        for (Async<?> next = grantOne(); next != null; next = grantOne()) {
            next.go();
        }
    }

    private @Nullable Async<?> grantOne() {
        lock();
        try {
            while (!waiting.isEmpty()) {
                Access access = (Access) Objects.requireNonNull(waiting.first().item());
                if (!isFree(access)) {
                    return null;
                }
                Async<?> next = waiting.exchangeFirst(null);
                if (next != null) {
                    entered(access);
                    return next;
                }
            }
            return null;
        } finally {
            unlock();
        }
    }

    /** What waiters wait for, bring, and, when it has been granted, lack. */
    private static final class Access extends Queued<Permit> implements Permit {
        private final ReadWriteLock lock;
        private final boolean writes;
        private final Optional<Permit> granted = Optional.of(this);

        Access(ReadWriteLock lock, boolean writes) {
            super(lock, lock.waiting);
            this.lock = lock;
            this.writes = writes;
        }

        @Override
        public void close() {
            lock.leave(this);
        }

        @Override
        boolean isReady() {
            return lock.waiting.isEmpty() && lock.isFree(this);
        }

        @Override
        Object brings() {
            return this;
        }

        /** A writer may have stood in the way of readers. */
        @Override
        void left() {
            lock.grant();
        }

        @Override
        protected @Nullable Object start(Context context) {
            return context.spend() ? enter(context) : later(this, context);
        }

        private @Nullable Object enter(Context context) {
            return lock.enter(this) ? this : suspend(this, context);
        }

        @Override
        protected @Nullable Object wake(Context context) {
            return ((Task<?>) context.task()).item() == null ? this : enter(context);
        }

        @Override
        public String toString() {
            return writes ? "write" : "read";
        }
    }
}
