package dev.bobbin;

/** An operation that waits, whoever lets it go on, and how to tell afterwards what has happened. For {@link CancellationTest}. */
interface Wait {
    /** Comes first: where its tasks run, by which clock. */
    default void on(Scheduler scheduler, HandClock clock) {}

    Async<?> operation();

    /** How often it has to be let go on before it ends. */
    default int steps() {
        return 1;
    }

    /** Lets it go on; on the thread that runs the tasks. */
    void complete();

    /** Whether one that is cancelled must be let go on all the same before it ends. */
    default boolean endsFirst() {
        return false;
    }

    /** Whether one that was let go on a last time before it is cancelled has a result: else it waits for a task that does. */
    default boolean returnsOnceLetGo() {
        return true;
    }

    /** Fails if the effect has been lost, or has come twice; leaves nothing behind. */
    void check(boolean returned, Object result);
}
