package dev.bobbin.spi;

/**
 * Looks for tasks of a scheduler that wait for each other, and tells the log {@code dev.bobbin.deadlock}. A dispatcher that has a
 * thread for such things has it look now and then, a millisecond's work at a time; by one thread at a time.
 */
public interface DeadlockFinder {
    /**
     * Whether there is anything new to look at.
     *
     * @param parks how many tasks have parked so far
     */
    boolean isDue(long parks);

    /**
     * Looks, for a moment.
     *
     * @param parks as for {@link #isDue}
     * @return for how many nanoseconds it had better rest
     */
    long look(long parks);
}
