package dev.bobbin;

/**
 * What was acquired of a {@link Semaphore} or locked of a lock, for a try-with-resources.
 *
 * <p>Each has been handed out once, and is closed once: later calls of {@link #close} do nothing, whoever has the lock by then. It
 * may be handed on, and closed by another coroutine or thread than the one that has acquired it.
 *
 * <p>Thread-safe.
 */
public interface Permit extends AutoCloseable {
    /** Gives it back; does nothing if it has been given back. Does not suspend. */
    @Override
    void close();
}
