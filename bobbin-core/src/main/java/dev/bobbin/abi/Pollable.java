package dev.bobbin.abi;

/**
 * A call of the pull model: an object that makes progress each time it is polled, and whose caller holds it.
 *
 * <p>Confined to the thread that runs the task.
 */
public interface Pollable {
    /**
     * Runs until the call ends or suspends: leaves its result in the context, throws its failure, or returns with the
     * context's signal set.
     *
     * @param waker carries the results, and knows the task to be woken
     */
    void poll(Context waker);
}
