package dev.bobbin;

/**
 * One coroutine at a time: the others wait, first come, first served, without blocking a thread. It may be held across awaits.
 *
 * <pre>{@code
 * try (var held = mutex.lock().await()) { ... }
 * }</pre>
 *
 * <p>Not reentrant. A lock that was granted to a task is held by it, also if that is cancelled before it runs: the cancellation
 * comes at the next suspension point, inside the try. A task that is cancelled while it waits does not hold it, and loses its place.
 *
 * <p>Thread-safe.
 */
public final class Mutex {
    private final Semaphore one = Semaphore.of(this);

    private Mutex() {}

    /** A new one, unlocked. */
    public static Mutex of() {
        return new Mutex();
    }

    /** Waits for the lock. Each await of what this returns locks it anew. */
    public Async<Permit> lock() {
        return one.acquire();
    }

    /** Locks it if that need not wait; to be followed by {@link #unlock}. */
    public boolean tryLock() {
        return one.tryAcquire();
    }

    /** As {@link #lock} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. */
    public Permit lockBlocking() {
        return one.acquireBlocking();
    }

    /**
     * Unlocks it, for whoever has locked it by {@link #tryLock}; else close the {@link Permit}.
     *
     * @throws IllegalStateException if it is not locked
     */
    public void unlock() {
        if (one.available() > 0) {
            throw new IllegalStateException("unlock() of a mutex that is not locked");
        }
        one.release();
    }

    /** Another condition for whoever holds this mutex to wait for. */
    public Condition condition() {
        return new Condition(one);
    }

    /** Whether somebody holds it; may be out of date at once. */
    public boolean isLocked() {
        return !one.isThereForAll();
    }

    @Override
    public String toString() {
        return "Mutex[" + (isLocked() ? "locked, " : "free, ") + one.waiting() + " waiting]";
    }
}
