package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Feed;
import dev.bobbin.abi.Unawaited;
import dev.bobbin.abi.Yields;
import org.jspecify.annotations.Nullable;

/**
 * The yielder of a sequence all of whose elements are wanted by an action: each is given to it where the body yields it. So the body is never suspended, and runs as it
 * was written; no element is stored between being there and being taken, which is the larger part of what one costs otherwise.
 *
 * <p>Nothing else differs from a loop with an iterator. An action that fails ends the body as closing the iterator does. For bodies that do nothing else than
 * yield elements of their own: one that hands the yielder on may come deeper than the stack is.
 *
 * <p>Used by one thread.
 */
abstract class Feeding implements Feed {
    private static final int RUNNING = 0;

    /** The action runs. */
    private static final int GIVING = 1;

    /** The action has failed, and the body is being ended. */
    private static final int CLOSING = 2;

    private static final int ENDED = 3;

    private int state = RUNNING;

    /** What the action has thrown. */
    private @Nullable Throwable failure;

    /** What ends the body then. */
    private @Nullable Cancelled end;

    /**
     * Gives all elements to the action.
     *
     * @param cold the body, for the question whether it is one for this
     * @param body the same as it was written
     * @return false if it is none; nothing has been done
     */
    final boolean feed(Async<Void> cold, Runnable body) {
        Unawaited.used(cold);
        if (!Abi.yieldsOwn(cold)) {
            return false;
        }
        Throwable thrown = null;
        try {
            body.run();
        } catch (Throwable t) { // thrown below
            thrown = t;
        }
        state = ENDED;
        Throwable first = failure;
        if (first == null) {
            first = thrown;
        } else if (thrown != null) {
            Throwable later = thrown == end ? Suppressed.ofCleanUp(thrown) : thrown;
            if (later != null) {
                Abi.addSuppressed(first, later);
            }
        }
        if (first != null) {
            throw Rethrow.asIs(first);
        }
        return true;
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
