package dev.bobbin;

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
    private @Nullable Task<?> holder; // of readers the last that came

    private ReadWriteLock() {}

    /** A new one, unlocked. */
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
        return read.tryNow(Task.running()) ? Optional.of(new Acquiring.Held(read)) : Optional.empty();
    }

    /** Locks it for writing if that need not wait: nobody reads or writes, and nobody waits. */
    public Optional<Permit> tryWrite() {
        return write.tryNow(Task.running()) ? Optional.of(new Acquiring.Held(write)) : Optional.empty();
    }

    /** As {@link #read} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. */
    public Permit readBlocking() {
        return read.acquireBlocking("read");
    }

    /** As {@link #write} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. */
    public Permit writeBlocking() {
        return write.acquireBlocking("write");
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

    private static final class Access extends Acquiring {
        private final ReadWriteLock lock;
        private final boolean writes;

        Access(ReadWriteLock lock, boolean writes) {
            super(lock, lock.waiting);
            this.lock = lock;
            this.writes = writes;
        }

        @Override
        boolean isFree() {
            return !lock.writing && (lock.readers == 0 || !writes);
        }

        @Override
        void take(@Nullable Task<?> by) {
            lock.holder = by;
            if (writes) {
                lock.writing = true;
            } else {
                lock.readers++;
            }
        }

        /** While others read, a reader waits for the first of the queue, a writer; that one waits for them. */
        @Override
        @Nullable
        Task<?> holder() {
            if (writes || lock.writing) {
                return lock.holder;
            }
            Async<?> first = lock.waiting.isEmpty() ? null : lock.waiting.first();
            return first != null && first.item() == lock.write ? first.task() : null;
        }

        @Override
        String waitedFor(Task<?> waker) {
            boolean holds;
            lock.lock();
            try {
                holds = lock.holder == waker;
            } finally {
                lock.unlock();
            }
            return holds ? super.waitedFor(waker) : this + ", behind " + waker.name() + ", which waits to write";
        }

        @Override
        void giveBack() {
            if (writes) {
                lock.writing = false;
            } else {
                lock.readers--;
            }
            if (lock.readers == 0 || lock.holder == Task.running()) {
                lock.holder = null;
            }
        }

        @Override
        public String toString() {
            return (writes ? "write() of " : "read() of ") + lock;
        }
    }
}
