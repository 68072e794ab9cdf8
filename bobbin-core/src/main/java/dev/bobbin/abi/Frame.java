package dev.bobbin.abi;

import org.jspecify.annotations.Nullable;

/**
 * A suspended call that found no room in its root: recursion, virtual callees, other people's jars.
 *
 * <p>The heap frames of one host form a list from the leaf to the root; hosted frames in between name their place by
 * {@link #caller}. Owned by the thread that runs the task.
 */
public abstract class Frame {
    /** The next heap frame towards the root. */
    private @Nullable Frame below;

    /** Who gets the result: a hosted frame, {@link Awaitable#HEAP} for {@link #below}, or {@link Awaitable#NONE}. */
    private byte caller = Awaitable.NONE;

    /** For emitted code, the core and runtimes. */
    protected Frame() {}

    /** Enters the resume form; leaves the result in the context or throws. */
    public abstract void resume(Context context) throws Throwable;

    /**
     * Says where the call stands. May be called by any thread at any time: while the task runs what it says means nothing.
     *
     * @param asking owned by {@link Whereabouts}
     */
    public void at(Context asking) {}

    /** It will not be resumed after all: its task could not store the frames of the callers. */
    protected void abandoned() {}

    /** The next heap frame towards the root. */
    public final @Nullable Frame below() {
        return below;
    }

    final void below(@Nullable Frame frame) {
        below = frame;
    }

    /** Who gets this frame's result. */
    public final int caller() {
        return caller;
    }

    final void caller(int frame) {
        caller = (byte) frame;
    }
}
