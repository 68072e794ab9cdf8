package dev.bobbin.spi;

/**
 * Looks for tasks of a scheduler that wait for each other, and tells the log {@code dev.bobbin.deadlock}. A dispatcher that has a
 * thread for such things has it look now and then, a millisecond's work at a time; by one thread at a time. It also says what all
 * tasks wait for, to a dispatcher that has nothing to run.
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

    /**
     * Walks through all tasks, none of which runs meanwhile: who can wake those that wait. Takes some ten nanoseconds a task.
     *
     * @return {@link WokenBy#TASKS} also if none waits
     */
    WokenBy wokenBy();

    /** For people, after a walk as {@link #wokenBy} has it: each task that waits, of very many some, for what, and where. */
    String waits();
}
