package dev.bobbin.abi;

import org.jspecify.annotations.Nullable;

/**
 * The virtual protocol behind everything that can be awaited; the field-free base of {@code dev.bobbin.Async}.
 *
 * <p>It plays two parts. As a <em>source</em> it is what a leaf waits for: {@link #start}, then, if that suspended,
 * {@link #park} once all frames are stored, and {@link #wake} when the task runs again. As a <em>host</em> it is a root
 * object that has room for the frames of its callees: {@link #host}, {@link #link}, {@link #caller}, {@link #resume}, {@link #at}.
 * As a <em>task</em> it is {@link #run} by a worker and woken by
 * {@link #wakeFrom}. As a <em>timer</em> it is a node of a heap: {@link #fire}, {@link #place}. Emitted roots override the host part. All parts stand in one class, not in interfaces, because a cast to one of many
 * interfaces writes a cache line that all cores share (JDK-8180450) and a virtual call needs no cast.
 *
 * <p>The methods are protected so that users of an {@code Async} do not see them; {@link Abi} and {@link Context}, in the
 * same package, call them for emitted code and for runtimes.
 *
 * <p>Thread-safety: everything but {@link #park}, {@link #forget} and {@link #at} is called only by the thread that runs the task.
 */
public abstract class Awaitable {
    /** No frame: the answer of {@link #caller} for the frame nearest to the root, of {@link #host} for "no room". */
    public static final int NONE = -1;

    /** The frame on top of the host's list of heap frames. */
    public static final int HEAP = 127;

    /** The {@link #place} of a timer that is not pending. */
    public static final int NOT_PENDING = 0;

    /** The {@link #place} of a timer that has been taken out of its heap to be fired. */
    public static final int DUE = -1;

    /** For emitted code, the core and runtimes. */
    protected Awaitable() {}

    /**
     * Begins the computation in the caller's place. Returns its result or throws its failure; if it cannot finish now it
     * calls {@link Context#suspend} with the source to wait for and returns null.
     */
    protected abstract @Nullable Object start(Context context);

    /**
     * Registers a task, all of whose frames are stored, to be woken by this source; the wake-up may come at once, even
     * before this returns.
     *
     * <p>What this throws arrives at the suspension point.
     *
     * @return false if there is nothing to wait for any more; the task then goes on in the same thread
     */
    protected boolean park(Awaitable task) {
        throw new IllegalStateException(getClass().getName() + " is not something that a task can wait for");
    }

    /**
     * Called when the waiting task runs again: returns the result, throws the failure, or suspends once more if the
     * wake-up was spurious.
     */
    protected @Nullable Object wake(Context context) {
        throw new IllegalStateException(getClass().getName() + " is not something that a task can wait for");
    }

    /**
     * The task waits no longer, because it was cancelled or could not be suspended: removes its registration and gives up what was opened for this wait. Every
     * source that a task has suspended on is either parked on or forgotten, or both; this may come instead of {@link #park} or
     * after it, and may race with the source's own wake-up.
     */
    protected void forget(Awaitable task) {}

    /**
     * The waiting task has a reason to wait no longer: it was cancelled, or a scope of its has failed. Called by any thread,
     * perhaps more than once, perhaps before {@link #park}.
     *
     * @return whether the wait may be cut short; if not, this source sees to it that it ends soon by itself
     */
    protected boolean stopWaiting() {
        return true;
    }

    /** The frame of this host that stores the given state, if this host has one and its room is free; else {@link #NONE}. */
    protected int host(Class<?> state) {
        return NONE;
    }

    /** Notes that the hosted {@code frame} hands its result to {@code caller}; where there is one frame at most, it has none. */
    protected void link(int frame, int caller) {}

    /** The frame that the hosted {@code frame} hands its result to. */
    protected int caller(int frame) {
        return NONE;
    }

    /** The hosted {@code frame} will not be resumed: its room is free, what it held is let go. */
    protected void abandonFrame(int frame) {}

