package dev.bobbin;

import org.jspecify.annotations.Nullable;

/**
 * So many permits: coroutines that want one more wait, first come, first served, without blocking a thread.
 *
 * <pre>{@code
 * try (var permit = connections.acquire().await()) { ... }
 * }</pre>
 *
 * <p>A permit that was granted to a task is its own, also if that is cancelled before it runs: the cancellation comes at the next
 * suspension point, inside the try. A task that is cancelled while it waits has none, and loses its place.
 *
 * <p>Thread-safe.
 */
public final class Semaphore extends Guarded {
    private final WaitQueue waiting = new WaitQueue();
    private final Acquire one = new Acquire(this, 1);
    private final int total;
    private final @Nullable Mutex mutex;

    // Guarded by this.
    private int free;
    private @Nullable Task<?> holder; // of a mutex

    private Semaphore(int permits, @Nullable Mutex mutex) {
        this.total = permits;
        this.free = permits;
        this.mutex = mutex;
    }

    /** @throws IllegalArgumentException if there is not at least one permit */
    public static Semaphore of(int permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("a semaphore with " + permits + " permits: at least 1");
        }
        return new Semaphore(permits, null);
    }

    /** The one permit of a mutex, which is given back by who has it; of any other that is not known. */
    static Semaphore of(Mutex mutex) {
        return new Semaphore(1, mutex);
    }

    /** Waits for a permit. Each await of what this returns acquires another one. */
    public Async<Permit> acquire() {
        return one;
    }

    /**
     * Waits for so many permits at once; those who come later wait behind.
     *
     * @throws IllegalArgumentException if that is less than 1, or more than there are in all
     */
    public Async<Permit> acquire(int permits) {
        return wanted(permits);
    }

    /** Acquires a permit if that need not wait. */
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /** Acquires so many permits if that need not wait. */
    public boolean tryAcquire(int permits) {
        return wanted(permits).tryNow(Task.running());
    }

    /** As {@link #acquire()} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. */
    public Permit acquireBlocking() {
        return one.acquireBlocking(mutex == null ? "acquire" : "lock");
    }

    /** Gives a permit back, for whoever has acquired it by {@link #tryAcquire()}; else close the {@link Permit}. */
    public void release() {
        release(1);
    }

    /**
     * Gives so many permits back.
     *
     * @throws IllegalStateException if that would be more than there are in all
     */
    public void release(int permits) {
        checked(permits);
        lock();
        try {
            putBack(permits);
        } finally {
            unlock();
        }
        grant();
    }

    /** Under the lock, to be followed by {@link #grant}. */
    private void putBack(int permits) {
        if (free > total - permits) {
            throw new IllegalStateException("release() of " + permits + " permits, but only " + (total - free) + " of "
                    + total + " are acquired");
        }
        free += permits;
        holder = null;
    }

    /** How many permits are free. */
    public int available() {
        lock();
        try {
            return free;
        } finally {
            unlock();
        }
    }

    /** Whether a permit is free that nobody waits for: one that has been given back is free for a moment, though it is somebody's already. */
    boolean isThereForAll() {
        lock();
        try {
            return one.isReady();
        } finally {
            unlock();
        }
    }

    /** How many wait. */
    int waiting() {
        lock();
        try {
            return waiting.size();
        } finally {
            unlock();
        }
    }

    @Override
    public String toString() {
        lock();
        try {
            return "Semaphore[" + free + " of " + total + " free, " + waiting.size() + " waiting]";
        } finally {
            unlock();
        }
    }

    private int checked(int permits) {
        if (permits < 1 || permits > total) {
            throw new IllegalArgumentException(permits + " permits of " + total);
        }
        return permits;
    }

    private Acquire wanted(int permits) {
        return permits == 1 ? one : new Acquire(this, checked(permits));
    }

    // ---- for conditions, which keep waiters of their own under this lock --------------------------------------------

    /** Under the lock: whether no permit is taken. */
    boolean isFree() {
        return free == total;
    }

    /** Under the lock: of a mutex, who has locked it; null if that is not known, or was no task. */
    @Nullable
    Task<?> holder() {
        return holder;
    }

    /** Under the lock, to be followed by {@link #grant}: one permit is given back. */
    void putBack() {
        putBack(1);
    }

    /** Under the lock, to be followed by {@link #grant}: one that has suspended on something else wants a permit now. */
    void enqueue(Async<?> waiter) {
        waiter.item(one);
        waiting.add(waiter);
    }

    /** Those who have waited longest go, for as long as there is enough. */
    void grant() {
        Acquiring.grant(this, waiting);
    }

    private static final class Acquire extends Acquiring {
        private final Semaphore semaphore;
        private final int permits;

        Acquire(Semaphore semaphore, int permits) {
            super(semaphore, semaphore.waiting);
            this.semaphore = semaphore;
            this.permits = permits;
        }

        @Override
        boolean isFree() {
            return permits <= semaphore.free;
        }

        @Override
        void take(@Nullable Task<?> by) {
            semaphore.free -= permits;
            if (semaphore.mutex != null) {
                semaphore.holder = by;
            }
        }

        @Override
        @Nullable
        Task<?> holder() {
            return semaphore.holder;
        }

        @Override
        void giveBack() {
            semaphore.putBack(permits);
        }

        @Override
        public String toString() {
            return semaphore.mutex != null ? "lock() of " + semaphore.mutex : "acquire() of " + semaphore;
        }
    }
}
