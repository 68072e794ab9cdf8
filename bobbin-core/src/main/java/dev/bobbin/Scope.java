package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Dispatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
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
 * <p>Once the scope has failed, or its time is up, a child that is spawned is cancelled before it begins to wait, as those are that
 * run. Who awaits such a child gets a {@link java.util.concurrent.CancellationException} that says why: <i>the scope of … has failed
 * with …</i>.
 *
 * <p>Thread-safe, but {@link #join} and {@link #close} belong to the coroutine that opened the scope.
 *
 * <h2>How it works</h2>
 *
 * <p>The children are its {@link Parent}'s. Here is what their ends mean to each other and to the body, who is owed one failure: it is handed it once, at a
 * suspension, by {@link #join} or by {@link #close}, whichever comes first, or not at all if it is cancelled. A limit, a cancellation and a scope left open change
 * what is owed; all of these may come at once, from any thread, and are decided in this file under one monitor, which makes it long.
 */
public final class Scope extends Parent implements AutoCloseable {
    /** Decides, instead of the scope itself, what the end of a child means. Called under the scope's monitor. */
    interface Policy {
        /**
         * @param failure what the child failed with; null if it ended well or was stopped
         * @return whether the other children are to be cancelled
         */
        boolean ended(Task<?> child, @Nullable Throwable failure);

        /** Whether it can be {@link #interrupted}. Under the waiting task's monitor. */
        boolean takesReason();

        /** The waiting task has a reason not to wait: what is to be thrown when all children have ended. */
        void interrupted(Throwable reason);
    }

    /** What the end of a child means to the others. */
    private enum Rule {
        ALL_SUCCEED,
        FIRST_SUCCESS,
        SUPERVISOR
    }

    private final Dispatcher dispatcher;
    private final @Nullable Task<?> body;
    private final @Nullable Policy policy;
    private final Rule rule;

    /** How often the body held cancellation back when it opened this. */
    private final byte masks;

    /** The scope that was the body's innermost before: one that it has open too, or the one that it is in. */
    private volatile @Nullable Scope around;

    // Guarded by this object's monitor.
    private @Nullable Throwable failure;
    private @Nullable TimeoutException overdue; // the limit's, which has passed with that owed to the body
    private @Nullable Throwable before; // what that was before the limit's
    private @Nullable Throwable bodyFailure;
    private @Nullable String unjoined;
    private boolean handed;
    private boolean joining;
    private boolean joined;
    private boolean cancelled;
    private boolean ending; // with the body, which has been thrown its cancellation
    private boolean closing;
    private boolean closed;
    private @Nullable IllegalStateException leftOpen;
    private boolean expired;
    private @Nullable Task<?> winner; // of a scope until the first success
    private @Nullable Duration limit;
    private int place; // of the timer that this is, its heap's

    /** The call that opened it, where that is {@linkplain LeftOpen noted}; belongs to the body's thread. */
    private @Nullable StackTraceElement opened;

    /** Whether the call that opened it may have been abandoned; belongs to the body's thread. */
    private boolean lost;

    Scope(Dispatcher dispatcher, @Nullable Task<?> body, @Nullable Policy policy) {
        this(dispatcher, body, policy, Rule.ALL_SUCCEED);
    }

    private Scope(Dispatcher dispatcher, @Nullable Task<?> body, @Nullable Policy policy, Rule rule) {
        super(dispatcher.isParallel() ? FEW : 1);
        this.dispatcher = dispatcher;
        this.body = body;
        this.policy = policy;
        this.rule = rule;
        this.around = body == null ? null : body.innermostScope();
        this.masks = body == null ? 0 : (byte) body.masks();
    }

    /**
     * Opens a scope in the running coroutine; close it with try-with-resources.
     *
     * @throws IllegalStateException outside a coroutine
     */
    public static Scope open() {
        return open(Rule.ALL_SUCCEED);
    }

    /**
     * Opens a scope in which a failure concerns nobody but who awaits the child that failed: the others go on, and neither
     * {@link #join} nor {@link #close} throws it.
     *
     * @throws IllegalStateException outside a coroutine
     */
    public static Scope supervisor() {
        return open(Rule.SUPERVISOR);
    }

    /**
     * Opens a scope in which the first child that succeeds stops the others: it is the {@link #winner}. A failure stops nobody; {@link #join}
     * throws the first, later ones suppressed into it, if all children have failed.
     *
     * @throws IllegalStateException outside a coroutine
     */
    public static Scope firstSuccess() {
        return open(Rule.FIRST_SUCCESS);
    }

    private static Scope open(Rule rule) {
        Context context = Context.current();
        Awaitable running = context == null ? null : context.running();
        if (running == null) {
            throw new IllegalStateException(
                    "Scope.open() outside a coroutine: open it in a method that returns Async and"
                            + " awaits something (without an await() it is an ordinary method and runs in its caller), start"
                            + " that with Bobbin.run(() -> ...), and run it with `./bobbin run FILE.java`, or rewrite its class"
                            + " files with `./bobbin compile DIR -o DIR` after javac");
        }
        Scope scope = open(new Scope(((Task<?>) running).dispatcher(), (Task<?>) running, null, rule));
        if (LeftOpen.noting()) {
            scope.opened = LeftOpen.here();
        }
        return scope;
    }

    /**
     * For what a sequence has running beside its consumer, who may forget to close it: it then ends with the scope around it, or
     * with the task.
     */
    static Scope beside() {
        Task<?> running = Task.running();
        if (running != null) {
            running.forgetEnded();
        }
        Scope scope = open(Rule.SUPERVISOR);
        scope.mayBeLost();
        return scope;
    }

    /** The children of one that was opened by {@link #beside} have ended. By any task: that of others leaves it to be {@linkplain Cancellable#forgetEnded found}. */
    void endBeside(Task<?> ending) {
        synchronized (this) {
            closed = true;
        }
        letGoAtLast();
        if (body == ending) {
            body.closed(this);
        }
    }

    static Scope open(Task<?> body, @Nullable Policy policy) {
        return open(new Scope(body.dispatcher(), body, policy));
    }

    private static Scope open(Scope scope) {
        Objects.requireNonNull(scope.body).open(scope);
        return scope;
    }

    /**
     * Sets a time limit for all that happens in this scope, from now on. Past it the children are cancelled, and the body gets a
     * {@link TimeoutException}, as it gets any failure of the scope. It is not declared; {@code catch (Exception e)} sees it. Of
     * nested limits each holds. If the limit is zero or negative, it has passed at the first suspension.
     *
     * <pre>{@code try (var scope = Scope.open().limit(Duration.ofSeconds(2))) { ... } }</pre>
     *
     * @return this scope
     * @throws IllegalStateException if it has a limit, or is closed
     */
    public Scope limit(Duration duration) {
        long nanos = Clock.nanos(Objects.requireNonNull(duration, "duration"));
        synchronized (this) {
            if (closed || limit != null) {
                throw new IllegalStateException(closed ? "the scope is closed" : "the scope has a limit, of " + limit);
            }
            limit = duration;
        }
        if (nanos <= 0) {
            fire();
        } else {
            dispatcher.schedule(this, dispatcher.nanoTime() + nanos);
        }
        return this;
    }

    // ---- as a timer: its limit --------------------------------------------------------------------------------------

    @Override
    protected void fire() {
        boolean tell;
        synchronized (this) {
            if (closed || closing || cancelled || ending) {
                return; // the body and the children are being stopped already
            }
            TimeoutException late = new TimeoutException(Clock.passed(Objects.requireNonNull(limit)));
            Throwable owed = owed();
            if (owed != null && rule == Rule.ALL_SUCCEED) {
                overdue = late; // the children have been stopped already
                return;
            }
            if (owed != null) { // else the body may throw that one, and have this suppressed into it
                Abi.addSuppressed(late, owed);
            }
            expire(late);
            tell = hasFailureForBody();
        }
        stopChildren();
        if (tell && body != null) {
            body.interrupt(this);
        }
    }

    private void expire(TimeoutException late) {
        before = failure;
        failure = late;
        handed = false;
        expired = true;
    }

    @Override
    protected int place() {
        return place;
    }

    @Override
    protected void place(int place) {
        this.place = place;
    }

    private void stopTimer() {
        if (limit != null) {
            dispatcher.cancel(this);
        }
    }

    // ---- for users --------------------------------------------------------------------------------------------------

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
        Spawned<T> task = new Spawned<>(Once.reserved(computation));
        try {
            return adopt(task);
        } catch (Throwable t) { // the scope is closed, or there is no memory for another task
            Abi.release(computation);
            throw t;
        }
    }

    /** As {@link #spawn(Async)}; the supplier is called in the child, and what it throws is the child's failure. */
    public <T extends @Nullable Object> Task<T> spawn(AsyncSupplier<T> computation) {
        return adopt(new Spawned<>(Objects.requireNonNull(computation, "computation")));
    }

    private <T extends @Nullable Object> Task<T> adopt(Task<T> task) {
        boolean stop;
        String why;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the scope is closed: spawn before its close()");
            }
            if (!task.adopt(this)) {
                throw Once.usedBefore(task);
            }
            add(task);
            stop = isStopping();
            why = whyStopping();
        }
        if (stop) {
            task.cancelFor(why);
        }
        try {
            dispatcher.dispatch(task);
        } catch (Throwable t) { // for want of memory: it will not run, and is not to be waited for
            disown(task);
            throw t;
        }
        return task;
    }

    private void disown(Task<?> task) {
        Quiet quiet;
        synchronized (this) {
            quiet = remove(task);
        }
        task.disown();
        tell(quiet);
    }

    /**
     * Waits until all children have ended and throws the first failure, as itself, later ones suppressed into it.
     * Awaited by the coroutine that opened the scope.
     */
    public Async<Void> join() {
        return new Join(this);
    }

    /**
     * Which of these was the first child to succeed, in a scope that was opened by {@link #firstSuccess}. Known once {@link #join} has returned.
     *
     * <pre>{@code Offer first = scope.winner(List.of(one, two)).await(); }</pre>
     *
     * @throws IllegalStateException if none of them is: none has succeeded so far, it is another child, or a scope of another kind
     */
    public <T extends @Nullable Object> Task<T> winner(Collection<Task<T>> children) {
        Task<?> first;
        synchronized (this) {
            first = winner;
        }
        for (Task<T> child : children) {
            if (child == first) {
                return child;
            }
        }
        throw new IllegalStateException(
                rule != Rule.FIRST_SUCCESS
                        ? "winner() of a scope in which all may succeed: open it by Scope.firstSuccess()"
                        : first == null
                                ? "winner() of a scope in which no child has succeeded so far: await join() before"
                                : "the first to succeed was " + first.name() + ", which is none of " + children);
    }

    /** Cancels all children, and those still to be spawned. After it neither {@link #join} nor {@link #close} throws. */
    public void cancel() {
        synchronized (this) {
            cancelled = true;
        }
        cancelChildren();
    }

    /**
     * Ends the scope. Compiled by Bobbin, and in {@link Bridge#run}, this is a suspension point; elsewhere this method runs only where
     * the compiler did not see a {@code Scope}, through an {@code AutoCloseable} variable say, and cannot wait.
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
        Bridged<?> bridged = Bridged.here();
        if (bridged != null) {
            bridged.await(this);
            return;
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
        boolean early;
        synchronized (this) {
            closing = true;
            early = live() > 0 && !joined && !cancelled && failure == null && !isBodyCancelled();
        }
        if (early) {
            String running = leftRunning(); // outside of the monitor: it reads where they stand
            synchronized (this) {
                unjoined = running;
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
            if (live() > 0) {
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
        letGoAtLast();
        stopTimer();
        if (body != null) {
            body.closed(this);
        }
        synchronized (this) {
            Throwable owed = owed();
            if (leftOpen != null) {
                Throwable thrown = bodyFailure != null ? bodyFailure : leftOpen;
                if (owed != null) {
                    Abi.addSuppressed(thrown, owed);
                }
                return thrown;
            }
            if (cancelled) {
                return null;
            }
            if (owed != null && ending && expired) { // that it ran out of time is of no interest any more
                owed = Suppressed.ofCleanUp(owed);
            }
            if (owed != null) {
                handed = true;
                return owed;
            }
            return unjoined == null
                    ? null
                    : new NotJoinedException("the scope was closed without join() while these still ran: " + unjoined
                            + "; await scope.join(), or call scope.cancel() first");
        }
    }

    @Override
    public String toString() {
        String opened = body == null ? "Scope[" : "Scope[of " + body.name() + ", ";
        synchronized (this) {
            return opened + (closed ? "closed, " : "") + unended() + " running]";
        }
    }

    // ---- for tasks --------------------------------------------------------------------------------------------------

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** The call that opened it, where that is {@linkplain LeftOpen noted}. By the body. */
    @Nullable
    StackTraceElement opened() {
        return opened;
    }

    /** The next scope that the same body has open; null if there is none. */
    @Nullable
    Scope enclosing() {
        Scope scope = around;
        return scope != null && body != null && scope.body == body ? scope : null;
    }

    // ---- for the WaitGraph, by any thread ---------------------------------------------------------------------------

    /** The coroutine that has it open; null for that of a scheduler. */
    @Nullable
    Task<?> body() {
        return body;
    }

    /** Whether what runs in it can be ended by a time limit, or by another child that is first. */
    boolean mayEndEarly() {
        return limit != null
                || rule == Rule.FIRST_SUCCESS
                || policy instanceof Group<?, ?> group && group.mayEndEarly();
    }

    /** Whether its body, too, can be cut short by a time limit. */
    boolean hasLimit() {
        return limit != null;
    }

    // ---- for tasks, again -------------------------------------------------------------------------------------------

    /** What is {@linkplain Local bound} for all that runs inside. */
    Local.@Nullable Binding binding() {
        return policy instanceof Local.Bound<?> bound ? bound.binding() : null;
    }

    boolean isOpenedBy(Cancellable<?> task) {
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
        if (policy != null || body == null || rule == Rule.SUPERVISOR || winner != null || childFailure == before) {
            return false;
        }
        if (failure == null) {
            failure = childFailure;
            return rule == Rule.ALL_SUCCEED;
        }
        Abi.addSuppressed(failure, childFailure);
        return false;
    }

    /** A child has ended, with this failure or none. */
    void ended(Task<?> child, @Nullable Throwable childFailure, boolean first, Context context) {
        if (!first && policy == null && rule != Rule.FIRST_SUCCESS) {
            depart(child, context);
            return;
        }
        boolean stop = first;
        boolean tell;
        Quiet quiet;
        synchronized (this) {
            quiet = remove(child);
            if (policy != null) {
                stop = policy.ended(child, childFailure);
            }
            if (rule == Rule.FIRST_SUCCESS && childFailure == null && !child.isStopped() && winner == null) {
                winner = child;
                failure = expired ? failure : null;
                stop = true;
            }
            tell = first && hasFailureForBody();
        }
        try {
            if (stop) {
                stopChildren();
            }
            if (tell && body != null) {
                body.interrupt(this);
            }
        } finally { // a source that fails when it is told must not keep the scope from ending
            tell(quiet);
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
        stopTimer();
        cancelChildren();
        body.closed(this);
        while (!bequeath(outer)) {
            enter(outer);
        }
        leaveInVain(outer);
        letGoAtLast();
    }

    /** Closes it; false if that scope is to be entered before. */
    private synchronized boolean bequeath(Scope outer) {
        closed = closed || bequeathTo(outer);
        return closed;
    }

    /** The call that opened it may be abandoned before it closes it. */
    void mayBeLost() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    synchronized boolean isClosed() {
        return closed;
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

    /** Whether a failure may reach the body now: it holds cancellation back in nothing that it has begun since it opened this. */
    boolean isInReach() {
        return masks >= Objects.requireNonNull(body).masks();
    }

    /** Whether {@link #handOver} would give the body a failure now. */
    synchronized boolean hasFailureForBody() {
        return owed() != null && (expired || rule == Rule.ALL_SUCCEED) && !joining && !ending && !closing;
    }

    /** The failure that the body has not had, and is to get; null if there is none. */
    private @Nullable Throwable owed() {
        return handed || cancelled ? null : failure;
    }

    /** The body has been thrown its cancellation: it cleans up, and is not to be disturbed, nor told of a limit that does not matter any more. */
    synchronized void endWithBody() {
        ending = true;
    }

    /** Whether that is why the body and the children are stopped. */
    synchronized boolean isStoppedBy(Throwable thrown) {
        return (expired || rule == Rule.ALL_SUCCEED) && (thrown == failure || thrown == before);
    }

    /** The failure that the body has not had yet, for the suspension point where it stands now. */
    synchronized @Nullable Throwable handOver() {
        return hasFailureForBody() ? hand() : null;
    }

    /** The body has been thrown this. */
    synchronized void handed(Throwable thrown) {
        if (thrown == failure) {
            hand();
        }
    }

    /** The body gets the failure; a limit that has passed with it owed is next. */
    private @Nullable Throwable hand() {
        Throwable handedOver = failure;
        handed = true;
        if (overdue != null && !closing) {
            expire(overdue);
            overdue = null;
            tellBody();
        }
        return handedOver;
    }

    /** The body, which is not in a wait that could be cut short, is to look at its next suspension. */
    private void tellBody() {
        if (body != null && hasFailureForBody()) {
            body.askToLook();
        }
    }

    /** The body has ended, with this failure or none, and has not closed the scope. */
    void leftOpen(@Nullable Throwable failure) {
        IllegalStateException told = LeftOpen.failure(Objects.requireNonNull(body), this);
        synchronized (this) {
            leftOpen = told;
            closing = true;
            bodyFailure = failure;
        }
        cancelChildren();
    }

    /** By its own rule, or its limit. */
    private void stopChildren() {
        String name = body == null || policy != null ? null : "the scope of " + body.name();
        List<Task<?>> cancelled = new ArrayList<>();
        String why = name == null ? null : why(name);
        synchronized (this) {
            requestCancel(cancelled, why);
        }
        Task.cancelAll(cancelled, why);
    }

    private @Nullable String why(String name) {
        Throwable failed;
        synchronized (this) {
            if (failure == null || !expired && rule != Rule.ALL_SUCCEED) {
                return winner == null ? null : "another child of " + name + " was the first to succeed";
            }
            if (expired) {
                return name + " has run out of time: " + Clock.passed(Objects.requireNonNull(limit));
            }
            failed = failure;
        }
        return name + " has failed with " + said(failed); // what the program says must not hold the monitor
    }

    /** Without the message if that is the program's own and fails. */
    private static String said(Throwable failure) {
        try {
            return failure.toString();
        } catch (Throwable e) { // of the program's
            return failure.getClass().getName();
        }
    }

    /** Gives a group the failure of a scope around it, to be thrown when its children have ended. */
    void interruptGroup(Throwable reason) {
        Objects.requireNonNull(policy).interrupted(reason);
    }

    /** Whether {@link #interruptGroup} has it throw the reason; else that comes at the next suspension. */
    boolean takesReason() {
        return Objects.requireNonNull(policy).takesReason();
    }

    /** Whether it belongs to an {@code all}, {@code race} and the like. */
    boolean isGroup() {
        return policy != null;
    }

    // ---- for Join ---------------------------------------------------------------------------------------------------

    synchronized void beginJoin(Context context) {
        checkBody(context, "join()");
        if (closed) {
            throw new IllegalStateException("join() of a closed scope");
        }
        joining = true;
        joined = true;
    }

    synchronized boolean parkToJoin(Awaitable task, Join join) {
        joining = true;
        return awaitQuiet(task, join);
    }

    /** The task is not woken any more, and may come back: it joins until {@link #stopJoin}. */
    synchronized void leaveJoin(Awaitable task) {
        forgetWaiter(task);
    }

    /** The body does not wait for the children any more. */
    synchronized void stopJoin() {
        joining = false;
        tellBody(); // it was not told of a failure while it was joining
    }

    /** False if children live; else throws the failure that the body has not had yet. */
    boolean endJoin() {
        Throwable thrown = null;
        synchronized (this) {
            if (live() > 0) {
                return false;
            }
            joining = false;
            if (owed() != null) {
                thrown = hand();
            }
        }
        throwIfAny(thrown);
        return true;
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
        List<Task<?>> running = running(task -> !task.isCancelling());
        return running.isEmpty() ? null : LeftOpen.names(running);
    }

    private @Nullable String runningNames() {
        List<Task<?>> running = running(task -> true);
        return running.isEmpty() ? null : LeftOpen.names(running);
    }

    private static void throwIfAny(@Nullable Throwable t) {
        if (t != null) {
            throw Rethrow.asIs(t);
        }
    }
}
