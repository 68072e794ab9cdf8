package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value that changes, for coroutines that want the latest one and to be told when there is another: a configuration, a state.
 *
 * <pre>{@code
 * for (var it = config.changes(); it.next().await();) {
 *     apply(it.value());
 * }
 * }</pre>
 *
 * <p>Who is slower than the changes misses those in between, never the latest. To set a value never waits.
 *
 * <p>Thread-safe. Values are not null.
 */
public final class Watch<T> extends Guarded {
    private final WaitQueue waiting = new WaitQueue();

    // Written under the lock.
    private volatile T value;
    private long version = 1;
    private boolean closed;

    private Watch(T initial) {
        this.value = initial;
    }

    /** A new one with its first value. */
    public static <T> Watch<T> of(T initial) {
        return new Watch<>(Objects.requireNonNull(initial, "initial"));
    }

    /** The latest value. */
    public T get() {
        return value;
    }

    /**
     * Sets it. That is a change, also if the value is equal to the one before.
     *
     * @throws ClosedChannelException if it has been closed
     */
    public void set(T value) {
        Objects.requireNonNull(value, "value");
        changed(value, 0);
    }

    /**
     * Sets it to what the operator makes of the latest value. If somebody else sets it meanwhile the operator is called again, so it
     * should do nothing else.
     *
     * @return the value that was set
     * @throws ClosedChannelException if it has been closed
     */
    public T update(UnaryOperator<T> operator) {
        for (; ; ) {
            T before;
            long known;
            lock();
            try {
                before = value;
                known = version;
            } finally {
                unlock();
            }
            T after = Objects.requireNonNull(operator.apply(before), "the operator's result");
            if (changed(after, known)) {
                return after;
            }
        }
    }

    /**
     * Gives the current value first, then the latest after each change. Once it is closed, and the latest value has been given, there
     * are no more. One that is cancelled while it waits has missed nothing: the next await gives what has come meanwhile.
     *
     * <p>Each iterator belongs to one coroutine at a time. Its {@code next()} may be an arm of a {@link Select}.
     */
    public AsyncIterator<T> changes() {
        return new Changes<>(this);
    }

    /** As {@link #changes}: each iterator begins with the value that is current then. */
    public AsyncSeq<T> elements() {
        return AsyncSeq.made(this::changes);
    }

    /** There will be no more changes: the latest value stays. Closing it again changes nothing. */
    public void close() {
        int told;
        lock();
        try {
            closed = true;
            told = waiting.size();
        } finally {
            unlock();
        }
        waiting.wake(told, this);
    }

    /** Whether it has been closed. */
    public boolean isClosed() {
        lock();
        try {
            return closed;
        } finally {
            unlock();
        }
    }

    @Override
    public String toString() {
        lock();
        try {
            return "Watch[" + waiting.size() + " waiting" + (closed ? ", closed]" : "]");
        } finally {
            unlock();
        }
    }

    /** @param known the version that it must have, or 0 for any; false if it has another */
    private boolean changed(T to, long known) {
        int told;
        lock();
        try {
            if (closed) {
                throw new ClosedChannelException("a change of a closed watch", null);
            }
            if (known != 0 && known != version) {
                return false;
            }
            value = to;
            version++;
            told = waiting.size();
        } finally {
            unlock();
        }
        waiting.wake(told, this);
        return true;
    }

    /** Waiters bring nothing and are given nothing: they look. */
    private static final class Changes<T> extends Queued<Boolean> implements AsyncIterator<T> {
        private final Watch<T> watch;
        private long seen; // of the watch's versions; guarded by that, as a waiter reads it there
        private @Nullable T latest;

        Changes(Watch<T> watch) {
            super(watch, watch.waiting);
            this.watch = watch;
        }

        @Override
        public Async<Boolean> next() {
            return this;
        }

        @Override
        public T value() {
            if (latest == null) {
                throw new IllegalStateException("no value: await next() first, and stop when it says false");
            }
            return latest;
        }

        @Override
        boolean isReady() {
            return seen != watch.version || watch.closed;
        }

        @Override
        protected @Nullable Object start(Context context) {
            latest = null;
            return context.spend() ? look(context) : later(null, context);
        }

        @Override
        protected @Nullable Object wake(Context context) {
            return look(context);
        }

        private @Nullable Object look(Context context) {
            watch.lock();
            try {
                if (seen != watch.version) {
                    seen = watch.version;
                    latest = watch.value;
                    return true;
                }
                if (watch.closed) {
                    return false;
                }
            } finally {
                watch.unlock();
            }
            return suspend(null, context);
        }

        @Override
        public String toString() {
            return "changes() of " + watch;
        }
    }
}
