package dev.bobbin.abi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a worker carries through the coroutines it runs: the signal that unwinds them, the result that goes from a callee
 * to its caller, and the chain of frames under construction.
 *
 * <p>One per worker; confined to its thread. Emitted code reads {@link #signal} after every call and nothing else on the
 * path that does not suspend.
 *
 * <p>Unwinding. A leaf calls {@link #suspend} and returns; each emitted caller sees the signal, asks {@link #host()} for
 * room, stores what lives on, and returns too. Frames are therefore placed from the leaf to the root, and each one that
 * is placed becomes the caller of the one placed before it ({@link #last}). Heap frames are collected in a segment
 * ({@link #segment}) that is put on top of the host's list when the unwinding reaches the host itself.
 *
 * <p>Unwinding may fail, for want of stack or memory, wherever a frame is stored. The error then comes out of the await
 * whose frame it is, and {@link #abandon} undoes what has been stored below.
 *
 * <p>Resuming goes the other way, in a loop in {@code dev.bobbin.Task}, never by recursion.
 */
public final class Context {
    /** How many operations a task may find ready in a row before it lets others run. */
    public static final int TURN = 128;

    /** {@link #signal}: calls return plain results. */
    public static final int NONE = 0;
    /** {@link #signal}: the task is suspending, results mean nothing. */
    public static final int SUSPENDED = 1;
    /** {@link #signal}: the callee returned another computation for its caller to run, a tail call. */
    public static final int TAIL = 2;

    /** What the call that just returned has to say; read by emitted code. */
    public int signal;

    /** Result of a callee of kind int (or float, as raw bits); written by emitted code. */
    public int intResult;
    /** Result of a callee of kind long (or double, as raw bits); written by emitted code. */
    public long longResult;
    /** Result of a callee that returns a reference; written by emitted code. */
    public @Nullable Object result;

    /** Failure of a callee, thrown into its caller by the next {@code take}. */
    private @Nullable Throwable failure;

    /** The failure that has been {@link #toComplete} last, since it goes from caller to caller. */
    private @Nullable Throwable completed;

    /** What the suspending leaf waits for; not null while a task unwinds, and afterwards if that has failed. */
    private @Nullable Awaitable source;

    /** The computation that the caller is to run. */
    private @Nullable Awaitable tailCall;

    /** The host whose frames run now. */
    private @Nullable Awaitable host;

    /** The task that runs now, the outermost host. */
    private @Nullable Awaitable task;

    private int last = Awaitable.NONE;
    private int first = Awaitable.NONE;
    private @Nullable Frame segment;
    private @Nullable Frame segmentEnd;
    private @Nullable Frame spare;

    /** The host of the chain that begins with {@link #first}. */
    private @Nullable Awaitable chainHost;

    /** The nested hosts whose frames have all been stored, from this one ... */
    private @Nullable Awaitable innermost;
    /** ... to this one. */
    private @Nullable Awaitable outermost;

    /** Who owns this context: the scheduler's worker; or {@link Whereabouts}, and no task runs. */
    private final Object owner;

    /** Who has ended here and is yet to leave; null if its parent is told of each at once. */
    private final @Nullable Leaving leaving;

    /** How many operations go ahead in a turn. */
    private int turn = TURN;

    /** What is left of the {@link #turn}. */
    private int budget = TURN;

    /** Whether that, or its end, is nobody's concern: see {@link #spendNothing}. */
    private boolean spendsNothing;

    /** The task has run for longer than its time slice; written by others too. */
    private volatile boolean turnIsOver;

    private long parks; // written by this thread only, read by others as opaque
    private long ends;

    private static final ThreadLocal<@Nullable Context> CURRENT = new ThreadLocal<>();
    private static final VarHandle PARKS;
    private static final VarHandle ENDS;

    static {
        try {
            PARKS = MethodHandles.lookup().findVarHandle(Context.class, "parks", long.class);
            ENDS = MethodHandles.lookup().findVarHandle(Context.class, "ends", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** For whoever runs tasks with it: see {@link #owner}. */
    public Context(Object owner) {
        this(owner, null);
    }

    private Context(Object owner, @Nullable Leaving leaving) {
        this.owner = owner;
        this.leaving = leaving;
    }

    /**
     * For who promises to call {@link #catchUpBefore} before each task that it runs, and {@link #catchUp} before it waits for tasks and before it ends: so that some of
     * what is to be done when a task has ended can be put off until then.
     */
    public static Context catchingUp(Object owner) {
        return new Context(owner, new Leaving());
    }

    /** The context of the calling thread while it is a worker, else null. */
    public static @Nullable Context current() {
        return CURRENT.get();
    }

    /**
     * Makes {@code context} the calling thread's, or none.
     *
     * @return the one before, to be put back
     */
    public static @Nullable Context bind(@Nullable Context context) {
        Context before = CURRENT.get();
        if (context == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(context);
        }
        return before;
    }

    /** To take the place of another of the same worker, in which something was thrown past a task. */
    public Context(Context broken) {
        this(broken.owner, broken.leaving);
        this.parks = broken.parks;
        this.ends = broken.ends;
    }

    /** Notes that the running task has parked. */
    public void parked() {
        PARKS.setOpaque(this, parks + 1);
    }

    /** Notes that the running task has ended. */
    public void ended() {
        ENDS.setOpaque(this, ends + 1);
    }

    /** How many tasks have parked on this worker. */
    public long parks() {
        return (long) PARKS.getOpaque(this);
    }

    /** How many tasks have ended on this worker. */
    public long ends() {
        return (long) ENDS.getOpaque(this);
    }

    /** The worker, as the runtime that made this context knows it. */
    public Object owner() {
        return owner;
    }

    /** The worker comes to the next task. */
    void beginTurn() {
        budget = turn;
        if (turnIsOver) {
            turnIsOver = false;
        }
    }

    /**
     * How many operations go ahead in each turn from now on, {@link #TURN} at first. With a smaller number others come in between more
     * often; with 1 each operation waits for its turn, and then goes ahead. By the thread that runs its tasks, between two of them.
     */
    public void turn(int operations) {
        turn = operations;
    }

    /** The running task has had its share of time; called by any thread. */
    public void endTurn() {
        turnIsOver = true;
    }

    /** Children that have ended on this thread and are yet to leave their parent; null if the owner does not {@link #catchUp}. */
    public @Nullable Leaving leaving() {
        return leaving;
    }

    /** Whether something has been put off. */
    public boolean isBehind() {
        return leaving != null && leaving.last != null;
    }

    /** Does what has been put off; tasks may be queued by it. By the owner, when it runs none. */
    public void catchUp() {
        if (leaving != null) {
            leaving.tell();
        }
    }

    /** As {@link #catchUp}, but for what can wait as this task is run next; with null for none. */
    public void catchUpBefore(@Nullable Awaitable task) {
        if (leaving != null && leaving.last != null && (task == null || !task.isSiblingOf(leaving.last))) {
            leaving.tell();
        }
    }

    // ---- called by leaves -------------------------------------------------------------------------------------------

    /**
     * Whether an operation that may find ready what it needs should go ahead. After {@link #TURN} of them in a row, or after the
     * task's time slice, the operation is to wait for its turn instead: a peer that always has data, or a channel that is never
     * empty, cannot keep other tasks from running.
     */
    public boolean spend() {
        return --budget > 0 && !turnIsOver || spendsNothing;
    }

    /** Until it is ended {@link #spend} always says yes: for what asks several operations in one, for which it has spent. */
    public void spendNothing(boolean begin) {
        spendsNothing = begin;
    }

    /** For code that runs in this context in the turn of a task that runs in another, and back. */
    public void goOnWithTurnOf(Context other) {
        budget = other.budget;
        if (turnIsOver != other.turnIsOver) {
            turnIsOver = other.turnIsOver;
        }
    }

    /** Begins to unwind the running task, which will wait for {@code source}. The caller returns null at once. */
    public @Nullable Object suspend(Awaitable source) {
        if (this.source != null) {
            abandon();
        }
        this.source = source;
        signal = SUSPENDED;
        return null;
    }

    /** The running task, or null between two tasks. */
    public @Nullable Awaitable running() {
        return task;
    }

    /** The running task. */
    public Awaitable task() {
        return Objects.requireNonNull(task, "no task is running");
    }

    // ---- called by emitted code -------------------------------------------------------------------------------------

    /**
     * Finds room for the frame of a coroutine whose state is of the given interface.
     *
     * @return the host, which implements {@code state}, or null if the frame must go to the heap by {@link #push}
     */
    public @Nullable Awaitable place(Class<?> state) {
        Awaitable h = host();
        int frame = h.host(state);
        if (frame == Awaitable.NONE) {
            return null;
        }
        linkLast(frame);
        return h;
    }

    /** Adds a frame that has its room in the host for certain. */
    public void placeHosted(int frame) {
        linkLast(frame);
    }

    /** Adds a heap frame to the chain. */
    public void push(Frame frame) {
        linkLast(Awaitable.HEAP);
        frame.below(null);
        if (segmentEnd == null) {
            segment = frame;
        } else {
            segmentEnd.below(frame);
        }
        segmentEnd = frame;
    }

    /** The heap frame that the coroutine just resumed has left, if it is of this class, to be used again. */
    public @Nullable Frame spare(Class<? extends Frame> kind) {
        Frame f = spare;
        if (f == null || f.getClass() != kind) {
            return null;
        }
        spare = null;
        return f;
    }

    /** The caller is to run {@code next} and take its result for that of the coroutine which returned it. */
    @Nullable
    Object tail(Awaitable next) {
        tailCall = next;
        signal = TAIL;
        return null;
    }

    /**
     * What the cold path after a call does first: runs tail calls until one has a result or suspends.
     *
     * @return true if there is a result (or a failure) to take, false if the caller must store its frame
     */
    public boolean settle() {
        while (signal == TAIL) {
            signal = NONE;
            Awaitable next = Objects.requireNonNull(tailCall, "no tail call");
            tailCall = null;
            try {
                result = next.start(this);
            } catch (Throwable t) { // handed to the caller by take(), unchanged
                failure = t;
                return true;
            }
        }
        return signal == NONE;
    }

    /**
     * Polls a callee that was suspended. If it has ended, {@link #signal} is {@link #NONE} and its result or failure can be
     * taken.
     *
     * @return the callee, if it is to be polled again when the task runs again, else null
     */
    public @Nullable Pollable again(Pollable callee) {
        Pollable kept = null;
        try {
            callee.poll(this);
            kept = keep(callee);
        } catch (Throwable t) { // handed to the caller by take(), unchanged
            fail(t);
        }
        if (failure == null) {
            settle();
        }
        complete(callee);
        return kept;
    }

    /** As {@link #fail}, for a callee that was suspended and whose caller still is. */
    public void failed(Throwable t) {
        fail(t);
        complete(null);
    }

    /** As {@link #settle}, after a callee that was suspended and whose caller still is. */
    public boolean settleAgain() {
        boolean settled = settle();
        complete(null);
        return settled;
    }

    private void complete(@Nullable Pollable callee) {
        if (failure != null) {
            try {
                host().failing(this, spare, callee);
            } catch (StackOverflowError e) { // no room for it: the trace stays as it is
                return;
            }
        }
    }

    /** A callee that has returned with a signal: itself if it is suspended, null if what it left is a tail call. */
    public @Nullable Pollable keep(Pollable callee) {
        return signal == SUSPENDED ? callee : null;
    }

    /** The callee's result of kind int, or its failure. */
    public int takeInt() {
        if (failure != null) {
            throw rethrow();
        }
        return intResult;
    }

    /** The callee's result of kind long, or its failure. */
    public long takeLong() {
        if (failure != null) {
            throw rethrow();
        }
        return longResult;
    }

    /** The callee's result of kind float, or its failure. */
    public float takeFloat() {
        return Float.intBitsToFloat(takeInt());
    }

    /** The callee's result of kind double, or its failure. */
    public double takeDouble() {
        return Double.longBitsToDouble(takeLong());
    }

    /** The callee's result, or its failure. */
    public @Nullable Object take() {
        if (failure != null) {
            throw rethrow();
        }
        Object r = result;
        result = null;
        return r;
    }

    /** Leaves a result of kind float. */
    public void floatResult(float value) {
        intResult = Float.floatToRawIntBits(value);
    }

    /** Leaves a result of kind double. */
    public void doubleResult(double value) {
        longResult = Double.doubleToRawLongBits(value);
    }

    /** Emitted where a frame is asked for where it stands, first. */
    public void at(int state, String coroutine) {
        asking().call(state, coroutine);
    }

    /**
     * Emitted in each class with coroutines that suspend, second.
     *
     * @param file null if it is unknown
     * @param lines for each coroutine its name with its suffix and a semicolon, the length of the name alone, the number of states,
     *     and for each state the line of its await, 0 if that is unknown; numbers are characters
     */
    public void at(Class<?> declaring, @Nullable String file, String lines) {
        asking().in(declaring, file, lines);
    }

    private Whereabouts asking() {
        return (Whereabouts) owner;
    }

    // ---- called by tasks --------------------------------------------------------------------------------------------

    /** Makes {@code task} the running one, with the frames of {@code host} on top. */
    public void enter(@Nullable Awaitable task, @Nullable Awaitable host) {
        this.task = task;
        this.host = host;
        completed = null;
    }

    /** The failure left for the caller, if it has not been the answer before; null else. */
    public @Nullable Throwable toComplete() {
        Throwable t = failure;
        if (t == completed) {
            return null;
        }
        completed = t;
        return t;
    }

    /** The host whose frames run now. */
    public Awaitable host() {
        return Objects.requireNonNull(host, "no task is running");
    }

    /** Makes {@code host} the one whose frames run now. */
    public void host(Awaitable host) {
        this.host = host;
    }

    /** The source to wait for; given once. */
    public Awaitable takeSource() {
        Awaitable s = Objects.requireNonNull(source, "nothing to wait for");
        source = null;
        return s;
    }

    /**
     * The unwinding has reached the host: {@code caller} gets the result of the last frame placed.
     *
     * @return the frame to resume first
     */
    public int endUnwinding(int caller) {
        int leaf = caller;
        if (last != Awaitable.NONE) {
            linkLast(caller);
            leaf = first;
        }
        last = Awaitable.NONE;
        first = Awaitable.NONE;
        return leaf;
    }

    /** Puts the heap frames placed by this unwinding on top of the host's list and returns the new top. */
    public @Nullable Frame takeSegment(@Nullable Frame top) {
        spare = null;
        Frame s = segment;
        if (s == null) {
            return top;
        }
        Objects.requireNonNull(segmentEnd).below(top);
        segment = null;
        segmentEnd = null;
        return s;
    }

    /** The host in which the leaf lies, where hosts are nested; set by the first that the unwinding reaches. */
    public void innermost(Awaitable host) {
        if (innermost == null) {
            innermost = host;
        }
        outermost = host;
    }

    /** See {@link #innermost(Awaitable)}; {@code otherwise} if none was noted. */
    public Awaitable takeInnermost(Awaitable otherwise) {
        Awaitable h = innermost == null ? otherwise : innermost;
        innermost = null;
        return h;
    }

    /** Resumes a heap frame, which may be used again if its coroutine suspends again. */
    public void resume(Frame frame) throws Throwable {
        spare = frame;
        frame.resume(this);
    }

    /** Leaves a failure for the next {@code take}. What was being unwound when it came is not. */
    public void fail(Throwable t) {
        signal = NONE;
        result = null;
        failure = t;
    }

    /** The failure left for the caller, if any, without throwing it. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /**
     * Undoes an unwinding that has failed: the frames that had been stored leave their rooms and are let go, the source
     * forgets the task. Does nothing if none has failed.
     *
     * <p>It may itself run out of stack, which is why emitted code resets {@link #signal} before; what is left to do is done
     * when the task suspends the next time, or ends.
     */
    public void abandon() {
        Awaitable abandoned = source;
        if (abandoned == null) {
            return;
        }
        for (Awaitable h = innermost; h != null; h = innermost) {
            Awaitable outer = h.abandonFrames();
            innermost = h == outermost ? null : outer;
        }
        outermost = null;
        abandonChain();
        task().lostFrames();
        forget(abandoned);
        source = null;
    }

    /** Each step can be the last for now. */
    private void abandonChain() {
        while (first != Awaitable.NONE) {
            boolean isLast = first == last;
            int caller;
            if (first != Awaitable.HEAP) {
                Awaitable h = Objects.requireNonNull(chainHost);
                caller = h.caller(first);
                h.abandonFrame(first);
            } else {
                Frame frame = segment;
                if (frame == null) { // it has not come to be pushed
                    break;
                }
                isLast &= frame == segmentEnd;
                caller = frame.caller();
                frame.abandoned();
                segment = frame.below();
            }
            first = isLast ? Awaitable.NONE : caller;
        }
        first = Awaitable.NONE;
        last = Awaitable.NONE;
        segment = null;
        segmentEnd = null;
        chainHost = null;
    }

    /** What foreign code throws there must not be taken for what the task has waited for. */
    private void forget(Awaitable abandoned) {
        try {
            abandoned.forget(task());
        } catch (StackOverflowError e) { // there is more stack the next time
            throw e;
        } catch (Throwable t) { // reported
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
        }
    }

    private void linkLast(int frame) {
        if (last == Awaitable.NONE) {
            first = frame;
            chainHost = host;
        } else if (last == Awaitable.HEAP) {
            Objects.requireNonNull(segmentEnd).caller(frame);
        } else {
            host().link(last, frame);
        }
        last = frame;
    }

    private RuntimeException rethrow() {
        Throwable t = Objects.requireNonNull(failure);
        failure = null;
        throw Context.<RuntimeException>unchecked(t);
    }

    /** Lets a checked exception pass: it is the same object that the callee threw. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException unchecked(Throwable t) throws X {
        throw (X) t;
    }
}