    /**
     * As {@link #abandonFrame}, for all frames of a nested host.
     *
     * @return the host around it
     */
    protected @Nullable Awaitable abandonFrames() {
        throw new IllegalStateException(getClass().getName() + " is not a nested host");
    }

    /** Suspended calls of this task have been abandoned; what they had open is left. */
    protected void lostFrames() {}

    /** Enters the resume form of the hosted {@code frame}; leaves the result in the context or throws. */
    protected void resume(int frame, Context context) {
        throw new IllegalStateException(
                "no frame " + frame + " in " + getClass().getName());
    }

    /**
     * Says where the call of the hosted {@code frame} stands; of a frame that holds several calls, of all of them, the innermost
     * first. May be called by any thread at any time: while the task runs what it says means nothing, and it may throw.
     *
     * @param asking owned by {@link Whereabouts}
     */
    protected void at(int frame, Context asking) {}

    /**
     * The failure in the context has come out of a call that was suspended: completes its stack trace with the calls that
     * still are. Throws nothing.
     *
     * @param polled the outermost call of the host that runs now, if it is polled from there and its calls are objects
     * @param failed of those the one that has failed
     */
    protected void failing(Context context, @Nullable Frame polled, @Nullable Pollable failed) {}

    /** Has the parent told of these, of whom it is the last; they are none any more after it. As a task, by the thread on which it has ended. */
    protected void leave(Leaving children) {
        throw new IllegalStateException(getClass().getName() + " is not a task");
    }

    /** Whether it is a child of the same parent as that one, which has ended, and has no scope of its own open; may say no while it is run elsewhere. As a task, by any thread. */
    protected boolean isSiblingOf(Awaitable ended) {
        return false;
    }

    /** The deadline has come. As a timer: called once, by a thread of the dispatcher; must be short and must not block. */
    protected void fire() {
        throw new IllegalStateException(getClass().getName() + " is not a timer");
    }

    /** Where it is pending as a timer: positive, as its heap has set it, or {@link #NOT_PENDING}, or {@link #DUE}. */
    protected int place() {
        throw new IllegalStateException(getClass().getName() + " is not a timer");
    }

    /** Sets {@link #place}; by its heap, under that one's lock. */
    protected void place(int place) {
        throw new IllegalStateException(getClass().getName() + " is not a timer");
    }

    /**
     * Whether it may be an arm of a select, which has itself woken in the place of a task: {@link #start} must do nothing else than
     * look, if it has to wait; {@link #wake} may come after {@link #forget}.
     */
    protected boolean isSelectable() {
        return false;
    }

    /**
     * Takes what is to be started once for one who will do that later, a scope or a group say, so that nobody else can.
     *
     * @return false if it has been taken or started before; true, too, of what may be started any number of times
     */
    protected boolean reserve() {
        return true;
    }

    /** Gives back what {@link #reserve} has taken: to {@link #start} it at once, or never. */
    protected void release() {}

    /** What it is, for messages to people: the method that has made it. */
    protected String what() {
        return toString();
    }

    /** The result, for which the calling code's stack is left meanwhile; throws where it cannot be. */
    protected @Nullable Object awaitOnStack() {
        throw new IllegalStateException(getClass().getName() + " is awaited by no program");
    }

    /** Of a cold body of a sequence that only yields: itself as steps, in place of this, which is used up; null of anything else. */
    protected @Nullable Step steps() {
        return null;
    }

    /** Whether the outcome is known without running or waiting: {@code done} and {@code failed}. */
    protected boolean isSettled() {
        return false;
    }

    /** Runs a scheduled task until it suspends or ends. Called by workers only. */
    protected void run(Context context) {
        throw new IllegalStateException(getClass().getName() + " is not a task");
    }

    /**
     * Wakes this task if it still waits for {@code source}; called by the source, from any thread.
     *
     * @return false if something else, a cancellation say, has already woken it
     */
    protected boolean wakeFrom(Awaitable source) {
        throw new IllegalStateException(getClass().getName() + " is not a task");
    }
}
