package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Dispatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
abstract class Group<T extends @Nullable Object, R extends @Nullable Object> extends Once<R> implements Scope.Policy {
    private final List<? extends Async<? extends T>> parts;
    private final @Nullable Consumer<? super T> unused;
    final List<Task<? extends T>> children = new ArrayList<>();
    private @Nullable Scope scope;

    /** Written once, under the waiting task's monitor; read after its {@code closed()} has taken that. */
    private @Nullable Throwable interrupted;

    private @Nullable IllegalStateException refused;

    Group(List<? extends Async<? extends T>> parts, @Nullable Consumer<? super T> unused) {
        this.parts = parts;
        this.unused = unused;
        reserveParts();
    }

    /** None of them is started if one has been awaited before, or is there twice. */
    private void reserveParts() {
        int reserved = 0;
        try {
            for (Async<? extends T> part : parts) {
                Once.reserved(part);
                reserved++;
            }
        } finally {
            if (reserved < parts.size()) {
                parts.subList(0, reserved).forEach(Abi::release);
            }
        }
    }

    /** The result when all parts have ended; throws the failure. */
    abstract R outcome(Task<?> awaiting) throws Throwable;

    @Override
    protected String what() {
        return "Async." + getClass().getSimpleName().toLowerCase(Locale.ROOT) + "()";
    }

    /** What a part has failed with, in a clean-up perhaps, which a group that was {@link #interrupted} does not throw. */
    @Nullable
    Throwable failure() {
        return null;
    }

    /** Whether the result of this part, one that has succeeded, is in the {@link #outcome}. */
    boolean hands(Task<?> child) {
        return true;
    }

    /** Whether a part that ends well though it was stopped decides, so that the reason comes at the next suspension point. */
    boolean keepsResult() {
        return false;
    }

    /** Whether it may be over, or stop its parts, before all of them have ended by themselves. */
    boolean mayEndEarly() {
        return true;
    }

    /** The parts have been started. */
    void begun(Scope group) {}

    /** The parts have ended. */
    void ended() {}

    @Override
    protected final @Nullable Object start(Context context) {
        begin();
        Task<?> task = (Task<?>) context.task();
        Scope group = new Scope(task.dispatcher(), task, this);
        group.mayBeLost(); // if the body runs on with it open: even what is done about that below may run out of stack
        scope = group;
        try {
            task.open(group);
            return start(task, group, context);
        } catch (Throwable t) { // the outcome; or there was no stack, or no memory, and nobody will wait for those that
            // have been started
            group.orphan();
            throw t;
        }
    }

    private @Nullable Object start(Task<?> task, Scope group, Context context) {
        if (task.hasReason()) { // after the scope was opened: what comes later finds it
            takeReason(task);
            group.cancelChildren(); // the parts are started and stopped, as they are when it comes a little later
        }
        try {
            for (Async<? extends T> part : parts) {
                Abi.release(part);
                children.add(group.spawn(part));
            }
        } catch (IllegalStateException e) { // somebody was faster to await that part; the others must end first
            group.cancelChildren();
            refused = e;
        }
        begun(group);
        return wake(context);
    }

    /** Unless another thread has handed one over since the scope was opened: then this comes at the next suspension. */
    private void takeReason(Task<?> task) {
        synchronized (task) {
            if (takesReason()) {
                interrupted = task.takeReason();
            }
        }
    }

    @Override
    public final boolean takesReason() {
        return interrupted == null && !keepsResult();
    }

    @Override
    public final void interrupted(Throwable reason) {
        interrupted = reason;
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
        try {
            if (interrupted != null) {
                Throwable also = failure();
                if (also != null) {
                    Abi.addSuppressed(interrupted, also);
                }
                throw interrupted;
            }
            if (refused != null) {
                throw refused;
            }
            R outcome = outcome(task);
            giveBack(this::hands);
            return outcome;
        } catch (Throwable t) { // the failure of a part, as it is
            giveBack(none -> false);
            if (t != interrupted && t != refused) {
                task.handed(t);
            }
            throw Rethrow.asIs(t);
        }
    }

    /** Results that nobody gets. What is thrown there must not take the place of the outcome. */
    private void giveBack(Predicate<Task<?>> handed) {
        if (unused == null) {
            return;
        }
        for (Task<? extends T> child : children) {
            if (child.hasSucceeded() && !handed.test(child)) {
                try {
                    unused.accept(child.result());
                } catch (Throwable t) { // reported
                    Task.report(t);
                }
            }
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

    final Scope group() {
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

        All(List<Async<? extends T>> parts, @Nullable Consumer<? super T> unused) {
            super(parts, unused);
        }

        @Override
        boolean mayEndEarly() {
            return false;
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
            Abi.addSuppressed(first, failure);
            return false;
        }

        @Override
        @Nullable
        Throwable failure() {
            return first;
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

        Race(List<Async<? extends T>> parts, @Nullable Consumer<? super T> unused) {
            super(parts, unused);
        }

        @Override
        boolean hands(Task<?> child) {
            return child == winner;
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
        @Nullable
        Throwable failure() {
            return winner == null ? null : winner.failure();
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

        Any(List<Async<? extends T>> parts, @Nullable Consumer<? super T> unused) {
            super(parts, unused);
        }

        @Override
        boolean hands(Task<?> child) {
            return child == winner;
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
            } else {
                Abi.addSuppressed(first, failure);
            }
            return false;
        }

        @Override
        @Nullable
        Throwable failure() {
            return first;
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
        private final Duration limit;
        private final long nanos;
        private volatile boolean expired;
        private int place;
        private @Nullable Scope group;

        Timeout(Async<T> part, Duration limit) {
            super(List.of(part), null);
            this.limit = limit;
            this.nanos = Clock.nanos(limit);
        }

        @Override
        boolean keepsResult() {
            return true;
        }

        @Override
        void begun(Scope group) {
            this.group = group;
            Dispatcher dispatcher = group.dispatcher();
            if (nanos > 0) {
                dispatcher.schedule(this, dispatcher.nanoTime() + nanos);
            } else { // the part is told before it has begun, and stops where it first waits
                fire();
            }
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
                throw expired ? new TimeoutException(Clock.passed(limit)) : stopped(awaiting);
            }
            Throwable failure = child.failure();
            if (failure == null) {
                return child.result();
            }
            if (expired && child.isCancelling() && !awaiting.hasReason()) { // that of its clean-up
                TimeoutException late = new TimeoutException(Clock.passed(limit));
                Abi.addSuppressed(late, failure);
                throw late;
            }
            throw failure;
        }
    }

    @Override
    public String toString() {
        return Names.of(getClass()) + "() of " + parts.size() + (parts.size() == 1 ? " part" : " parts");
    }
}
