package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cold, one-shot computation: nothing of it runs until it is awaited, spawned or run.
 *
 * <pre>{@code
 * static Async<Integer> total(int x) {
 *     int a = stepA(x).await();
 *     return done(a + 1);
 * }
 * }</pre>
 *
 * <p>A method that returns {@code Async} and contains an {@link #await} is a coroutine: Bobbin's compiler turns it into a
 * state machine. Calling it starts nothing; a method without an {@code await} is an ordinary one and runs at once. A
 * {@code return} of something else than {@code done(...)} is a tail call, which runs after the coroutine's own try blocks have
 * ended; {@code return done(x.await())} stays inside them.
 *
 * <p>What is cold is for one use: to be awaited, spawned, run, or handed to {@link #all}, {@link #race}, {@link #timeout} and the like, or to a
 * {@link Select}. That goes for what a coroutine, a method of this class, {@link Clock#sleep}, {@link Channel#send}, {@link Blocking#call} or an
 * operation on a socket returns. Any further use is an {@link IllegalStateException}, before anything has been done: {@code all(List.of(x, x))} starts nothing.
 * A coroutine that was spawned, or has run as a part of {@code all} and the like, is a {@link Task} from then on.
 *
 * <p>To be used as often as one likes: {@link #done(Object)} and {@link #failed}, which are values; a {@code Task}; and what has no state of
 * its own, each await of which does it anew: {@link Channel#receive}, {@link AsyncIterator#next}, {@link Semaphore#acquire}, {@link Mutex#lock},
 * {@link ReadWriteLock#read}, {@link Latch#opened}, {@link Barrier#arrive}, {@link RateLimiter#acquire}, {@link Bobbin#yieldNow}, and a {@link Select}, by
 * one coroutine at a time.
 */
public abstract class Async<T extends @Nullable Object> extends Awaitable {
    /** For the runtime and for emitted code; use {@link #create} to adapt a callback. */
    protected Async() {}

    /**
     * The result of this computation; suspends the calling coroutine until it is there, and never blocks a thread.
     *
     * <p>A failure arrives as the same exception object, checked ones included. In code that was not compiled by Bobbin
     * this method itself is called: in {@link Bridge#run} it suspends the task, on a virtual thread it parks that thread, anywhere else
     * it throws an {@link IllegalStateException} that says what to add.
     */
    public final T await() {
        return Untransformed.await(this);
    }

    @Override
    protected final @Nullable Object awaitOnStack() {
        return Untransformed.await(this);
    }

    /** A computation that has ended with {@code value}. */
    public static <T extends @Nullable Object> Async<T> done(T value) {
        return Settled.value(value);
    }

    /** A computation that has ended, with nothing to say. */
    public static Async<Void> done() {
        return Settled.NOTHING;
    }

    /** A computation that has failed; awaiting it throws {@code failure} itself. */
    public static <T extends @Nullable Object> Async<T> failed(Throwable failure) {
        return Settled.failure(failure);
    }

    /**
     * Adapts a callback: when it is awaited, {@code start} is called with a completer that ends the wait.
     *
     * <pre>{@code Async<Reply> reply = Async.create(c -> api.call(c::complete, c::fail)); }</pre>
     */
    public static <T extends @Nullable Object> Async<T> create(Consumer<? super Completer<T>> start) {
        return new Promise<>(Objects.requireNonNull(start, "start"));
    }

    /** Awaits a {@code CompletionStage}; if the await ends before it, with a cancellation say, the stage's future is cancelled, where it has one. */
    public static <T extends @Nullable Object> Async<T> from(CompletionStage<T> stage) {
        return new FromStage<>(Objects.requireNonNull(stage, "stage"));
    }

    /**
     * Starts this computation on the shared scheduler and gives its outcome as a future; cancelling one cancels the other. A task that
     * runs already is only awaited: it goes on.
     */
    public CompletableFuture<T> toFuture() {
        return TaskFuture.of(Bobbin.start(this));
    }

    /**
     * Runs all parts side by side and gives their results in order. The first failure cancels the others and, once they
     * have ended, is thrown; later failures are suppressed into it.
     */
    public static <T extends @Nullable Object> Async<List<T>> all(Collection<? extends Async<? extends T>> parts) {
        return new Group.All<>(copy(parts), null);
    }

    /**
     * As {@link #all(Collection)} for parts that give what must be given back: a connection, a permit.
     *
     * @param unused gets each result that is not handed to the awaiting coroutine, because another part has failed or that was cancelled;
     *     called before the await ends, in the awaiting task; must not block
     */
    public static <T extends @Nullable Object> Async<List<T>> all(
            Collection<? extends Async<? extends T>> parts, Consumer<? super T> unused) {
        return new Group.All<>(copy(parts), Objects.requireNonNull(unused, "unused"));
    }

    /**
     * Runs all parts side by side; the first to complete, well or badly, decides. Returns when the others have been
     * cancelled and have ended. One that has a result all the same has it for nobody: of parts that receive, connect or acquire,
     * use {@link #race(Collection, Consumer)}, or a {@link Select}, which takes one event only.
     */
    public static <T extends @Nullable Object> Async<T> race(Collection<? extends Async<? extends T>> parts) {
        return new Group.Race<>(nonEmpty(copy(parts), "race"), null);
    }

    /**
     * As {@link #race(Collection)} for parts that give what must be given back.
     *
     * <pre>{@code Async.race(List.of(Tcp.connect(a), Tcp.connect(b)), TcpConnection::close) }</pre>
     *
     * @param unused gets each result that is not handed to the awaiting coroutine; called before the await ends, in the awaiting task;
     *     must not block
     */
    public static <T extends @Nullable Object> Async<T> race(
            Collection<? extends Async<? extends T>> parts, Consumer<? super T> unused) {
        return new Group.Race<>(nonEmpty(copy(parts), "race"), Objects.requireNonNull(unused, "unused"));
    }

    /**
     * Runs all parts side by side; the first to succeed decides. If none does, the first failure is thrown. Returns when
     * the others have been cancelled and have ended. One that has a result all the same has it for nobody: see
     * {@link #any(Collection, Consumer)}.
     */
    public static <T extends @Nullable Object> Async<T> any(Collection<? extends Async<? extends T>> parts) {
        return new Group.Any<>(nonEmpty(copy(parts), "any"), null);
    }

    /**
     * As {@link #any(Collection)} for parts that give what must be given back.
     *
     * @param unused gets each result that is not handed to the awaiting coroutine; called before the await ends, in the awaiting task;
     *     must not block
     */
    public static <T extends @Nullable Object> Async<T> any(
            Collection<? extends Async<? extends T>> parts, Consumer<? super T> unused) {
        return new Group.Any<>(nonEmpty(copy(parts), "any"), Objects.requireNonNull(unused, "unused"));
    }

    /**
     * This computation with a time limit: past it, it is cancelled, and once it has ended a
     * {@link java.util.concurrent.TimeoutException} is thrown, with what its clean-up has failed with suppressed into it. If it ends with a result all the same, that is given: what it
     * has received would be lost otherwise. The exception is not declared; {@code catch (Exception e)} sees it. Past a limit that is zero or
     * negative it is at its first suspension; one that does not wait gives its result. Durations beyond 146 years count as no limit.
     */
    public Async<T> timeout(Duration limit) {
        return new Group.Timeout<>(this, limit);
    }

    /**
     * Awaits what the supplier makes, and if that fails, makes and awaits another one, as often as the policy says; the last failure
     * is thrown. An {@link Error} is, a cancellation included, at once; and so is what stops a scope that the caller has open, its time limit
     * or the failure of a child.
     */
    public static <T extends @Nullable Object> Async<T> retry(Retry how, AsyncSupplier<T> attempt) {
        return new Retry.Attempts<>(Objects.requireNonNull(how, "how"), Objects.requireNonNull(attempt, "attempt"));
    }

    /**
     * Calls the function for each item, for at most so many at a time, and gives the results in the order of the items. The first
     * failure cancels the others and, once they have ended, is thrown.
     *
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public static <T extends @Nullable Object, R extends @Nullable Object> Async<List<R>> parallelMap(
            Collection<? extends T> items, int limit, AsyncFunction<? super T, ? extends R> function) {
        if (limit < 1) {
            throw new IllegalArgumentException(limit + " at a time: at least 1");
        }
        return new ParallelMap<>(new ArrayList<>(items), limit, Objects.requireNonNull(function, "function"));
    }

    /**
     * The computation, during which a cancellation of the task, and the failures and limits of the scopes around, are held back until it has
     * ended. Those of scopes that it opens itself reach it.
     */
    public static <T extends @Nullable Object> Async<T> uncancellable(Async<T> computation) {
        return new Uncancellable<>(Objects.requireNonNull(computation, "computation"));
    }

    // ---- as a waiter in a queue: a task, or an arm of a select; see WaitQueue ---------------------------------------

    /** What {@link #claim} says: something else has ended the wait, and this waiter leaves the queue by itself. */
    static final int LOST = 0;
    /** What {@link #claim} says: the wait has ended. */
    static final int CLAIMED = 1;
    /** What {@link #claim} says: the wait has ended, and {@link #go} must be called. */
    static final int CLAIMED_PARKED = 2;

    /** Ends this wait in the caller's favour, unless a cancellation, say, has done so. Called under the lock of the queue. */
    int claim() {
        throw new IllegalStateException(getClass().getName() + " is not a waiter");
    }

    /** Whether {@link #claim} would succeed, now. Called under the lock of the queue. */
    boolean isWaiting() {
        throw new IllegalStateException(getClass().getName() + " is not a waiter");
    }

    /** As {@link #go}; what it has waited for is the end of a task, which has run on this thread. */
    void goAfter() {
        go();
    }

    /** Has the waiter run that was claimed. Called outside the lock. */
    void go() {
        throw new IllegalStateException(getClass().getName() + " is not a waiter");
    }

    /** The task that waits, itself or by this arm; null if that goes on. */
    @Nullable
    Task<?> task() {
        return null;
    }

    /** What this waiter brings or has been given. */
    @Nullable
    Object item() {
        throw new IllegalStateException(getClass().getName() + " is not a waiter");
    }

    /** Sets {@link #item}: by the waiter itself, or under the lock of the queue in which it waits. */
    void item(@Nullable Object item) {
        throw new IllegalStateException(getClass().getName() + " is not a waiter");
    }

    /** Of those that are {@linkplain #claim claimed} and are to {@linkplain #go go}, the next. By who has claimed them. */
    @Nullable
    Async<?> after() {
        throw new IllegalStateException(getClass().getName() + " is not a waiter");
    }

    /** Sets {@link #after}. */
    void after(@Nullable Async<?> waiter) {
        throw new IllegalStateException(getClass().getName() + " is not a waiter");
    }

    // ---- as what a task waits for: see WaitGraph --------------------------------------------------------------------

    /** The task that alone can end a wait for this, as far as is known; null if others may. By any thread. */
    @Nullable
    Task<?> waker() {
        return null;
    }

    /** What is waited for, for people, when {@code waker} is the one who could end it. */
    String waitedFor(Task<?> waker) {
        return waker.name();
    }

    /** For people. */
    @Override
    public String toString() {
        return Names.of(getClass()) + "@" + Integer.toHexString(hashCode());
    }

    private static <T extends @Nullable Object> List<Async<? extends T>> copy(
            Collection<? extends Async<? extends T>> parts) {
        List<Async<? extends T>> copy = new ArrayList<>(parts.size());
        for (Async<? extends T> part : parts) {
            copy.add(Objects.requireNonNull(part, "part"));
        }
        return copy;
    }

    private static <E> List<E> nonEmpty(List<E> parts, String what) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(what + " of nothing would never end");
        }
        return parts;
    }
}
