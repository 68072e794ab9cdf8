package dev.bobbin;

import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/** The elements of a channel up to its end; it is what it awaits itself. */
final class ChannelIterator<T> extends Receiving<T, Boolean> implements AsyncIterator<T> {
    private @Nullable T element;

    ChannelIterator(Channel<T> channel) {
        super(channel);
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
    void begin(Context context) {
        super.begin(context);
        element = null;
    }

    @Override
    Boolean received(T received) {
        element = received;
        return true;
    }

    @Override
    Boolean ended() {
        Throwable cause = channel.cause();
        if (cause != null) {
            throw Rethrow.asIs(cause);
        }
        return false;
    }
}
