package dev.bobbin.net;

import dev.bobbin.Async;
import org.jspecify.annotations.Nullable;

/** One operation, to be awaited once, against a peer that is not ready; and what docs/cancellation.md says of it. */
abstract class Contract implements AutoCloseable {
    abstract Async<?> operation() throws Exception;

    /** In how many steps the peer becomes ready; in 0 if the operation does not wait for one. */
    int steps() {
        return 1;
    }

    /** The next step; the operation may have been cancelled, and has ended or not. */
    void step() throws Exception {}

    /** Whether the operation waits for the next step, having seen those before. */
    boolean isStuck() {
        return steps() > 0;
    }

    /** Whether one that is cancelled while it is stuck has to end, with its result, before the cancellation is seen. */
    boolean endsFirst() {
        return false;
    }

    /** Once it has ended, and all steps have been taken: nothing is lost, and nothing has come twice. */
    abstract void check(boolean returned, @Nullable Object result) throws Exception;

    @Override
    public void close() throws Exception {}
}
