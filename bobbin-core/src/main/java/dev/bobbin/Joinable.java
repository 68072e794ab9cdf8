package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What has an end that others wait for, or listen to. They are a list, which changes under this object's monitor; those
 * that wait are its nodes themselves, so that one who waits costs nothing. Beyond a few, those that wait are a {@link WaitQueue}, the first
 * in the list, which each leaves in O(1).
 *
 * <p>But most have nobody in the list when they end, and do that without the monitor: the end is published, and then {@link #OVER} takes the place of
 * the empty list, by a compare-and-set. So the first who comes to the list comes by one too, and if it fails, the end is there to be seen.
 */
abstract class Joinable<T extends @Nullable Object> extends Async<T> {
    /** How many are a list that is walked by who leaves. */
    private static final int FEW = 4;

    /** In the place of {@link #joiners}: nobody can come any more. */
    private static final Listener OVER = new Listener(new Object(), null);

    private static final VarHandle JOINERS;

    static {
        try {
            JOINERS = MethodHandles.lookup().findVarHandle(Joinable.class, "joiners", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Who waits, linked by their {@link #item}, and {@link Listener}s, the latest first. Not empty, it changes under the monitor only. */
    private volatile @Nullable Object joiners;

    /** Whether the end is there to be seen. */
    public abstract boolean isDone();

    @Override
    protected final boolean park(Awaitable task) {
        Async<?> joiner = (Async<?>) task;
        synchronized (this) {
            if (isDone()) {
                return false;
            }
            Object others = joiners;
            if (others == null) {
                joiner.item(null);
                return isFirst(joiner);
            }
            if (others == OVER) {
                return false;
            }
            if (isFew(others)) {
                joiner.item(others);
                joiners = joiner;
            } else {
                WaitQueue crowd = crowd();
                (crowd == null ? gather() : crowd).add(joiner);
                joiner.item(null);
            }
            return true;
        }
    }

    /** Becomes the only one of the list, which was empty; false if the end has come first. Under the monitor. */
    private boolean isFirst(Object joiner) {
        return JOINERS.compareAndSet(this, null, joiner);
    }

    private static boolean isFew(Object first) {
        int n = 0;
        for (Object j = first; j != null && n < FEW; j = nextOf(j)) {
            n++;
        }
        return n < FEW && !(first instanceof Listener listener && listener.told instanceof WaitQueue);
    }

    /** All that wait, if they are many. */
    private @Nullable WaitQueue crowd() {
        return joiners instanceof Listener listener && listener.told instanceof WaitQueue crowd ? crowd : null;
    }

    /** Those that wait become a {@link #crowd}; listeners, of which there may be any number, stay a list. */
    private WaitQueue gather() {
        WaitQueue crowd = new WaitQueue();
        Listener first = new Listener(crowd, null);
        Async<?>[] waiting = new Async<?>[FEW]; // no more of them came to the list
        int oldest = FEW;
        for (Object j = joiners; j != null; j = nextOf(j)) {
            if (j instanceof Async<?> waiter) {
                waiting[--oldest] = waiter;
            }
        }
        for (int i = oldest; i < FEW; i++) {
            crowd.add(waiting[i]);
        }
        Listener last = first; // there is memory for all, so from here on the list may change
        for (Object j = joiners; j != null; ) {
            Object rest = nextOf(j);
            if (j instanceof Listener listener) {
                last.rest = listener;
                last = listener;
            } else {
                ((Async<?>) j).item(null);
            }
            j = rest;
        }
        last.rest = null;
        joiners = first;
        return crowd;
    }

    @Override
    protected final void forget(Awaitable task) {
        synchronized (this) {
            WaitQueue crowd = crowd();
            if (crowd != null) {
                crowd.remove((Async<?>) task);
                return;
            }
            Object before = null;
            for (Object j = joiners; j != null; before = j, j = nextOf(j)) {
                if (j == task) {
                    unlink(before, (Async<?>) task);
                    return;
                }
            }
        }
    }

    private void unlink(@Nullable Object before, Async<?> joiner) {
        if (before == null) {
            joiners = joiner.item();
        } else if (before instanceof Listener listener) {
            listener.rest = joiner.item();
        } else {
            ((Async<?>) before).item(joiner.item());
        }
        joiner.item(null);
    }

    private static @Nullable Object nextOf(Object joiner) {
        return joiner instanceof Listener listener ? listener.rest : ((Async<?>) joiner).item();
    }

    /** Runs the action when the task has ended: now, if it has. */
    final void listen(Runnable action) {
        synchronized (this) {
            if (!isDone() && keep(action)) {
                return;
            }
        }
        run(action);
    }

    /** Keeps a listener to the end, or a note; false if the end has come. Under the monitor. */
    final boolean keep(Object told) {
        Object others = joiners;
        if (others == null) {
            return isFirst(new Listener(told, null));
        }
        if (others == OVER) {
            return false;
        }
        if (crowd() == null) {
            joiners = new Listener(told, others);
        } else {
            Listener first = (Listener) others;
            first.rest = new Listener(told, first.rest);
        }
        return true;
    }

    /** The first of that class that is {@linkplain #keep kept}. Under the monitor. */
    final <N> @Nullable N kept(Class<N> type) {
        for (Object j = joiners; j != null; j = nextOf(j)) {
            if (j instanceof Listener listener && type.isInstance(listener.told)) {
                return type.cast(listener.told);
            }
        }
        return null;
    }

    /** Makes the end visible. */
    abstract void publish(int end);

    /**
     * Ends, and wakes all that wait. They are claimed under the monitor: a joiner that is cancelled meanwhile leaves in {@link #forget}
     * only when nobody here follows its link any more. They go outside of it, since an executor may run them at once.
     */
    final void publishEnd(int end) {
        publish(end);
        if (joiners != null || !JOINERS.compareAndSet(this, null, OVER)) {
            wakeJoiners();
        }
    }

    private void wakeJoiners() {
        Listener listeners = null;
        Async<?> first = null;
        Async<?> last = null;
        synchronized (this) {
            Object joiner = joiners;
            joiners = OVER;
            while (joiner != null) {
                Object rest = nextOf(joiner);
                if (joiner instanceof Listener listener && listener.told instanceof WaitQueue crowd) {
                    rest = linked(crowd, rest);
                } else if (joiner instanceof Listener listener) {
                    listener.rest = listeners;
                    listeners = listener;
                } else {
                    Async<?> waiter = (Async<?>) joiner;
                    waiter.item(null); // before the claim: it may run at once
                    if (waiter.claim() == CLAIMED_PARKED) {
                        if (last == null) {
                            first = waiter;
                        } else {
                            last.after(waiter);
                        }
                        last = waiter;
                    }
                }
                joiner = rest;
            }
        }
        while (first != null) {
            Async<?> waiter = first;
            first = waiter.after();
            waiter.after(null);
            waiter.goAfter();
        }
        tell(listeners);
    }

    /** Those that wait, the latest first, and then the rest. */
    private static @Nullable Object linked(WaitQueue crowd, @Nullable Object rest) {
        Object first = rest;
        while (!crowd.isEmpty()) {
            Async<?> waiter = crowd.takeFirst();
            waiter.item(first);
            first = waiter;
        }
        return first;
    }

    private static void tell(@Nullable Listener first) {
        for (Listener listener = first; listener != null; listener = (Listener) listener.rest) {
            if (listener.told instanceof Runnable action) {
                run(action);
            } else if (listener.told instanceof Swallowed watch) {
                watch.end();
            }
        }
    }

    /** What it throws must not keep the others, or the scope, from hearing of the end. */
    private static void run(Runnable action) {
        try {
            action.run();
        } catch (Throwable t) { // of the program's; reported
            Task.report(t);
        }
    }

    /** A joiner that is not a task: an action; or, kept here since it is rare, the reason for the cancellation, or its watch; or the {@link #crowd}. */
    static final class Listener {
        private final Object told;

        private @Nullable Object rest;

        private Listener(Object told, @Nullable Object rest) {
            this.told = told;
            this.rest = rest;
        }
    }
}
