package dev.bobbin.runtime;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;

/** A task that is just code. */
final class Job extends Awaitable {
    interface Body {
        void run(Context context) throws Throwable;
    }

    private final Body body;

    Job(Body body) {
        this.body = body;
    }

    static Job of(Runnable body) {
        return new Job(context -> body.run());
    }

    @Override
    protected void run(Context context) {
        try {
            body.run(context);
        } catch (Throwable t) { // as it is
            throw Job.<RuntimeException>asIs(t);
        }
    }

    @Override
    protected Object start(Context context) {
        throw new AssertionError("a job is dispatched, not awaited");
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException asIs(Throwable t) throws X {
        throw (X) t;
    }
}
