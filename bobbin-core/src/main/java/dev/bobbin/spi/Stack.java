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
     * By whoever is about to call {@link #run}, several threads at the same time even: makes it this thread's, for good, if it is one that a single thread must run.
     *
     * @return whether it is; if not, any thread may run it, one at a time, which the callers see to
     * @throws IllegalStateException if it is another thread's
     */
    default boolean bind() {
        return false;
    }

    /** Takes back a {@link #bind} of this thread, after which it was not run: if it never was, any thread may be the first again. */
    default void unbind() {}

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
