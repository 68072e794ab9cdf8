package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Dispatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Computations side by side in a scope of their own, awaited together; each subclass says who decides the outcome.
 *
 * <p>A cancellation of the awaiting task reaches the parts, because their scope is one that it has open, and the wait
 * ends, as always, when the last of them has.
 *
 * @param <T> what the parts give
 * @param <R> what the group gives
 */
abstract class Group<T extends @Nullable Object, R extends @Nullable Object> extends Async<R> implements Scope.Policy {
    private final List<? extends Async<? extends T>> parts;
    final List<Task<? extends T>> children = new ArrayList<>();
    private @Nullable Scope scope;
    private boolean started;

    /** Written under the waiting task's monitor, or by the task itself; read after its {@code closed()} has taken that. */
    private @Nullable Throwable interrupted;

    private @Nullable IllegalStateException refused;

    Group(List<? extends Async<? extends T>> parts) {
        this.parts = parts;
    }

    /** The result when all parts have ended; throws the failure. */
    abstract R outcome(Task<?> awaiting) throws Throwable;

    /** The parts have been started. */
    void begun(Scope group) {}

    /** The parts have ended. */
    void ended() {}

    @Override
    protected final @Nullable Object start(Context context) {
        startOnce();
        Task<?> task = (Task<?>) context.task();
        Scope group = Scope.open(task, this);
        scope = group;
        if (task.hasReason()) { // after the scope was opened: what comes later finds it
            Throwable reason = asksForReason() ? null : task.takeReason();
            if (reason != null) {
                interrupted = reason;
            }
            group.cancelChildren(); // the parts are started and stopped, as they are when it comes a little later
        }
        try {
            for (Async<? extends T> part : parts) {
                children.add(group.spawn(part));
            }
        } catch (IllegalStateException e) { // a part that had been awaited before; the others must end first
            group.cancelChildren();
            refused = e;
        }
        begun(group);
        return wake(context);
    }

    @Override
    public final void interrupted(Throwable reason) {
        interrupted = reason;
    }

    @Override
    public boolean asksForReason() {
        return false;
    }

    private synchronized void startOnce() {
        if (started) {
            throw new IllegalStateException("this Async has been awaited before: it runs once");
        }
        started = true;
    }

    @Override
    protected final boolean park(Awaitable task) {
        return group().awaitQuiet(task, this);
    }

    @Override
    protected final @Nullable Object wake(Context context) {
        if (!group().isQuiet()) {
            return context.suspend(this);
        }
        Task<?> task = (Task<?>) context.task();
        task.closed(group());
        ended();
        if (interrupted != null) {
            throw Rethrow.asIs(interrupted);
        }
        if (refused != null) {
            throw refused;
        }
        try {
            return outcome(task);
        } catch (Throwable t) { // the failure of a part, as it is
            task.handed(t);
            throw Rethrow.asIs(t);
        }
    }

    /** The parts are cancelled; whoever waits for the scope around waits for their end. */
    @Override
    protected final void forget(Awaitable task) {
        ended();
        group().orphan();
    }

    @Override
    protected final boolean stopWaiting() {
        return false;
    }

    private Scope group() {
        Scope s = scope;
        if (s == null) {
            throw new IllegalStateException("not started");
        }
        return s;
    }

    /** Why there is no result although no part has failed: they were stopped. */
    static Throwable stopped(Task<?> awaiting) {
        Throwable cancellation = awaiting.takeReason();
        return cancellation != null
                ? cancellation
                : new CancellationException("cancelled while " + awaiting.name() + " waited");
    }

    /** Every part must succeed. */
    static final class All<T extends @Nullable Object> extends Group<T, List<T>> {
        private @Nullable Throwable first;

        All(List<Async<? extends T>> parts) {
            super(parts);
        }

        @Override
        public boolean ended(Task<?> child, @Nullable Throwable failure) {
            if (failure == null || failure == first) {
                return false;
            }
            if (first == null) {
                first = failure;
                return true;
            }
            first.addSuppressed(failure);
            return false;
        }

