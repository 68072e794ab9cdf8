package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.NotJoinedException;
import dev.bobbin.spi.Dispatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Structured concurrency: what is started in a scope ends before the scope does.
 *
 * <pre>{@code
 * try (var scope = Scope.open()) {
 *     var a = scope.spawn(fetch(1));
 *     var b = scope.spawn(fetch(2));
 *     scope.join().await();
 *     return done(a.await() + b.await());
 * }
 * }</pre>
 *
 * <p>The first failure of a child cancels the others at once and is thrown in the body: by {@link #join}, or at the body's
 * next suspension. {@link #close} is a suspension point: it cancels children that still run, waits for their end, and
 * throws only a failure that the body has not been handed yet. A child stopped by {@link Task#cancel} is no failure.
 *
 * <p>Thread-safe, but {@link #join} and {@link #close} belong to the coroutine that opened the scope.
 */
public final class Scope extends Awaitable implements AutoCloseable {
    /** Decides, instead of the scope itself, what the end of a child means. Called under the scope's monitor. */
    interface Policy {
        /**
         * @param failure what the child failed with; null if it ended well or was stopped
         * @return whether the other children are to be cancelled
         */
        boolean ended(Task<?> child, @Nullable Throwable failure);

        /** The waiting task has a reason not to wait: what is to be thrown when all children have ended. */
        void interrupted(Throwable reason);

        /** Whether it asks the waiting task for its reason when all children have ended, and so need not be told. */
        boolean asksForReason();
    }

    private final Dispatcher dispatcher;
    private final @Nullable Task<?> body;
    private final @Nullable Policy policy;

    /** The scope that was the body's innermost before: one that it has open too, or the one that it is in. */
    private volatile @Nullable Scope around;

    // Guarded by this object's monitor.
    private @Nullable Task<?> youngest;
    private int live;
    private @Nullable Throwable failure;
    private @Nullable Throwable bodyFailure;
    private @Nullable String unjoined;
    private boolean handed;
    private boolean joining;
    private boolean joined;
    private boolean cancelled;
    private boolean stopping;
    private boolean closing;
    private boolean closed;
    private boolean leftOpen;
    private @Nullable Awaitable waiter;
    private @Nullable Awaitable waitsFor;
    private @Nullable Scope heir;

    /** Whether the call that opened it may have been abandoned; belongs to the body's thread. */
    private boolean lost;

    Scope(Dispatcher dispatcher, @Nullable Task<?> body, @Nullable Policy policy) {
        this.dispatcher = dispatcher;
        this.body = body;
        this.policy = policy;
        this.around = body == null ? null : body.innermostScope();
    }

    /**
     * Opens a scope in the running coroutine; close it with try-with-resources.
     *
     * @throws IllegalStateException outside a coroutine
     */
    public static Scope open() {
        Context context = Context.current();
        Awaitable running = context == null ? null : context.running();
        if (running == null) {
            throw new IllegalStateException(
                    "Scope.open() outside a coroutine: open it in a method that returns Async and"
                            + " awaits something (without an await() it is an ordinary method and runs in its caller), start"
                            + " that with Bobbin.run(() -> ...), and run it with `./bobbin run FILE.java`, or rewrite its class"
                            + " files with `./bobbin compile DIR -o DIR` after javac");
        }
        return open((Task<?>) running, null);
    }

    static Scope open(Task<?> body, @Nullable Policy policy) {
        Scope scope = new Scope(body.dispatcher(), body, policy);
        body.open(scope);
        return scope;
    }

    /**
     * Starts a computation as a child of this scope.
     *
     * @throws IllegalStateException if the scope is closed, or the computation is a coroutine that has been awaited; one
     *     that has been started is a task, and the child waits for it
     */
    public <T extends @Nullable Object> Task<T> spawn(Async<T> computation) {
        Objects.requireNonNull(computation, "computation");
        if (computation instanceof Task<T> task && task.isCold()) {
            return adopt(task);
        }
        return adopt(new Spawned<>(computation));
    }

    /** As {@link #spawn(Async)}; the supplier is called in the child, and what it throws is the child's failure. */
    public <T extends @Nullable Object> Task<T> spawn(AsyncSupplier<T> computation) {
        return adopt(new Spawned<>(Objects.requireNonNull(computation, "computation")));
    }

    private <T extends @Nullable Object> Task<T> adopt(Task<T> task) {
        boolean stop;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the scope is closed: spawn before its close()");
            }
            if (!task.adopt(this)) {
                throw new IllegalStateException(
                        task.name() + " has been awaited or started before: an Async runs once");
            }
            link(task);
            live++;
            stop = stopping;
        }
        if (stop) {
            task.cancel();
        }
        dispatcher.dispatch(task);
        return task;
    }

    /**
     * Waits until all children have ended and throws the first failure, as itself, later ones suppressed into it.
     * Awaited by the coroutine that opened the scope.
     */
    public Async<Void> join() {
        return new Join(this);
    }

    /** Cancels all children, and those still to be spawned. After it neither {@link #join} nor {@link #close} throws. */
    public void cancel() {
        synchronized (this) {
            cancelled = true;
        }
        cancelChildren();
    }

    /**
     * Ends the scope. Compiled by Bobbin this is a suspension point; this method itself runs only where the compiler did
     * not see a {@code Scope}, through an {@code AutoCloseable} variable say, and cannot wait there.
     *
     * @throws IllegalStateException if children still run; they have been cancelled
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        cancelChildren();
        String running = runningNames();
        if (running != null) {
            throw new IllegalStateException("close() cannot wait for " + running
                    + " here: call it on a variable of type Scope, in a coroutine compiled by Bobbin");
        }
        throwIfAny(finish());
    }

    // ---- as a source: what close() waits for
    // -------------------------------------------------------------------------

    @Override
    protected @Nullable Object start(Context context) {
        synchronized (this) {
            if (closed) {
                return null;
            }
            checkBody(context, "close()");
        }
        context.abandon(); // or it would not be known what is lost
        orphanLostInside();
        synchronized (this) {
            closing = true;
            if (live > 0 && !joined && !cancelled && failure == null && !isBodyCancelled()) {
                unjoined = leftRunning();
            }
        }
        cancelChildren();
        return wake(context);
    }

    @Override
    protected boolean park(Awaitable task) {
        return awaitQuiet(task, this);
    }

    @Override
    protected @Nullable Object wake(Context context) {
        synchronized (this) {
            if (live > 0) {
                return context.suspend(this);
            }
            closed = true; // no child can come any more
        }
        throwIfAny(finish());
        return null;
    }

    @Override
    protected void forget(Awaitable task) {
        orphan();
    }

    @Override
    protected boolean stopWaiting() {
        return false;
    }

    private @Nullable Throwable finish() {
        synchronized (this) {
            closed = true;
        }
        if (body != null) {
            body.closed(this);
        }
        synchronized (this) {
            if (leftOpen) {
                return bodyFailure != null
                        ? bodyFailure
                        : new IllegalStateException("a coroutine ended with a scope still open:"
                                + " open it with try (var scope = Scope.open()) { ... }");
            }
            if (cancelled) {
                return null;
            }
            if (failure != null && !handed) {
                handed = true;
                return failure;
            }
            return unjoined == null
                    ? null
                    : new NotJoinedException("the scope was closed without join() while these still ran: " + unjoined
                            + "; await scope.join(), or call scope.cancel() first");
        }
    }

    // ---- for tasks --------------------------------------------------------------------------------------------------

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** The next scope that the same body has open; null if there is none. */
    @Nullable
    Scope enclosing() {
        Scope scope = around;
        return scope != null && body != null && scope.body == body ? scope : null;
    }

    boolean isOpenedBy(Task<?> task) {
        return body == task;
    }

    @Nullable
    Scope around() {
        return around;
    }

    void around(@Nullable Scope scope) {
        around = scope;
    }

    /**
     * A child has failed. Noted before its end is visible, so that a body that awaits it can be known to have been handed
     * the failure.
     *
     * @return whether it is the first
     */
    synchronized boolean failed(Throwable childFailure) {
        if (policy != null || body == null) {
            return false;
        }
        if (failure == null) {
            failure = childFailure;
            return true;
        }
        if (childFailure != failure) {
            failure.addSuppressed(childFailure);
        }
        return false;
    }

    /** A child has ended, with this failure or none. */
    void ended(Task<?> child, @Nullable Throwable childFailure, boolean first) {
        boolean stop = first;
        boolean tell;
        Quiet quiet;
        synchronized (this) {
            unlink(child);
            quiet = leave();
            if (policy != null) {
                stop = policy.ended(child, childFailure);
            }
            tell = first && hasFailureForBody();
        }
        if (stop) {
            cancelChildren();
        }
        if (tell && body != null) {
            body.interrupt(this);
        }
        if (quiet != null) {
            quiet.tell();
        }
    }

    /** Who is to know that no child runs any more. */
    private record Quiet(
            @Nullable Awaitable waiter,
            @Nullable Awaitable waitsFor,
            @Nullable Scope heir) {
        void tell() {
            if (waiter != null && waitsFor != null) {
                Abi.wake(waiter, waitsFor);
            }
            if (heir != null) {
                heir.orphansEnded();
            }
        }
    }

    /** One less to wait for; called under the monitor. */
    private @Nullable Quiet leave() {
        live--;
        if (live > 0 || waiter == null && heir == null) {
            return null;
        }
        Quiet quiet = new Quiet(waiter, waitsFor, heir);
        waiter = null;
        waitsFor = null;
        heir = null;
        return quiet;
    }

    private void orphansEnded() {
        Quiet quiet;
        synchronized (this) {
            quiet = leave();
        }
        if (quiet != null) {
            quiet.tell();
        }
    }

    /**
     * Nobody can wait for the end of this scope any more: what runs in it is cancelled and counts, as one, for the scope
     * around, which is that of the body's task if the body has no other.
     */
    void orphan() { // each step may be repeated: it may run out of stack
        if (body == null) {
            return;
        }
        Scope outer = Objects.requireNonNull(around);
        cancelChildren();
        body.closed(this);
        synchronized (this) {
            if (closed) {
                return;
            }
            if (live > 0) {
                outer.enter();
                heir = outer;
            }
            closed = true;
        }
    }

    /** Frames of the body have been abandoned. */
    void mayBeLost() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    /** What is open inside this scope when it is closed was opened by calls that have been abandoned. */
    private void orphanLostInside() {
        if (body == null || body.openScope() == this) {
            return;
        }
        for (Scope inside = body.openScope(); inside != null && inside != this; inside = inside.enclosing()) {
            if (inside.lost) {
                inside.orphan();
            }
        }
    }

    private synchronized void enter() {
        live++;
    }

    /** Whether {@link #handOver} would give the body a failure now. */
    synchronized boolean hasFailureForBody() {
        return failure != null && !handed && !joining && !closing && !cancelled;
    }

    /** The failure that the body has not had yet, for the suspension point where it stands now. */
    synchronized @Nullable Throwable handOver() {
        if (!hasFailureForBody()) {
            return null;
        }
        handed = true;
        return failure;
    }

    /** The body has been thrown this. */
    synchronized void handed(Throwable thrown) {
        if (thrown == failure) {
            handed = true;
        }
    }

    /** The body has ended, with this failure or none, and has not closed the scope. */
    void leftOpen(@Nullable Throwable failure) {
        synchronized (this) {
            leftOpen = true;
            closing = true;
            bodyFailure = failure;
        }
        cancelChildren();
    }

    void cancelChildren() {
        List<Task<?>> cancelled = new ArrayList<>();
        requestCancel(cancelled);
        Task.cancelAll(cancelled);
    }

    /** Sets the flag of all children, youngest first, and adds those that had not got it to the list. */
    synchronized void requestCancel(List<Task<?>> requested) {
        stopping = true;
        for (Task<?> t = youngest; t != null; t = t.older) {
            if (t.requestCancel()) {
                requested.add(t);
            }
        }
    }

    /** Gives a group the failure of a scope around it, to be thrown when its children have ended. */
    void interruptGroup(Throwable reason) {
        Objects.requireNonNull(policy).interrupted(reason);
    }

    /** See {@link Policy#asksForReason}; of a group. */
    boolean asksForReason() {
        return Objects.requireNonNull(policy).asksForReason();
    }

    /** Whether it belongs to an {@code all}, {@code race} and the like. */
    boolean isGroup() {
        return policy != null;
    }

    /** Registers the body to be woken by {@code source} when no child runs; false if none does. */
    synchronized boolean awaitQuiet(Awaitable task, Awaitable source) {
        if (live == 0) {
            return false;
        }
        waiter = task;
        waitsFor = source;
        return true;
    }

    synchronized void stopWaiting(Awaitable task) {
        joining = false;
        if (waiter == task) {
            waiter = null;
            waitsFor = null;
        }
    }

    synchronized boolean isQuiet() {
        return live == 0;
    }

    private void checkBody(Context context, String what) {
        if (context.task() != body) {
            throw new IllegalStateException(what + " belongs to the coroutine that opened the scope"
                    + (body == null ? "" : ", " + body.name()));
        }
    }

    private boolean isBodyCancelled() {
        return body != null && body.isCancelling();
    }

    /** Those that have neither been waited for nor cancelled. */
    private @Nullable String leftRunning() {
        String names = names(task -> !task.isCancelling());
        return names.isEmpty() ? null : names;
    }

    private synchronized @Nullable String runningNames() {
        return live == 0 ? null : names(task -> true);
    }

    /** The names of the children that have not ended, the oldest first. */
    synchronized List<String> running() {
        List<String> names = new ArrayList<>();
        for (Task<?> t = youngest; t != null; t = t.older) {
            if (!t.isDone()) { // it tells whoever waits for it before it leaves
                names.add(t.name());
            }
        }
        Collections.reverse(names);
        return names;
    }

    /** The oldest first; called under the monitor. */
    private String names(Predicate<Task<?>> which) {
        StringBuilder names = new StringBuilder();
        for (Task<?> t = youngest; t != null; t = t.older) {
            if (which.test(t)) {
                names.insert(0, t.name() + (names.length() == 0 ? "" : ", "));
            }
        }
        return names.toString();
    }

    private void link(Task<?> task) {
        Task<?> before = youngest;
        task.older = before;
        if (before != null) {
            before.younger = task;
        }
        youngest = task;
    }

    private void unlink(Task<?> task) {
        Task<?> older = task.older;
        Task<?> younger = task.younger;
        if (older != null) {
            older.younger = younger;
        }
        if (younger != null) {
            younger.older = older;
        } else if (youngest == task) {
            youngest = older;
        }
        task.older = null;
        task.younger = null;
    }

    private static void throwIfAny(@Nullable Throwable t) {
        if (t != null) {
            throw Rethrow.asIs(t);
        }
    }

    /** What {@link #join} waits for. A failure of its own scope does not cut it short: it ends once the siblings have. */
    private static final class Join extends Async<Void> {
        private final Scope scope;

        Join(Scope scope) {
            this.scope = scope;
        }

        @Override
        protected @Nullable Object start(Context context) {
            context.abandon(); // or it would not be known what to wait for
            synchronized (scope) {
                scope.checkBody(context, "join()");
                if (scope.closed) {
                    throw new IllegalStateException("join() of a closed scope");
                }
                scope.joining = true;
                scope.joined = true;
            }
            return wake(context);
        }

        @Override
        protected boolean park(Awaitable task) {
            synchronized (scope) {
                scope.joining = true;
                return scope.awaitQuiet(task, this);
            }
        }

        @Override
        protected @Nullable Object wake(Context context) {
            Throwable thrown = null;
            synchronized (scope) {
                if (scope.live > 0) {
                    return context.suspend(this);
                }
                scope.joining = false;
                if (scope.failure != null && !scope.handed && !scope.cancelled) {
                    scope.handed = true;
                    thrown = scope.failure;
                }
            }
            throwIfAny(thrown);
            return null;
        }

        @Override
        protected void forget(Awaitable task) {
            scope.stopWaiting(task);
        }
    }
}
