package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/**
 * An iterator that makes elements of those of others. Each subclass says, step by step, what it awaits for the next one. Once it has
 * ended or failed, what it takes its elements from has been closed.
 *
 * <p>Belongs to one task at a time.
 */
abstract class AsyncStage<T> extends Looping<Boolean> implements AsyncIterator<T> {
    private enum State {
        IDLE,
        BEGINNING,
        /** Waits for its turn. */
        LATER,
        /** Awaits what it needs for an element. */
        WORKING,
        /** Awaits that what it takes its elements from is closed. */
        CLOSING,
        ENDED
    }

    private volatile State state = State.IDLE;
    private boolean later;
    private @Nullable T element;
    private @Nullable Throwable failure;

    /** An element is wanted: what to await for it. Null if there was nothing to await: see {@link #give} and {@link #end}. */
    abstract @Nullable Async<?> want() throws Throwable;

    /** What was awaited has given this; as {@link #want}. */
    abstract @Nullable Async<?> got(@Nullable Object value) throws Throwable;

    /** What is thrown where what was awaited has failed. */
    Throwable reason(Throwable thrown) {
        return thrown;
    }

    /** Closes what it takes its elements from. */
    abstract Async<Void> closing() throws Exception;

    /** There is an element. */
    final @Nullable Async<?> give(T given) {
        element = given;
        return null;
    }

    /** There are no elements any more. */
    static @Nullable Async<?> end() {
        return null;
    }

    @Override
    public final Async<Boolean> next() {
        return this;
    }

    @Override
    public final T value() {
        T value = element;
        if (value == null) {
            throw new IllegalStateException("no element: await next() first, and stop when it says false");
        }
        return value;
    }

    @Override
    public final Async<Void> close() {
        return new Close(this);
    }

    /** False if it has ended. */
    private synchronized boolean enter(State entered, String what) {
        if (state == State.ENDED) {
            return false;
        }
        if (state != State.IDLE) {
            throw new IllegalStateException(what + " of a sequence's iterator while "
                    + (state == State.CLOSING ? "it is being closed" : "its next() is being awaited")
                    + ": it belongs to one coroutine at a time");
        }
        element = null;
        state = entered;
        return true;
    }

    @Override
    final void begin(Context context) {
        if (enter(State.BEGINNING, "next()")) {
            later = !context.spend();
        }
    }

    @Override
    final @Nullable Async<?> next(@Nullable Object value, @Nullable Throwable thrown) throws Throwable {
        switch (state) {
            case BEGINNING:
                if (later) {
                    state = State.LATER;
                    return Bobbin.yieldNow();
                }
                return work(true, null);
            case LATER:
                if (thrown != null) { // nothing has been taken
                    state = State.IDLE;
                    throw thrown;
                }
                return work(true, null);
            case WORKING:
                return thrown != null ? shut(reason(thrown)) : work(false, value);
            case CLOSING:
                state = State.ENDED;
                Throwable first = failure;
                failure = null;
                throwBoth(first, thrown);
                return null;
            default:
                return null;
        }
    }

    private @Nullable Async<?> work(boolean first, @Nullable Object value) {
        state = State.WORKING;
        Async<?> awaited;
        try {
            awaited = first ? want() : got(value);
        } catch (Throwable t) { // thrown when what is open has been closed
            return shut(t);
        }
        if (awaited != null) {
            return awaited;
        }
        if (element == null) {
            return shut(null);
        }
        state = State.IDLE;
        return null;
    }

    private Async<Void> shut(@Nullable Throwable why) {
        failure = why;
        element = null;
        state = State.CLOSING;
        return closed();
    }

    /** {@link #closing}, of which a failure comes out of the await. */
    private Async<Void> closed() {
        try {
            return closing();
        } catch (Throwable t) { // of the source, as of one that awaits
            return Async.failed(t);
        }
    }

    @Override
    final Boolean outcome() {
        return element != null;
    }

    /** A cancellation goes before a failure, since it comes once. */
    static void throwBoth(@Nullable Throwable first, @Nullable Throwable second) throws Throwable {
        boolean secondFirst = first == null || second instanceof Cancelled && !(first instanceof Cancelled);
        Throwable thrown = secondFirst ? second : first;
        Throwable other = secondFirst ? first : second;
        if (thrown == null) {
            return;
        }
        if (other != null) {
            Abi.addSuppressed(thrown, other);
        }
        throw thrown;
    }

    private static final class Close extends Looping<Void> {
        private final AsyncStage<?> stage;
        private boolean closes;

        Close(AsyncStage<?> stage) {
            this.stage = stage;
        }

        @Override
        void begin(Context context) {
            closes = stage.enter(State.CLOSING, "close()");
        }

        @Override
        @Nullable
        Async<?> next(@Nullable Object value, @Nullable Throwable thrown) throws Throwable {
            if (closes) {
                closes = false;
                return stage.closed();
            }
            stage.state = State.ENDED;
            throwBoth(null, thrown);
            return null;
        }

        @Override
        @SuppressWarnings("NullAway") // Void has no other value
        Void outcome() {
            return null;
        }
    }

    /** One whose elements come from one other iterator. */
    abstract static class Of<S, T> extends AsyncStage<T> {
        final AsyncIterator<S> source;

        Of(AsyncIterator<S> source) {
            this.source = source;
        }

        /** An element of the source: as {@link #want}, which skips it. */
        abstract @Nullable Async<?> element(S element) throws Throwable;

        @Override
        @Nullable
        Async<?> want() {
            return source.next();
        }

        @Override
        @Nullable
        Async<?> got(@Nullable Object value) throws Throwable {
            return value == Boolean.TRUE ? element(source.value()) : end();
        }

        @Override
        Async<Void> closing() {
            return source.close();
        }
    }
}
