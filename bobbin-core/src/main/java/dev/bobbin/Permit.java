package dev.bobbin;

/** What was acquired of a {@link Semaphore} or locked of a lock, for a try-with-resources. */
public interface Permit extends AutoCloseable {
    /** Gives it back; to be called once. Does not suspend. */
    @Override
    void close();
}
