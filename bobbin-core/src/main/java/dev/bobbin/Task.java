package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import dev.bobbin.abi.Pollable;
import dev.bobbin.abi.Unawaited;
import dev.bobbin.abi.Whereabouts;
import dev.bobbin.spi.Dispatcher;
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
 * <p>Who owns which field: {@link #status} belongs, with all others but {@link #joiners} (guarded by this object's monitor), the sibling links
 * (guarded by the scope's) and {@link #asked}, to the thread that runs the task, which is a plain writer of it. Two steps are a
 * compare-and-set, since others may take them, too: out of PARKING, which a source ends as well, by NOTIFIED; and out of PARKED, which is
 * published after all frames are stored: whoever takes it from there to QUEUED, a source or a canceller, dispatches the task.
 * The status counts the parks in its upper bits, so that a late wake-up for an earlier park fails.
 *
 * <p>What others ask of a task stands apart, so that it costs a task nothing that nobody asks for anything. Who asks writes it and then looks
 * whether the task is PARKED; who parks publishes that and then looks whether it was asked: so one of them sees the other, and
 * both do the same in {@link #cutShort}. See docs/adr/0014-asked-apart.md.
 *
 * <p>The frames of a host form a chain: {@link #leaf} is the frame to resume next, each frame knows its caller, those on
 * the heap hang on {@link #heapTop}. A finished callee's result is handed to its caller in the loop of {@link #proceed},
 * never by recursion. See docs/codegen.md.
 *
 * <p>The file is long because each method is a step of one protocol over one status word, which must be read together.
 */
public abstract class Task<T extends @Nullable Object> extends Async<T> {
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
    /** One park; the count wraps round in the bits above. */
    private static final int PARK = 1 << 6;

    // What is asked of it.
    /** To end: it was cancelled. */
    private static final byte CANCEL = 1;
    /** ... which has been thrown in the coroutine. */
    private static final byte DELIVERED = 1 << 1;
    /** To look at its scopes, one of which has a failure for its body. */
    private static final byte INTERRUPT = 1 << 2;
    /** It has parked after its cancellation was thrown: see {@link Swallowed}. */
    private static final byte WATCHED = 1 << 3;

    private static final VarHandle STATUS;
    private static final VarHandle ASKED;

    static {
        try {
            STATUS = MethodHandles.lookup().findVarHandle(Task.class, "status", int.class);
            ASKED = MethodHandles.lookup().findVarHandle(Task.class, "asked", byte.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int status;

    /** PARKED: the source. Ended: the result or the failure. Null: before the first step. */
    private @Nullable Object slot;

    /** Who waits for this task: tasks and arms of selects, linked by their {@link #item}, and {@link Listener}s. */
    private @Nullable Object joiners;

    /**
     * Of the one thing that this task waits for: the next that waits for the same; what it brings to a queue or is given there; the
     * deadline, a Long, if it was to sleep and had to be woken.
     */
    private @Nullable Object next;

    /** As a timer, while it sleeps, its heap's; in a {@link WaitQueue} that one's. */
    private int place;

    /** Of a task the innermost of the scopes that its body has open, or the scope it is in; of a nested host the outer one. */
    @Nullable
    Awaitable owner;

    @Nullable
    Task<?> older;

    @Nullable
    Task<?> younger;

    /** The host in which the leaf lies, null if it is this. */
    @Nullable
    Task<?> innermost;

    @Nullable
    Frame heapTop;

    byte leaf = NONE;
    private byte masked;

    /** Written by anybody, at any time. */
    private volatile byte asked;

    /** For emitted code: coroutines are not written by extending this class but by returning {@link Async}. */
    protected Task() {
        Unawaited.made(this);
    }

    /** Runs the coroutine's start form with the arguments stored at its creation; leaves the result in the context. */
    protected abstract void begin(Context context) throws Throwable;

    /** The result that the outermost frame left, as an object. */
    protected @Nullable Object outcome(Context context) {
        return context.take();
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
        cancelAll(new ArrayList<>(List.of(this)), reason);
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
            joiners = new Listener(reason, joiners);
            return true;
        }
    }

    /** Sets the flag; false if it changes nothing. */
    private boolean requestCancel() {
        int phase = phase(status);
        return phase < DONE && phase != NESTED && phase != COLD && ask(CANCEL);
    }

    /** Whether that had not been asked before. */
    private boolean ask(byte what) {
        return ((byte) ASKED.getAndBitwiseOr(this, what) & what) == 0;
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
        return source == child || source instanceof Awaitable waited && Scope.isAwaitedBy(waited, scope);
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

    /** The innermost open scope, around which are the other open ones and then the one that the task is in. */
    final Scope innermostScope() {
        return (Scope) Objects.requireNonNull(owner, "not started");
    }

    /** The innermost open scope, around which are the {@linkplain Scope#enclosing others}; null if none is open. */
    final @Nullable Scope openScope() {
        Scope innermost = innermostScope();
        return innermost.isOpenedBy(this) ? innermost : null;
    }

    /** As {@link #openScope}, without those that were opened for sequences. By the running task. */
    final @Nullable Scope openedByProgram() {
        Scope open = openScope();
        while (open != null && open.isLost()) {
            open = open.enclosing();
        }
        return open;
    }

    /** By any thread: all those scopes have the same. */
    final Dispatcher dispatcher() {
        return innermostScope().dispatcher();
    }

    /** The scope that the task is in. */
    final Scope scope() {
        Scope scope = innermostScope();
        while (scope.isOpenedBy(this)) {
            scope = Objects.requireNonNull(scope.around());
        }
        return scope;
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

    @Override
    protected final void run(Context context) {
        int s = status;
        STATUS.setRelease(this, s & ~(PHASE | CUT_SHORT) | RUNNING);
        VarHandle.storeStoreFence(); // who reads the frames sees that they change, before they do
        Task<?> host = innermost == null ? this : innermost;
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
                next = null;
                AwaitChain.complete(reason, this);
                context.fail(reason);
            } else {
                receive(context, source);
            }
        } catch (Throwable t) { // thrown at the suspension point
            handed(t);
            if (source instanceof Task || Scope.joinedBy(source) != null || source instanceof Group) {
                AwaitChain.complete(t, this);
            }
            context.fail(t);
        }
    }

    /** Fetches what the source has, or leaves that to the body of a sequence, which waits for it. */
    private void receive(Context context, Awaitable source) {
        Task<?> host = innermost == null ? this : innermost;
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
        Task<?> host = innermost == null ? this : innermost;
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

    private void proceed(Context context, Task<?> from) {
        Task<?> host = from;
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

    /** Hands results from callee to caller; true if the task is to suspend, all frames being stored, false if the outermost has ended. */
    private boolean advance(Context context, Task<?> from) {
        Task<?> host = from;
        int caller = host.leaf;
        for (; ; ) {
            if (context.signal == Context.TAIL) {
                while (caller == NONE && host != this) {
                    host = leave(host, context); // nothing is left of it but its tail call
                    caller = host.leaf;
                }
                host.leaf = (byte) caller;
                context.settle();
            }
            if (context.signal == Context.SUSPENDED) {
                host.storeChain(context, caller);
                Task<?> inner = (Task<?>) context.takeInnermost(host);
                innermost = inner == this ? null : inner;
                context.signal = Context.NONE;
                return true;
            }
            if (caller == NONE) {
                host.takeOutcome(context);
                if (host == this) {
                    return false;
                }
                host = leave(host, context);
                caller = host.leaf;
                continue;
            }
            int frame = caller;
            if (context.failure() != null) {
                AwaitChain.complete(context, host, frame);
            }
            caller = host.callerOf(frame);
            host.enterFrame(frame, context);
        }
    }

    private void storeChain(Context context, int caller) {
        leaf = (byte) context.endUnwinding(caller);
        heapTop = context.takeSegment(heapTop);
    }

    /** Each step can be the last for now. */
    @Override
    protected final @Nullable Awaitable abandonFrames() {
        while (leaf != NONE) {
            int caller = callerOf(leaf);
            if (leaf == HEAP) {
                Frame top = Objects.requireNonNull(heapTop);
                Abi.abandon(top);
                heapTop = top.below();
            } else {
                abandonFrame(leaf);
            }
            leaf = (byte) caller;
        }
        return owner;
    }

    /** Which of the open scopes are theirs is not known: those that are still open when one around them is closed. */
    @Override
    protected final void lostFrames() {
        for (Scope open = openScope(); open != null; open = open.enclosing()) {
            open.mayBeLost();
        }
    }

    @Override
    protected final void failing(Context context, @Nullable Frame polled, @Nullable Pollable failed) {
        AwaitChain.complete(context, this, polled, failed);
    }

    private int callerOf(int frame) {
        return frame == HEAP ? Objects.requireNonNull(heapTop).caller() : caller(frame);
    }

    private void enterFrame(int frame, Context context) {
        try {
            if (frame == HEAP) {
                Frame top = Objects.requireNonNull(heapTop);
                heapTop = top.below();
                context.resume(top);
            } else {
                resume(frame, context);
            }
        } catch (Throwable t) { // the callee's failure, for its caller
            context.fail(t);
        }
    }

    private void takeOutcome(Context context) {
        if (context.failure() == null) {
            context.result = outcome(context);
        }
    }

    /** A nested host has ended: what it belongs to goes on. */
    private Task<?> leave(Task<?> host, Context context) {
        Task<?> outer = (Task<?>) Objects.requireNonNull(host.owner);
        host.owner = null;
        context.host(outer);
        return outer;
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
            if (isCutShort(context, source)) {
                return false;
            }
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
                int s = publishPark(context, source);
                if (phase(s) == PARKED) {
                    context.parked();
                    return true;
                }
                if (phase(s) == RUNNING) {
                    if (context.failure() != null) {
                        return false;
                    }
                    continue; // the reason has gone while we looked: wait after all
                }
                if ((s & LAST) != 0) {
                    queueLast();
                    return true;
                }
            }
            takeBack();
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
     * @return the status: PARKED; NOTIFIED; or RUNNING, with the reason in the context if there is one
     */
    private int publishPark(Context context, Awaitable source) {
        for (; ; ) {
            int s = status;
            if (phase(s) == NOTIFIED) {
                return s;
            }
            if (!isAsked() || !mayCutShort(source)) {
                if ((asked & (DELIVERED | WATCHED)) == DELIVERED) {
                    watch();
                }
                int parked = s & ~PHASE | PARKED;
                if (STATUS.compareAndSet(this, s, parked)) {
                    if (isAsked()) { // since we have looked
                        cutShort();
                    }
                    return parked;
                }
            } else if (STATUS.compareAndSet(this, s, s & ~PHASE | RUNNING)) { // the source can give nothing any more
                slot = null;
                Throwable reason = pending();
                abandon(source);
                if (reason != null) {
                    next = null;
                    context.fail(reason);
                }
                return RUNNING;
            }
        }
    }

    /** It suspends once more after its cancellation was thrown: for a while that is fine. */
    private void watch() {
        ask(WATCHED);
        Swallowed watch = new Swallowed(this, dispatcher());
        synchronized (this) {
            joiners = new Listener(watch, joiners);
        }
        watch.begin();
    }

    /** Something has come that {@link #pending} may hand out. */
    private boolean isAsked() {
        byte a = asked;
        return a != 0 && ((a & INTERRUPT) != 0 || isToBeCancelled(a));
    }

    /** It was cancelled, which has not been thrown yet. */
    private static boolean isToBeCancelled(byte asked) {
        return (asked & (CANCEL | DELIVERED)) == CANCEL;
    }

    /** Asked only where there is a reason: it tells the source. */
    private boolean mayCutShort(Awaitable source) {
        return masked == 0 && Abi.stopWaiting(source);
    }

    /** Whether there is a reason not to wait; it is left in the context, and the source forgets the task. */
    private boolean isCutShort(Context context, Awaitable source) {
        if (!isAsked() || !mayCutShort(source)) {
            return false;
        }
        Throwable reason = pending();
        if (reason == null) {
            return false;
        }
        abandon(source); // what it has opened for this wait must not leak
        next = null;
        context.fail(reason);
        return true;
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

    private static boolean isWaiting(int s) {
        return phase(s) == PARKED || phase(s) == PARKING;
    }

    @Override
    final void go() {
        dispatcher().dispatchNext(this);
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

    /** For a source that is ready as soon as it is asked: the task, which is parking, is queued behind all others. */
    final void yieldTo() {
        STATUS.setRelease(this, status & ~PHASE | NOTIFIED | LAST); // nobody wakes it: no source knows of it
    }

    // ---- as a timer: see Asleep
    // ---------------------------------------------------------------------------------------

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

    /**
     * A scope of this task has a failure, which its body gets at the next suspension. If it waits in {@code all()},
     * {@code race()} and the like, that gets the failure to throw, and its parts are cancelled. Decided under the monitor that
     * {@link #open} takes: a group opened later finds the flag, one opened before is found here.
     */
    final void interrupt(Scope failed) {
        Scope group = null;
        synchronized (this) {
            Scope innermostOpen = openScope();
            if (masked == 0 && innermostOpen != null && innermostOpen.isGroup() && isOpen(failed)) {
                group = innermostOpen;
            }
            if (group != null && !group.keepsResult()) {
                Throwable failure = failed.handOver();
                if (failure == null) {
                    return; // the body has got it meanwhile
                }
                group.interruptGroup(failure);
            } else {
                ask(INTERRUPT);
            }
        }
        if (group != null) {
            group.cancelChildren();
        } else {
            cutShort();
        }
    }

    private boolean isOpen(Scope scope) {
        for (Scope s = openScope(); s != null; s = s.enclosing()) {
            if (s == scope) {
                return true;
            }
        }
        return false;
    }

    /** It was cancelled a while ago and has not ended: whether that may be its fault. Its children are watched themselves. */
    final boolean maySwallow() {
        Object source = slot;
        return masked == 0 && !(source instanceof Scope || source instanceof Group || source instanceof Scope.Join);
    }

    /** As {@link #cancel()}, for one that was cancelled before. */
    final void cancelAgain() {
        if (isDone()) {
            return;
        }
        ASKED.getAndBitwiseAnd(this, (byte) ~DELIVERED);
        cancelAll(new ArrayList<>(List.of(this)), reason());
    }

    /** Ends the park of a task that was cancelled or interrupted. */
    private void cutShort() {
        for (; ; ) {
            int s = status;
            if (phase(s) != PARKED) {
                return; // it will see the flag when it parks next, or it has been woken anyway
            }
            Object source = slot;
            if (!(source instanceof Awaitable waited) || !hasReasonToEnd() || !mayCutShort(waited)) {
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

    static void report(Throwable t) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
    }

    /** Whether {@link #pending} would hand something out; asked by others while the task is parked. */
    private boolean hasReasonToEnd() {
        byte a = asked;
        if (isToBeCancelled(a)) {
            return true;
        }
        if ((a & INTERRUPT) != 0) {
            for (Scope open : openScopes()) {
                if (open.hasFailureForBody()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is to be thrown at this suspension point: the cancellation, once, or a scope's failure, once. */
    private @Nullable Throwable pending() {
        for (; ; ) {
            byte a = asked;
            if (isToBeCancelled(a)) {
                if (ask(DELIVERED)) {
                    return new Cancelled(wasCancelled());
                }
            } else if ((a & INTERRUPT) != 0) {
                if (((byte) ASKED.getAndBitwiseAnd(this, (byte) ~INTERRUPT) & INTERRUPT) != 0) {
                    for (Scope open = openScope(); open != null; open = open.enclosing()) {
                        Throwable failure = open.handOver();
                        if (failure != null) {
                            return failure;
                        }
                    }
                }
            } else {
                return null;
            }
        }
    }

    /** The innermost open scope changes: a cancelled task's new scopes are cancelled too. */
    final void open(Scope scope) {
        boolean stop;
        synchronized (this) {
            owner = scope;
            stop = isToBeCancelled(asked) && masked == 0;
        }
        if (stop) {
            scope.cancelChildren();
        }
    }

    final void closed(Scope scope) {
        synchronized (this) {
            if (owner == scope) {
                owner = scope.around();
                return;
            }
            for (Scope open = openScope(); open != null; open = open.enclosing()) {
                if (open.around() == scope) {
                    open.around(scope.around());
                    return;
                }
            }
        }
    }

    /** The open scopes that a cancellation or interrupt reaches now, innermost first. */
    private List<Scope> openScopes() {
        List<Scope> open = new ArrayList<>();
        synchronized (this) {
            if (masked == 0) { // else unmask() will see to it
                for (Scope s = openScope(); s != null; s = s.enclosing()) {
                    open.add(s);
                }
            }
        }
        return open;
    }

    /** The body has been thrown this, by whatever way: none of its scopes throws it again. */
    final void handed(Throwable thrown) {
        for (Scope open = openScope(); open != null; open = open.enclosing()) {
            open.handed(thrown);
        }
    }

    /** How often {@link #mask} holds. By the running task. */
    final int masks() {
        return masked;
    }

    /** Holds back cancellation until {@link #unmask}. Called by the running task. */
    final void mask() {
        synchronized (this) {
            if (masked == Byte.MAX_VALUE) {
                throw new IllegalStateException("uncancellable nested more than " + Byte.MAX_VALUE + " deep");
            }
            masked++;
        }
    }

    final void unmask() {
        liftMask();
        letCancellationIn();
    }

    /** The first half of {@link #unmask}. */
    final void liftMask() {
        synchronized (this) {
            masked--;
        }
    }

    /** The second half, which may be repeated. */
    final void letCancellationIn() {
        if (masked == 0 && isToBeCancelled(asked)) {
            cancelAll(new ArrayList<>(List.of(this)), reason());
        }
    }

    /** What a wait that could not be cut short has to throw: a cancellation or a scope's failure, if there is one. */
    final @Nullable Throwable takeReason() {
        return masked == 0 && isAsked() ? pending() : null;
    }

    /** Whether {@link #takeReason} would give one. */
    final boolean hasReason() {
        return masked == 0 && hasReasonToEnd();
    }

    final boolean isCancelling() {
        return (asked & CANCEL) != 0;
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
            phase = failure instanceof Cancelled && isCancelling() ? STOPPED : FAILED;
        }
        innermost = null;
        heapTop = null;
        slot = failure == null ? result : phase == FAILED ? failure : reason();
        Scope scope = scope();
        boolean first = phase == FAILED && failure != null && scope.failed(failure);
        context.ended();
        Listener told = publish(phase);
        while (told != null) {
            Listener listener = told;
            told = (Listener) listener.rest;
            if (listener.told instanceof Runnable action) {
                action.run();
            } else if (listener.told instanceof Swallowed watch) {
                watch.end();
            }
        }
        scope.ended(this, phase == FAILED ? failure : null, first);
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

    /**
     * Makes the end visible and wakes the tasks that wait for it, all under the monitor: a joiner that is cancelled
     * meanwhile leaves in {@link #forget} only when nobody here follows its link any more.
     *
     * @return the other listeners, to be told outside the monitor
     */
    private synchronized @Nullable Listener publish(int phase) {
        STATUS.setRelease(this, status & ~PHASE | phase);
        Listener told = null;
        Object joiner = joiners;
        joiners = null;
        while (joiner != null) {
            Object rest = nextOf(joiner);
            if (joiner instanceof Listener listener) {
                listener.rest = told;
                told = listener;
            } else {
                Async<?> waiter = (Async<?>) joiner;
                waiter.item(null);
                Abi.wake(waiter, this);
            }
            joiner = rest;
        }
        return told;
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
    protected final boolean park(Awaitable task) {
        Async<?> joiner = (Async<?>) task;
        synchronized (this) {
            if (isDone()) {
                return false;
            }
            joiner.item(joiners);
            joiners = joiner;
            return true;
        }
    }

    @Override
    protected final void forget(Awaitable task) {
        synchronized (this) {
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

    @Override
    protected final boolean isSelectable() {
        return !isCold() && phase(status) != NESTED;
    }

    private static @Nullable Object nextOf(Object joiner) {
        return joiner instanceof Listener listener ? listener.rest : ((Async<?>) joiner).item();
    }

    @Override
    protected final @Nullable Object wake(Context context) {
        return isDone() ? settled(context) : context.suspend(this);
    }

    /** Runs the action when the task has ended: now, if it has. */
    final void listen(Runnable action) {
        synchronized (this) {
            if (!isDone()) {
                joiners = new Listener(action, joiners);
                return;
            }
        }
        action.run();
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
    private String wasCancelled() {
        String reason = reason();
        return name() + " was cancelled" + (reason == null ? "" : ": " + reason);
    }

    /** Why it was cancelled, if anybody said so. */
    private synchronized @Nullable String reason() {
        if (isStopped()) {
            return (String) slot;
        }
        for (Object j = joiners; j != null; j = nextOf(j)) {
            if (j instanceof Listener listener && listener.told instanceof String reason) {
                return reason;
            }
        }
        return null;
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

    /** A joiner that is not a task: an action; or, kept here since it is rare, the reason for the cancellation, or its watch. */
    private static final class Listener {
        final Object told;

        @Nullable
        Object rest;

        Listener(Object told, @Nullable Object rest) {
            this.told = told;
            this.rest = rest;
        }
    }
}
