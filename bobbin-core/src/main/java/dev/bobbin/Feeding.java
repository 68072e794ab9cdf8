package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.GivingYielder;
import dev.bobbin.abi.Unawaited;
import dev.bobbin.abi.Yields;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The yielder of a sequence all of whose elements are wanted by an action: each is given to it where the body yields it. So the body is never suspended, and runs as it
 * was written; no element is stored between being there and being taken, which is the larger part of what one costs otherwise.
 *
 * <p>What is done, and in which order, is what a loop with an iterator does. An action that fails ends the body as closing the iterator would. But the body's frame is on the stack
 * while the action runs. For bodies that do nothing else than yield elements of their own: one that hands the yielder on may come deeper than the stack is.
 *
 * <p>Used by one thread.
 */
abstract class Feeding implements GivingYielder {
    /** It has not begun, or has ended. */
    private static final int IDLE = 0;

    /** The body runs. */
    private static final int RUNNING = 1;

    /** The action does. */
    private static final int GIVING = 2;

    /** The action has failed, and the body is being ended. */
    private static final int CLOSING = 3;

    private int state = IDLE;

    /** What the action has thrown. */
    private @Nullable Throwable failure;

    /** What ends the body then. */
    private @Nullable Cancelled end;

    /**
     * Gives all elements to the action.
     *
     * @param cold the body, which has this as its yielder
     * @return false if it is not one for this; nothing has been done
     */
    final boolean run(Async<Void> cold) {
        Unawaited.used(cold);
        if (!(cold instanceof Task<?> body)) {
            return false;
        }
        state = RUNNING;
        Throwable thrown = null;
        boolean ran = true;
        try {
            ran = body.runThrough();
        } catch (Throwable t) { // thrown below
            thrown = t;
        }
        state = IDLE;
        if (thrown != null || failure != null) {
            throw Rethrow.asIs(outcome(thrown));
        }
        return ran;
    }

    /** What it fails with, if the body has thrown that, or nothing. */
    private Throwable outcome(@Nullable Throwable thrown) {
        Throwable first = failure;
        if (first == null) {
            return Objects.requireNonNull(thrown);
        }
        Throwable later = thrown == null || end == null ? thrown : Suppressed.besides(end, thrown);
        failure = null; // who keeps the yielder need not keep that
        end = null;
        if (later != null) {
            Abi.addSuppressed(first, later);
        }
        return first;
    }

    /** An element is given to the action. */
    final void gives() {
        if (state != RUNNING) {
            throw misused();
        }
        state = GIVING;
    }

    final void given() {
        state = RUNNING;
    }

    /** The action has thrown that. What is to be thrown where the body yields, to end it. */
    final Cancelled closed(Throwable thrown) {
        failure = thrown;
        state = CLOSING;
        Cancelled closed = new Cancelled("the sequence was closed");
        end = closed;
        return closed;
    }

    @Override
    public final IllegalStateException misused() {
        return state == RUNNING || state == CLOSING ? Yields.misused(state == CLOSING) : Yields.outside();
    }
}