        @Override
        List<T> outcome(Task<?> awaiting) throws Throwable {
            if (first != null) {
                throw first;
            }
            List<T> results = new ArrayList<>(children.size());
            for (Task<? extends T> child : children) {
                if (child.isStopped()) {
                    throw stopped(awaiting);
                }
                results.add(child.result());
            }
            return results;
        }
    }

    /** The first to end decides. */
    static final class Race<T extends @Nullable Object> extends Group<T, T> {
        private @Nullable Task<?> winner;

        Race(List<Async<? extends T>> parts) {
            super(parts);
        }

        @Override
        public boolean ended(Task<?> child, @Nullable Throwable failure) {
            if (winner != null || child.isStopped()) {
                return false;
            }
            winner = child;
            return true;
        }

        @Override
        @SuppressWarnings("unchecked")
        T outcome(Task<?> awaiting) throws Throwable {
            if (winner == null) {
                throw stopped(awaiting);
            }
            Throwable failure = winner.failure();
            if (failure != null) {
                throw failure;
            }
            return (T) winner.result();
        }
    }

    /** The first to succeed decides. */
    static final class Any<T extends @Nullable Object> extends Group<T, T> {
        private @Nullable Task<?> winner;
        private @Nullable Throwable first;

        Any(List<Async<? extends T>> parts) {
            super(parts);
        }

        @Override
        public boolean ended(Task<?> child, @Nullable Throwable failure) {
            if (winner != null || child.isStopped()) {
                return false;
            }
            if (failure == null) {
                winner = child;
                return true;
            }
            if (first == null) {
                first = failure;
            } else if (first != failure) {
                first.addSuppressed(failure);
            }
            return false;
        }

        @Override
        @SuppressWarnings("unchecked")
        T outcome(Task<?> awaiting) throws Throwable {
            if (winner != null) {
                return (T) winner.result();
            }
            throw first != null ? first : stopped(awaiting);
        }
    }

    /** One part, and the timer that stops it. */
    static final class Timeout<T extends @Nullable Object> extends Group<T, T> {
        private final long nanos;
        private volatile boolean expired;
        /** As {@link #interrupted}. */
        private boolean mayHaveReason;

        private int place;
        private @Nullable Scope group;

        Timeout(Async<T> part, Duration limit) {
            super(List.of(part));
            this.nanos = Clock.nanos(limit);
        }

        /** What the part has received is given although there is a reason to stop, which comes at the next suspension point. */
        @Override
        public boolean asksForReason() {
            mayHaveReason = true;
            return true;
        }

        @Override
        void begun(Scope group) {
            this.group = group;
            Dispatcher dispatcher = group.dispatcher();
            dispatcher.schedule(this, dispatcher.nanoTime() + nanos);
        }

        @Override
        void ended() {
            if (group != null) {
                group.dispatcher().cancel(this);
            }
        }

        @Override
        protected void fire() {
            expired = true;
            Objects.requireNonNull(group).cancelChildren();
        }

        @Override
        protected int place() {
            return place;
        }

        @Override
        protected void place(int place) {
            this.place = place;
        }

        @Override
        public boolean ended(Task<?> child, @Nullable Throwable failure) {
            return false;
        }

        @Override
        @SuppressWarnings("unchecked")
        T outcome(Task<?> awaiting) throws Throwable {
            Task<T> child = (Task<T>) children.get(0);
            if (child.isStopped()) {
                Throwable cancellation = awaiting.takeReason();
                if (cancellation != null) {
                    throw cancellation;
                }
                throw expired ? new TimeoutException("not done after " + Duration.ofNanos(nanos)) : stopped(awaiting);
            }
            Throwable failure = child.failure();
            if (failure != null) {
                Throwable reason = mayHaveReason ? awaiting.takeReason() : null;
                throw reason != null ? reason : failure;
            }
            return child.result();
        }
    }
}
