package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of those who receive what is sent to a {@link Broadcast}, from {@link Broadcast#subscribe}; to be closed.
 *
 * <p>Thread-safe: several coroutines may share one, and each element goes to one of them. One that is cancelled while it waits has
 * received nothing; one that has been told of an element receives it, and the cancellation comes at its next suspension point.
 */
public final class Subscription<T> implements AutoCloseable {
    private final Broadcast<T> broadcast;
    private final One<T> one;

    // Guarded by the broadcast.
    /** The number of the next element to be received. */
    long next;

    long lost;
    boolean closed;

    Subscription(Broadcast<T> broadcast, long next) {
        this.broadcast = broadcast;
        this.next = next;
        this.one = new One<>(this);
    }

    /**
     * Waits for an element. Each await of what this returns receives another one. May be an arm of a {@link Select}.
     *
     * <p>Throws {@link ClosedChannelException} if this has been closed, or if the broadcast is closed and nothing is left.
     */
    public Async<T> receive() {
        return one;
    }

    /** Receives an element if that need not wait; empty if there is none, or none any more. */
    public Optional<T> tryReceive() {
        return Optional.ofNullable(broadcast.poll(this));
    }

    /** As {@link #receive} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. */
    public T receiveBlocking() {
        Bobbin.requireNoCoroutine("receiveBlocking()", "receive().await()");
        T element = broadcast.poll(this);
        return element != null ? element : Bobbin.run(() -> one);
    }

    /** Receives one element after the other until the broadcast, or this, is closed; throws the cause of the close if that has one. */
    public AsyncIterator<T> iterator() {
        return new All<>(this);
    }

    /** As {@link #iterator}; the iterators share the elements, and closing them does not close this. */
    public AsyncSeq<T> elements() {
        return AsyncSeq.made(this::iterator);
    }

    /** How many elements this has lost by being too slow, up to the last that it has received; see {@link Broadcast#lagging}. */
    public long lost() {
        broadcast.lock();
        try {
            return lost;
        } finally {
            broadcast.unlock();
        }
    }

    /** Receives no more, and holds no sender back: what it has not received is dropped. Does not suspend. */
    @Override
    public void close() {
        broadcast.unsubscribe(this);
    }

    @Override
    public String toString() {
        broadcast.lock();
        try {
            return "Subscription[" + broadcast.pending(this) + " to receive, " + lost + " lost"
                    + (closed ? ", closed]" : "]");
        } finally {
            broadcast.unlock();
        }
    }

    /** What receivers wait for. They bring nothing and are given nothing: they look. */
    private abstract static class Receiving<T, R> extends Queued<R> {
        final Subscription<T> subscription;

        Receiving(Subscription<T> subscription) {
            super(subscription.broadcast, subscription.broadcast.receivers);
            this.subscription = subscription;
        }

        /** It is awaited. */
        void begin() {}

        /** What an element comes to. */
        abstract R received(T element);

        /** Nothing comes any more. */
        abstract R ended();

        @Override
        final boolean isReady() {
            return subscription.broadcast.isReceivable(subscription);
        }

        @Override
        protected final @Nullable Object start(Context context) {
            begin();
            return context.spend() ? receive(context) : later(null, context);
        }

        @Override
        protected final @Nullable Object wake(Context context) {
            return receive(context);
        }

        private @Nullable Object receive(Context context) {
            T element = subscription.broadcast.poll(subscription);
            if (element != null) {
                return received(element);
            }
            return subscription.broadcast.isAtEnd(subscription) ? ended() : suspend(null, context);
        }

        @Override
        public String toString() {
            return "receive() of " + subscription;
        }
    }

    /** The next element, which there must be. */
    private static final class One<T> extends Receiving<T, T> {
        One(Subscription<T> subscription) {
            super(subscription);
        }

        @Override
        T received(T element) {
            return element;
        }

        @Override
        T ended() {
            throw new ClosedChannelException(
                    "receive() on a closed broadcast or subscription", subscription.broadcast.cause());
        }
    }

    /** The elements up to the end; it is what it awaits itself. */
    private static final class All<T> extends Receiving<T, Boolean> implements AsyncIterator<T> {
        private @Nullable T element;

        All(Subscription<T> subscription) {
            super(subscription);
        }

        @Override
        public Async<Boolean> next() {
            return this;
        }

        @Override
        public T value() {
            if (element == null) {
                throw new IllegalStateException("no element: await next() first, and stop when it says false");
            }
            return element;
        }

        @Override
        void begin() {
            element = null;
        }

        @Override
        Boolean received(T received) {
            element = received;
            return true;
        }

        @Override
        Boolean ended() {
            Throwable cause = subscription.broadcast.cause();
            if (cause != null) {
                throw Rethrow.asIs(cause);
            }
            return false;
        }
    }
}
