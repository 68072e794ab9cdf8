package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import dev.bobbin.abi.Leaving;
import dev.bobbin.abi.Pollable;
import dev.bobbin.abi.Unawaited;
import dev.bobbin.abi.Whereabouts;
import dev.bobbin.spi.Timers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A started computation, from {@link Scope#spawn} or {@link Bobbin#start}. It may be awaited any number of times.
 *
 * <p>Thread-safe: any thread may ask, cancel and await it.
 *
 * <h2>How it works</h2>
 *
 * <p>A task is one object: its status, its links, and (in the subclass that Bobbin's compiler emits for each coroutine)
 * the frames of its suspended calls. The same object is the cold {@code Async} that a call of a coroutine evaluates to;
 * spawning it makes it a task, awaiting it in place makes it a <em>nested host</em> of the task that awaits it.
 *
 * <p>Its layers, each with the state that it guards: {@link Joinable}, who waits for its end; {@link Host}, the chain of its frames;
 * {@link Cancellable}, its scopes and what is asked of it; and here the status, by which a task goes from thread to thread. All of its steps are
 * here, which makes this file long: who may take which is to be seen in one place.
 *
 * <p>Who owns which field: {@link #status} belongs, with all others that are not said to belong to somebody else, to the thread that runs the
 * task, which is a plain writer of it. Two steps are a compare-and-set, since others may take them, too: out of PARKING, which a source ends as
 * well, by NOTIFIED; and out of PARKED, which is published after all frames are stored: whoever takes it from there to QUEUED, a source or a
 * canceller, dispatches the task. The status counts the parks in its upper bits, so that a late wake-up for an earlier park fails.
 */
public abstract class Task<T extends @Nullable Object> extends Cancellable<T> {
    // The phase, in the lowest four bits of the status.
    private static final int PHASE = 15;
    private static final int COLD = 0;
    private static final int NESTED = 1;
    private static final int QUEUED = 2;
    private static final int RUNNING = 3;
    /** Registering with its source: may be woken, but still belongs to the thread that runs it. */
    private static final int PARKING = 4;
    /** Woken while PARKING. */
    private static final int NOTIFIED = 5;

    private static final int PARKED = 6;
    private static final int DONE = 7;
    private static final int FAILED = 8;
    private static final int STOPPED = 9;

    /** The park was ended by a cancellation or an interrupt, not by its source. */
    private static final int CUT_SHORT = 1 << 4;
    /** With NOTIFIED: the task is to be queued behind all others. */
    private static final int LAST = 1 << 5;
    /** Cancellation is held back, once; up to {@link Byte#MAX_VALUE} times. */
    private static final int MASK = 1 << 6;

    private static final int MASKS = Byte.MAX_VALUE << 6;
    /** One park; the count wraps round in the bits above. */
    private static final int PARK = 1 << 13;

    private static final VarHandle STATUS;

    static {
        try {
            STATUS = MethodHandles.lookup().findVarHandle(Task.class, "status", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int status;

    /** PARKED: the source. Ended: the result or the failure. Null: before the first step. */
    private @Nullable Object slot;

    /**
     * Of the one thing that this task waits for: the next that waits for the same; what it brings to a queue or is given there; the
     * deadline, a Long, if it was to sleep and had to be woken.
     */
    private @Nullable Object next;

    /** As a timer, while it sleeps, its heap's; in a {@link WaitQueue} that one's; when it has ended, that of its {@link Parent}, as is then {@link #next}. */
    private int place;

    // The children of its scope that were started before and after it; guarded by the scope's monitor.
    @Nullable
    Task<?> older;

    @Nullable
    Task<?> younger;

    /** For emitted code: coroutines are not written by extending this class but by returning {@link Async}. */
    protected Task() {
        Unawaited.made(this);
    }

    /** Runs the coroutine's start form with the arguments stored at its creation; leaves the result in the context. */
    protected abstract void begin(Context context) throws Throwable;

    @Override
    protected @Nullable Object outcome(Context context) {
        return context.take();
    }

    /**
     * Of a cold body of a sequence that does nothing else than yield elements of its own: runs it as it was written, with a yielder that need not be suspended on.
     *
     * @return false of anything else; nothing has been done
     */
    protected boolean runThrough() {
        return false;
    }

    /** What runs here, for people: the class and method. */
    protected String coroutine() {
        return getClass().getSimpleName();
    }

    // ---- for users --------------------------------------------------------------------------------------------------

    /**
     * Asks the task to stop: at its next suspension point, or at the one where it waits now, {@link Cancelled} is thrown.
     * The children of its open scopes are cancelled too.
     *
     * @return false if it has ended or was cancelled before, and nothing changes
     */
    public boolean cancel() {
        return cancelFor(null);
    }

    /**
     * As {@link #cancel()}; the reason is part of what the task and the children of its open scopes, and whoever awaits them, get to
     * read.
     */
    public boolean cancel(String reason) {
        return cancelFor(Objects.requireNonNull(reason, "reason"));
    }

    /** As {@link #cancel(String)}, if there is a reason. */
    final boolean cancelFor(@Nullable String reason) {
        if (!requestCancel(reason)) {
            return false;
        }
        stop(reason);
        return true;
    }

    /** As {@link #requestCancel()}; a reason is kept among the joiners, until the end. */
    final boolean requestCancel(@Nullable String reason) {
        if (reason == null) {
            return requestCancel();
        }
        synchronized (this) { // under which it is read
            if (!requestCancel()) {
                return false;
            }
            keep(reason);
            return true;
        }
    }

    /** Sets the flag; false if it changes nothing. */
    private boolean requestCancel() {
        int phase = phase(status);
        return phase < DONE && phase != NESTED && phase != COLD && askToEnd();
    }

    /** Carries out what was requested: for the children of open scopes too, by a list, since tasks nest deeply. */
    static void cancelAll(List<Task<?>> requested, @Nullable String reason) {
        for (int i = 0; i < requested.size(); i++) { // grows while it is walked
            Task<?> task = requested.get(i);
            for (Scope open : task.openScopes()) {
                open.requestCancel(requested, reason);
            }
            task.cutShort();
        }
    }

    /** Whether it has ended: with a result, a failure, or stopped by its cancellation. */
    @Override
    public boolean isDone() {
        return phase(status) >= DONE;
    }

    /**
     * Where it waits: the awaits of its suspended calls, from the innermost to that of the task's outermost coroutine. Each
     * element has the class, the method and the line that the source has; what no compiled coroutine awaits, a part of a group
     * say, has none. Then those of the coroutine that has opened the scope in which the task is, and so on, as far as they wait: their
     * elements have the class loader name {@code awaited by} if they wait for the task or the scope, else {@code in a scope of}.
     * Empty if the task runs, has not been started or has ended.
     *
     * <p>Each of them was there at one moment; no task is stopped. Of more than 10,000 calls of a task the outermost are left out, and a last
     * element says so; of more than 32 tasks around it the outermost.
     */
    public List<StackTraceElement> stackTrace() {
        return AwaitChain.withThoseAround(this);
    }

    /** As {@link #stackTrace}, its own calls alone. */
    final List<StackTraceElement> ownStackTrace() {
        return AwaitChain.of(this);
    }

    /** Whether it waits for that child, or for all those of the scope. By any thread. */
    final boolean waitsFor(Task<?> child, Scope scope) {
        Object source = slot;
        return source == child || source instanceof Awaitable waited && Join.awaits(waited, scope);
    }

    /** The status, if all frames are stored and none runs until it changes; else {@link #NONE}. */
    final int standing() {
        int s = status;
        return switch (phase(s)) {
            case QUEUED, PARKING, PARKED -> s;
            default -> NONE;
        };
    }

    /** The coroutine it runs, and which one of them. */
    public String name() {
        return written() + "@" + Integer.toHexString(System.identityHashCode(this));
    }

    /** The name, and the innermost line where it waits. */
    final String whereabouts() {
        List<StackTraceElement> trace = ownStackTrace();
        return trace.isEmpty() ? name() : name() + " at " + Names.of(trace.get(0));
    }

    private String written() {
        return Whereabouts.written(coroutine());
    }

    @Override
    public String toString() {
        return name() + " " + phaseName();
    }

    // ---- life -------------------------------------------------------------------------------------------------------

    /** A cold task starts its life in a scope; false if it has been awaited or started before. */
    final boolean adopt(Scope scope) {
        if (status != COLD || !STATUS.compareAndSet(this, COLD, QUEUED)) {
            return false;
        }
        Unawaited.used(this);
        owner = scope;
        return true;
    }

    /** Undoes {@link #adopt}: the dispatcher has not taken it. */
    final void disown() {
        owner = null;
        STATUS.setRelease(this, COLD);
    }

    @Override
    protected final boolean reserve() {
        return phase(status) != NESTED && (phase(status) != COLD || STATUS.compareAndSet(this, COLD, NESTED));
    }

    @Override
    protected final void release() {
        STATUS.compareAndSet(this, NESTED, COLD);
    }

    @Override
    protected final String what() {
        return phase(status) == COLD || phase(status) == NESTED ? written() : toString();
    }

    final boolean isCold() {
        return phase(status) == COLD;
    }

    @Override
    protected final @Nullable Object start(Context context) {
        int s = status;
        if (phase(s) == COLD) {
            if (STATUS.compareAndSet(this, s, NESTED)) {
                Unawaited.used(this);
                return nest(context);
            }
            s = status;
        }
        if (phase(s) == NESTED) {
            throw Once.usedBefore(this);
        }
        if (phase(s) < DONE) {
            if (context.task() == this) {
                throw new IllegalStateException(name() + " awaits itself and would wait forever");
            }
            return context.suspend(this);
        }
        return settled(context);
    }

    /** The cold computation becomes a part of the code that awaits it; throws if it has been awaited before. */
    final void beginInPlace() {
        if (!STATUS.compareAndSet(this, COLD, NESTED)) {
            throw Once.usedBefore(this);
        }
        Unawaited.used(this);
    }

    /** Runs the cold computation as a part of the task that awaits it. */
    private @Nullable Object nest(Context context) {
        Awaitable outer = context.host();
        context.host(this);
        try {
            begin(context);
            if (context.signal == Context.NONE) {
                return outcome(context);
            }
            if (context.signal == Context.SUSPENDED) {
                owner = outer;
                storeChain(context, NONE);
                context.innermost(this);
            }
            return null;
        } catch (Throwable t) { // passes through unchanged: the coroutine's own failure, or the stack's while unwinding
            context.signal = Context.NONE;
            context.abandon();
            throw Rethrow.asIs(t);
        } finally {
            context.host(outer);
        }
    }

    /** The body of a scope has that as its owner, too, as long as it is the innermost, and a child that has opened one has another. */
    @Override
    protected final boolean isSiblingOf(Awaitable ended) {
        Awaitable parent = ((Task<?>) ended).owner;
        return owner == parent && parent instanceof Scope scope && !scope.isOpenedBy(this);
    }

    @Override
    protected final void leave(Leaving children) {
        ((Parent) Objects.requireNonNull(owner)).take(children);
    }

    @Override
    protected final void run(Context context) {
        Carried carried = Carried.any ? Carried.of(this) : null;
        if (carried == null) {
            turn(context);
            return;
        }
        Runnable out = carried.putIn();
        try {
            turn(context);
        } finally {
            out.run();
        }
    }

    private void turn(Context context) {
        int s = status;
        STATUS.setRelease(this, s & ~(PHASE | CUT_SHORT) | RUNNING);
        VarHandle.storeStoreFence(); // who reads the frames sees that they change, before they do
        Host<?> host = innermost == null ? this : innermost;
        context.enter(this, host);
        try {
            Object source = slot;
            slot = null;
            if (source == null) {
                first(context);
            } else {
                deliver(context, (Awaitable) source, (s & CUT_SHORT) != 0);
            }
            proceed(context, host);
        } finally {
            context.enter(null, null);
        }
    }

    private void first(Context context) {
        try {
            begin(context);
        } catch (Throwable t) { // the task's failure
            context.fail(t);
        }
    }

    /** Fetches what the task has waited for, or the reason why it need not wait any more. */
    private void deliver(Context context, Awaitable source, boolean cutShort) {
        try {
            Throwable reason = cutShort ? pending() : null;
            if (reason != null) {
                stopped(source);
                AwaitChain.complete(reason, this);
                context.fail(reason);
            } else {
                receive(context, source);
            }
        } catch (Throwable t) { // thrown at the suspension point
            handed(t);
            if (source instanceof Task || Join.scopeOf(source) != null || source instanceof Group) {
                AwaitChain.complete(t, this);
            }
            context.fail(t);
        }
    }

    /** Fetches what the source has, or leaves that to the body of a sequence, which waits for it. */
    private void receive(Context context, Awaitable source) {
        Host<?> host = innermost == null ? this : innermost;
        if (host.leaf == HEAP && host.heapTop instanceof AsyncGenerator.Within<?> within) {
            within.wokenBy(source);
            context.result = null;
        } else {
            context.result = Abi.resume(source, context);
        }
    }

    /**
     * Runs a coroutine that no scheduler knows, until it suspends or ends: for the first time, or on from where it is suspended with what is
     * in the context. The caller is the only one that has it.
     *
     * @return whether it is suspended, on the source in the context; if not, its outcome is there
     */
    final boolean step(Context context) {
        return step(context, this, null);
    }

    /**
     * As {@link #step(Context)}, as a part of another task.
     *
     * @param source what it has been suspended on, to be asked for the result; null if that is in the context
     */
    final boolean step(Context context, Task<?> asking, @Nullable Awaitable source) {
        Host<?> host = innermost == null ? this : innermost;
        context.enter(asking, host);
        if (status == COLD) {
            Unawaited.used(this);
            STATUS.set(this, NESTED);
            first(context);
        } else if (source != null) {
            try {
                receive(context, source);
            } catch (Throwable t) { // thrown at the suspension point
                asking.handed(t);
                context.fail(t);
            }
        }
        return advance(context, host);
    }

    private void proceed(Context context, Host<?> from) {
        Host<?> host = from;
        for (; ; ) {
            if (advance(context, host)) {
                if (park(context, context.takeSource())) {
                    return;
                }
                host = innermost == null ? this : innermost;
                context.host(host);
            } else if (end(context)) {
                return;
            } else {
                host = this;
                leaf = NONE;
            }
        }
    }

    @Override
    protected final void failing(Context context, @Nullable Frame polled, @Nullable Pollable failed) {
        AwaitChain.complete(context, this, polled, failed);
    }

    /**
     * Waits for the source, all frames being stored.
     *
     * <p>While it registers with the source the phase is PARKING: a wake-up makes it NOTIFIED and leaves the rest to this
     * thread, a cancellation only sets its flag. So nobody else runs the task before the registration is complete, and
     * whoever ends the park later finds it complete in {@link #forget}.
     *
     * @return true if the task is parked or queued, and no longer this thread's; false if it goes on with what is in the
     *     context
     */
    private boolean park(Context context, Awaitable first) {
        Awaitable source = first;
        for (; ; ) {
            if (hasBeenAsked() && isToBeWatched()) {
                watch();
            }
            if (hasBeenAsked() && isCutShort(source)) {
                if (stop(context, source)) {
                    return false;
                }
            } else if (source == Bobbin.YIELD) { // which knows of nobody, so that nobody wakes it
                slot = source;
                STATUS.setRelease(this, (status & ~PHASE | QUEUED) + PARK);
                dispatcher().dispatchLast(this);
                return true;
            } else {
                slot = source;
                STATUS.setRelease(this, (status & ~PHASE | PARKING) + PARK);
                boolean registered;
                try {
                    registered = Abi.park(source, this);
                } catch (Throwable t) { // thrown at the suspension point
                    takeBack();
                    context.fail(t);
                    return false;
                }
                if (registered) {
                    int s = publishPark(source);
                    if (phase(s) == PARKED) {
                        context.parked();
                        return true;
                    }
                    if (phase(s) == RUNNING && stop(context, source)) {
                        return false;
                    }
                    if ((s & LAST) != 0) {
                        queueLast();
                        return true;
                    }
                }
                takeBack();
            }
            deliver(context, source, false);
            if (context.signal != Context.SUSPENDED) {
                return false;
            }
            context.signal = Context.NONE;
            source = context.takeSource();
        }
    }

    /**
     * From PARKING to PARKED, unless the task was woken or cancelled meanwhile.
     *
     * @return the status: PARKED; NOTIFIED; or RUNNING, where the source is to be told by {@link #stop}
     */
    private int publishPark(Awaitable source) {
        for (; ; ) {
            int s = status;
            if (phase(s) == NOTIFIED) {
                return s;
            }
            if (!hasBeenAsked() || !isCutShort(source)) {
                int parked = s & ~PHASE | PARKED;
                if (STATUS.compareAndSet(this, s, parked)) {
                    if (isAsked()) { // since we have looked
                        cutShort();
                    }
                    return parked;
                }
            } else if (STATUS.compareAndSet(this, s, s & ~PHASE | RUNNING)) { // the source can give nothing any more
                slot = null;
                return RUNNING;
            }
        }
    }

    /** It suspends once more after its cancellation was thrown: for a while that is fine. */
    private void watch() {
        Swallowed watch = new Swallowed(this, dispatcher());
        synchronized (this) {
            keep(watch);
        }
        watch.begin();
    }

    /** Whether there is a reason not to wait; the source gives nothing any more, and is to be told by {@link #stop}. */
    private boolean isCutShort(Awaitable source) {
        return hasReasonNow() && mayCutShort(source);
    }

    /**
     * The source forgets the task, so that what it has opened for this wait does not leak.
     *
     * @return whether the reason is in the context; if not it has gone meanwhile, and the source is to be asked anew
     */
    private boolean stop(Context context, Awaitable source) {
        Throwable reason = pending();
        abandon(source);
        if (reason == null) {
            return false;
        }
        stopped(source);
        context.fail(reason);
        return true;
    }

    /** There is a reason not to wait for it any more. */
    private void stopped(Awaitable source) {
        next = null;
        if (source instanceof Join join) {
            join.stopped();
        }
    }

    /** From PARKING or NOTIFIED to RUNNING again. */
    private void takeBack() {
        int s = status;
        if (phase(s) == NOTIFIED || !STATUS.compareAndSet(this, s, s & ~PHASE | RUNNING)) {
            STATUS.setRelease(this, status & ~(PHASE | LAST) | RUNNING); // it has been woken, once and for all
        }
        slot = null;
    }

    private void queueLast() {
        STATUS.setRelease(this, status & ~(PHASE | LAST) | QUEUED);
        dispatcher().dispatchLast(this);
    }

    @Override
    protected final boolean wakeFrom(Awaitable source) {
        for (; ; ) {
            int s = status;
            if (!isWaiting(s) || slot != source) {
                return false;
            }
            int claimed = claim(s);
            if (claimed == CLAIMED_PARKED) {
                go();
            }
            if (claimed != LOST) {
                return true;
            }
        }
    }

    /** Of what it waits for it is in the queue, so it need not be asked for it. */
    @Override
    final int claim() {
        int claimed = LOST;
        for (int s = status; isWaiting(s) && claimed == LOST; s = status) {
            claimed = claim(s);
        }
        return claimed;
    }

    private int claim(int s) {
        boolean parked = phase(s) == PARKED;
        return STATUS.compareAndSet(this, s, s & ~PHASE | (parked ? QUEUED : NOTIFIED))
                ? parked ? CLAIMED_PARKED : CLAIMED
                : LOST;
    }

    @Override
    final boolean isWaiting() {
        return isWaiting(status);
    }

    private static boolean isWaiting(int s) {
        return phase(s) == PARKED || phase(s) == PARKING;
    }

    @Override
    final void go() {
        dispatcher().dispatchNext(this);
    }

    @Override
    final void goAfter() {
        dispatcher().dispatchAwaiter(this);
    }

    @Override
    final int masks() {
        return (status & MASKS) / MASK;
    }

    @Override
    final void masks(int times) {
        STATUS.setRelease(this, status & ~MASKS | times * MASK);
    }

    @Override
    final Task<?> task() {
        return this;
    }

    @Override
    final @Nullable Object item() {
        return next;
    }

    @Override
    final void item(@Nullable Object item) {
        next = item;
    }

    @Override
    final @Nullable Async<?> after() {
        return (Async<?>) next;
    }

    @Override
    final void after(@Nullable Async<?> waiter) {
        next = waiter;
    }

    /** For a source that is ready as soon as it is asked: the task, which is parking, is queued behind all others. */
    final void yieldTo() {
        STATUS.setRelease(this, status & ~PHASE | NOTIFIED | LAST); // nobody wakes it: no source knows of it
    }

    // ---- as a timer: see Asleep -------------------------------------------------------------------------------------

    /** It will be scheduled, anew. Nobody else knows of the timer now. */
    final void beginSleep() {
        next = null;
        place = NOT_PENDING;
    }

    final void forgetDeadline(long deadline) {
        next = deadline;
    }

    /** What {@link #forgetDeadline} has kept, or {@link Timers#NEVER}. */
    final long takeForgottenDeadline() {
        if (next instanceof Long deadline) {
            next = null;
            return deadline;
        }
        return Timers.NEVER;
    }

    @Override
    protected final void fire() {
        Asleep.fire(this);
    }

    @Override
    protected final int place() {
        return place;
    }

    @Override
    protected final void place(int place) {
        this.place = place;
    }

    // ---- cancellation -----------------------------------------------------------------------------------------------

    /** It was cancelled a while ago and has not ended: whether that may be its fault. Its children are watched themselves. */
    final boolean maySwallow() {
        Object source = slot;
        return masks() == 0
                && !(source instanceof Scope
                        || source instanceof Group
                        || source instanceof Join
                        || source instanceof Ended);
    }

    /** As {@link #cancel()}, for one that was cancelled before. */
    final void cancelAgain() {
        if (isDone()) {
            return;
        }
        askToEndAgain();
        stop(reason());
    }

    /** Carries out what was requested of this one. */
    @Override
    final void stop(@Nullable String reason) {
        cancelAll(new ArrayList<>(List.of(this)), reason);
    }

    /** Ends the park of a task that was cancelled or interrupted. */
    @Override
    final void cutShort() {
        for (; ; ) {
            int s = status;
            if (phase(s) != PARKED) {
                return; // it will see the flag when it parks next, or it has been woken anyway
            }
            Object source = slot;
            if (!(source instanceof Awaitable waited) || !hasReason() || !mayCutShort(waited)) {
                return;
            }
            if (STATUS.compareAndSet(this, s, s & ~PHASE | QUEUED | CUT_SHORT)) {
                abandon(waited);
                dispatcher().dispatchNext(this);
                return;
            }
            if (waited instanceof Select<?> select) { // it may have begun another wait meanwhile, which we have stopped
                select.stoppedInVain();
            }
        }
    }

    /** Tells a source that this task waits no longer. What foreign code throws there must not lose the task. */
    private void abandon(Awaitable source) {
        try {
            Abi.forget(source, this);
        } catch (Throwable t) { // reported; the task goes on with its cancellation
            report(t);
        }
    }

    /** To the thread's handler, whatever that does. */
    static void report(Throwable t) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
        } catch (Throwable failed) { // of the handler: the task goes on
            return;
        }
    }

    /** Ended with a result. */
    final boolean hasSucceeded() {
        return phase(status) == DONE;
    }

    /** Stopped by its cancellation, which is no failure. */
    final boolean isStopped() {
        return phase(status) == STOPPED;
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    /** Publishes the outcome; false if a scope left open must be waited for first. */
    private boolean end(Context context) {
        letGo(context);
        Throwable failure = context.failure();
        Scope left = openScope();
        while (left != null && left.isLost()) {
            left.orphan();
            left = left.enclosing();
        }
        if (left != null) {
            left.leftOpen(failure);
            takeFailure(context);
            context.suspend(left);
            return false;
        }
        Object result = null;
        int phase = DONE;
        if (failure == null) {
            result = context.take();
        } else {
            takeFailure(context);
            phase = FAILED;
            if (isCancelling() && Suppressed.isOfCancellation(failure)) {
                failure = Suppressed.ofCleanUp(failure);
                phase = failure == null ? STOPPED : FAILED;
            }
        }
        innermost = null;
        heapTop = null;
        slot = phase == DONE ? result : phase == FAILED ? failure : reason();
        Scope scope = scope();
        boolean first = phase == FAILED && failure != null && scope.failed(failure);
        context.ended();
        publishEnd(phase);
        scope.ended(this, phase == FAILED ? failure : null, first, context);
        return true;
    }

    /** Of an unwinding that has failed, if that was not possible at once. */
    private static void letGo(Context context) {
        try {
            context.abandon();
        } catch (Throwable t) { // of a source; reported
            context.takeSource();
            report(t);
        }
    }

    @Override
    final void publish(int phase) {
        STATUS.setRelease(this, status & ~PHASE | phase);
    }

    private static void takeFailure(Context context) {
        if (context.failure() != null) {
            try {
                context.take();
            } catch (Throwable t) { // the one that failure() gave, now taken
                return;
            }
        }
    }

    @Override
    protected final boolean isSelectable() {
        return !isCold() && phase(status) != NESTED;
    }

    @Override
    protected final @Nullable Object wake(Context context) {
        return isDone() ? settled(context) : context.suspend(this);
    }

    private @Nullable Object settled(Context context) {
        Throwable failure = failure();
        if (failure == null) {
            return slot;
        }
        ((Task<?>) context.task()).handed(failure);
        throw Rethrow.asIs(failure);
    }

    /** The result of a task that has ended well. */
    @SuppressWarnings({"unchecked", "NullAway"}) // T may itself be nullable
    final T result() {
        return (T) slot;
    }

    /** What awaiting the ended task throws; null if it has a result. */
    final @Nullable Throwable failure() {
        return switch (phase(status)) {
            case DONE -> null;
            case FAILED -> (Throwable) slot;
            case STOPPED -> new CancellationException(wasCancelled());
            default -> throw new IllegalStateException(name() + " has not ended");
        };
    }

    /** For people. */
    final String wasCancelled() {
        String reason = reason();
        return name() + " was cancelled" + (reason == null ? "" : ": " + reason);
    }

    @Override
    final synchronized @Nullable String reason() {
        return isStopped() ? (String) slot : kept(String.class);
    }

    // ---- for the WaitGraph, by any thread ---------------------------------------------------------------------------

    @Override
    final Task<?> waker() {
        return this;
    }

    /** The calling thread's task; null if it runs none. */
    static @Nullable Task<?> running() {
        Context context = Context.current();
        return context == null ? null : (Task<?>) context.running();
    }

    /** Which park it is in; 0 if it is not parked. */
    final int park() {
        int s = status;
        return phase(s) == PARKED ? s : 0;
    }

    /** What it waits for in that park; null if that is over. */
    final @Nullable Awaitable source(int park) {
        Object source = slot;
        VarHandle.acquireFence(); // a source of a later park would be seen after that park's status
        return status == park && source instanceof Awaitable waited ? waited : null;
    }

    private static int phase(int status) {
        return status & PHASE;
    }

    private String phaseName() {
        return switch (phase(status)) {
            case COLD -> "not started";
            case NESTED -> "awaited";
            case QUEUED -> "queued";
            case RUNNING, NOTIFIED -> "running";
            case PARKING, PARKED -> "waiting";
            case DONE -> "done";
            case FAILED -> "failed";
            case STOPPED -> "cancelled";
            default -> throw new AssertionError(status);
        };
    }
}
