package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.ObjectStep;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The iterator of an operator. It looks for an element when it is asked for one, and closes what it is fed by as soon as there are no more:
 * at the end, at an early one, at a failure, or when it is closed itself. Subclasses say how an element is found, and keep it.
 *
 * <p>Used by one thread at a time.
 */
abstract class Stage implements AutoCloseable {
    /** In the place of an element: there is none, or is to be none. */
    static final Object END = ObjectStep.END;

    /** Nothing is known of the next element. Ints: an enum in a field would be an object that is stored at each element. */
    private static final int WAITING = 0;

    private static final int LOOKING = 1;
    private static final int FOUND = 2;
    private static final int ENDED = 3;

    private final @Nullable AutoCloseable fedBy;
    private int state = WAITING;

    Stage(@Nullable AutoCloseable fedBy) {
        this.fedBy = fedBy;
    }

    /** Finds the next element and keeps it; false if there is none or is to be none. */
    abstract boolean advance();

    /** What an iterator of such has given that is not {@link #END}. */
    @SuppressWarnings({"unchecked", "NullAway"}) // as it says
    static <T extends @Nullable Object> T element(@Nullable Object given) {
        return (T) given;
    }

    /** Called once. */
    void closeSources() {
        if (fedBy != null) {
            try {
                fedBy.close();
            } catch (Exception e) { // declared by AutoCloseable; it passes
                throw Rethrow.asIs(e);
            }
        }
    }

    public final boolean hasNext() {
        return switch (state) {
            case FOUND -> true;
            case ENDED -> false;
            case WAITING -> look();
            default -> throw reentered();
        };
    }

    private boolean look() {
        state = LOOKING;
        boolean found;
        try {
            found = advance();
        } catch (Throwable t) {
            throw failed(t);
        }
        if (found) {
            state = FOUND;
        } else {
            ended();
        }
        return found;
    }

    // ---- for who keeps no element -----------------------------------------------------------------------------------

    /** Whether nothing is known of the next element; then it is being looked for, until {@link #looked}, {@link #ended} or {@link #failed}. */
    final boolean looks() {
        if (state != WAITING) {
            return false;
        }
        state = LOOKING;
        return true;
    }

    /** One was found, and handed out. */
    final void looked() {
        state = WAITING;
    }

    final void ended() {
        state = ENDED;
        closeSources();
    }

    final RuntimeException failed(Throwable failure) {
        state = ENDED;
        throw closedFor(failure, this::closeSources);
    }

    // -----------------------------------------------------------------------------------------------------------------

    /** The element is handed out. */
    final void take() {
        if (!hasNext()) {
            throw new NoSuchElementException("the sequence has no more elements");
        }
        state = WAITING;
    }

    @Override
    public final void close() {
        if (state == LOOKING) {
            throw reentered();
        }
        if (state != ENDED) {
            state = ENDED;
            closeSources();
        }
    }

    /**
     * Closes the elements, which have failed, or whose user has, and throws that. In place of try-with-resources, which throws another exception where what
     * {@code close()} throws is the same, as with a resource that has failed for good.
     */
    static RuntimeException closedFor(Throwable failure, AutoCloseable elements) {
        try {
            elements.close();
        } catch (Throwable later) { // not in the place of the first
            Abi.addSuppressed(failure, later);
        }
        throw Rethrow.asIs(failure);
    }

    /** The one that was opened last first; null if it is not open. */
    static void closeBoth(@Nullable SeqIterator<?> last, SeqIterator<?> first) {
        if (last != null) {
            try {
                last.close();
            } catch (Throwable t) { // thrown once the other is closed
                throw closedFor(t, first);
            }
        }
        first.close();
    }

    private static IllegalStateException reentered() {
        return new IllegalStateException("a function of a sequence uses the iterator that has called it");
    }
}
