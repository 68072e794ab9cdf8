package dev.bobbin;

import dev.bobbin.abi.Awaitable;

/** An event loop that has no memory, or no stack, once when it is told so. */
final class Scarce extends AroundLoop {
    private int dispatches;
    private Error failure;

    /** The dispatch of that number, counted from 1, or any timer before fails with that. */
    void fail(int dispatch, Error with) {
        dispatches = dispatch;
        failure = with;
    }

    @Override
    public void dispatch(Awaitable task) {
        if (failure != null && --dispatches == 0) {
            fail();
        }
        super.dispatch(task);
    }

    @Override
    public void schedule(Awaitable timer, long deadline) {
        if (failure != null) {
            fail();
        }
        super.schedule(timer, deadline);
    }

    private void fail() {
        Error now = failure;
        failure = null;
        throw now;
    }
}
