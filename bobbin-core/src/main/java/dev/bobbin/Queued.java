package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/**
 * What tasks wait for in a {@link WaitQueue}; each subclass says what it is that they want. It has no state of the wait, so one
 * object serves all of them: what a task brings and gets is its {@link Async#item}. Who takes a waiter out of the queue has by
 * that done for it what it wants.
 *
 * <p>A task that has done many such operations in a row waits for its turn first, which its {@link Awaitable#place} says.
 */
abstract class Queued<R extends @Nullable Object> extends Async<R> {
    /** The place of a task that waits for its turn. */
    private static final int LATER = Integer.MIN_VALUE;

    private final Guarded owner;
    private final WaitQueue queue;

    Queued(Guarded owner, WaitQueue queue) {
        this.owner = owner;
        this.queue = queue;
    }

    /** Under the lock: whether it is worth a try, so that nobody may wait. Changes nothing. */
    abstract boolean isReady();

    /** What an arm brings to the queue; a task has brought it to {@link #suspend}. */
    @Nullable
    Object brings() {
        return null;
    }

    /** Under the lock: a waiter has come. It may be given another item than it brought. */
    void queued(Async<?> waiter) {}

    /** Outside the lock, after {@link #queued}; that waiter may have been taken out by now. */
    void waits() {}

    /** Under the lock: a waiter leaves without having got what it wanted. */
    void unqueued(Async<?> waiter) {}

    /** Outside the lock, after {@link #unqueued}: others may be able to go now. */
    void left() {}

    /** The running task, which brings {@code item}, suspends. */
    final @Nullable Object suspend(@Nullable Object item, Context context) {
        return suspend(item, NOT_PENDING, context);
    }

    /** As {@link #suspend}, only to let others run; {@link #wake} then finds the item as it was. */
    final @Nullable Object later(@Nullable Object item, Context context) {
        return suspend(item, LATER, context);
    }

    private @Nullable Object suspend(@Nullable Object item, int place, Context context) {
        Task<?> task = (Task<?>) context.task();
        task.place(place);
        task.item(item);
        return context.suspend(this);
    }

    @Override
    protected final boolean park(Awaitable waiting) {
        Async<?> waiter = (Async<?>) waiting;
        if (waiter instanceof Task<?> task) {
            if (task.place() == LATER) {
                task.yieldTo();
                return true;
            }
        } else {
            waiter.item(brings());
        }
        owner.lock();
        try {
            if (isReady()) {
                return false; // it tries again
            }
            queue.add(waiter);
            queued(waiter);
        } finally {
            owner.unlock();
        }
        try {
            waits();
        } catch (Throwable t) { // it is thrown in the task, which does not wait then
            forget(waiter);
            throw t;
        }
        return true;
    }

    @Override
    protected final void forget(Awaitable waiting) {
        Async<?> waiter = (Async<?>) waiting;
        boolean wasThere;
        owner.lock();
        try {
            wasThere = queue.remove(waiter);
            if (wasThere) {
                unqueued(waiter);
            }
        } finally {
            owner.unlock();
        }
        if (wasThere) {
            left();
        }
    }

    /** Which channel, lock and so on it is, for people. */
    final String identity() {
        return "@" + Integer.toHexString(System.identityHashCode(owner));
    }

    @Override
    protected boolean isSelectable() {
        return true;
    }
}
