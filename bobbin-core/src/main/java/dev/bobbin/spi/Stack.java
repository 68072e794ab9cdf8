package dev.bobbin.spi;

/**
 * A call that can stop half-way, at any depth, and go on later.
 *
 * <p>Confined: between two calls of {@link #run} there is a happens-before edge, which the caller sees to.
 */
public interface Stack {
    /**
     * Begins the call, or lets it go on, and returns when it has suspended or ended. What this throws was not thrown by the call,
     * which is lost then.
     */
    void run();

    /**
     * Whoever is about to call {@link #run}, which nobody else does: whether this thread may. It need not come to that: nothing changes by this.
     *
     * @throws IllegalStateException if not, with the reason
     */
    default void admit() {}

    /**
     * Called on this stack: lets {@link #run} return, and returns when that is called again.
     *
     * @throws IllegalStateException if the stack cannot be left here, with the reason; nothing has changed then
     * @throws StackOverflowError if it is too large to be kept; nothing has changed then
     */
    void suspend();

    /** Whether the call has a thread of its own, always the same one; else it runs on that of whoever calls {@link #run}. */
    default boolean hasThread() {
        return false;
    }

    /** Where it stands, the innermost first; empty if it has ended or nobody can tell. By any thread. */
    default StackTraceElement[] trace() {
        return new StackTraceElement[0];
    }

    /** Whether the caller is on this stack, and not on another that was entered from it. */
    boolean isCurrent();
}
