package dev.bobbin;

import dev.bobbin.abi.Abi;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The iterator of an operator. It looks for an element when it is asked for one, and closes what it is fed by as soon as there are no more:
 * at the end, at an early one, at a failure, or when it is closed itself. Subclasses say how an element is found, and keep it.
 *
 * <p>Used by one thread at a time.
 */
abstract class Stage implements AutoCloseable {
    private enum State {
        /** Nothing is known of the next element. */
        WAITING,
        LOOKING,
        FOUND,
        ENDED
    }

    private final @Nullable AutoCloseable fedBy;
    private State state = State.WAITING;

    Stage(@Nullable AutoCloseable fedBy) {
        this.fedBy = fedBy;
    }

    /** Finds the next element and keeps it; false if there is none or is to be none. */
    abstract boolean advance();

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
            case LOOKING -> throw reentered();
        };
    }

    private boolean look() {
        state = State.LOOKING;
        boolean found;
        try {
            found = advance();
        } catch (Throwable t) {
            state = State.ENDED;
            throw closedFor(t, this::closeSources);
        }
        if (found) {
            state = State.FOUND;
        } else {
            state = State.ENDED;
            closeSources();
        }
        return found;
    }

    /** The element is handed out. */
    final void take() {
        if (!hasNext()) {
            throw new NoSuchElementException("the sequence has no more elements");
        }
        state = State.WAITING;
    }

    @Override
    public final void close() {
        if (state == State.LOOKING) {
            throw reentered();
        }
        if (state != State.ENDED) {
            state = State.ENDED;
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
