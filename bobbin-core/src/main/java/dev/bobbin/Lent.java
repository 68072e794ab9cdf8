package dev.bobbin;

import dev.bobbin.abi.Context;
import dev.bobbin.spi.Stack;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a coroutine that has a thread of its own is lent by its resumer: the context, and the way to await. On a continuation it
 * finds both, since that thread is its resumer's.
 *
 * <p>So an await suspends the body with {@link #leaves} set; the resumer, who waits in {@link #run} and may be such a body itself, is
 * suspended in its turn, and so on until the task is. It goes on the same way back.
 *
 * <p>All fields belong to whoever has the turn. The thread keeps the context between two turns, as most are with the same.
 */
final class Lent implements OwnThread {
    private final Stack stack;

    /** What the body's thread has. */
    private @Nullable Context bound;

    // The resumer's; null between two turns, since a coroutine that is not resumed again must not keep a task.
    private @Nullable Context context;
    private @Nullable Bridged<?> bridged;
    private @Nullable Thread resumer;

    /** The body awaits. */
    private boolean leaves;

    /** Why the resumer could not be suspended. */
    private @Nullable Throwable refusal;

    Lent(Stack stack) {
        this.stack = stack;
    }

    // ---- for the resumer --------------------------------------------------------------------------------------------

    /** As that of the stack. */
    void run() {
        OwnThread own = CURRENT.get();
        context = Context.current();
        bridged = Bridged.of(own, context);
        resumer = own instanceof Lent outer ? outer.resumer : Thread.currentThread();
        try {
            stack.run();
            while (leaves) {
                leaves = false;
                leave(Objects.requireNonNull(own));
                context = Context.current();
                stack.run();
            }
        } finally {
            context = null;
            bridged = null;
            resumer = null;
        }
    }

    private void leave(OwnThread own) {
        try {
            own.leave();
        } catch (Throwable t) { // for the body, which goes on
            refusal = t;
        }
    }

    // ---- on the body's thread ---------------------------------------------------------------------------------------

    /** The body goes on. */
    void resumed() {
        if (bound != context) {
            bound = context;
            Context.bind(context);
            CURRENT.set(this);
        }
    }

    @Override
    public @Nullable Bridged<?> bridged() {
        return bridged;
    }

    @Override
    public void leave() {
        leaves = true;
        try {
            stack.suspend();
        } catch (Throwable t) { // it goes on
            leaves = false;
            throw t;
        }
        resumed();
        Throwable refused = refusal;
        refusal = null;
        if (refused != null) {
            throw Rethrow.asIs(refused);
        }
    }

    /** Whom it holds up if the calling thread blocks: that, or the one that a task runs on whose code resumes the coroutine of that. */
    static Thread heldUp() {
        Thread waiting = CURRENT.get() instanceof Lent lent && Task.running() != null ? lent.resumer : null;
        return waiting == null ? Thread.currentThread() : waiting;
    }
}
