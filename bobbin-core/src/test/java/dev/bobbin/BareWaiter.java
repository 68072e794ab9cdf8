package dev.bobbin;

import dev.bobbin.abi.Context;

/** What a queue sees of a waiter, without the task; how it is claimed is for each to say. */
abstract class BareWaiter extends Async<Object> {
    private volatile Object item;
    private int place;
    private Async<?> after;

    @Override
    Object item() {
        return item;
    }

    @Override
    void item(Object item) {
        this.item = item;
    }

    @Override
    final Async<?> after() {
        return after;
    }

    @Override
    final void after(Async<?> waiter) {
        after = waiter;
    }

    @Override
    protected final int place() {
        return place;
    }

    @Override
    protected final void place(int place) {
        this.place = place;
    }

    @Override
    protected final Object start(Context context) {
        throw new AssertionError("a waiter is not awaited");
    }
}
