package dev.bobbin;

import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/** What receivers of a channel wait for. A receiver brings nothing, and its item is the element that it has been given. */
abstract class Receiving<T, R> extends Queued<R> {
    final Channel<T> channel;

    Receiving(Channel<T> channel) {
        super(channel, channel.receivers);
        this.channel = channel;
    }

    /** What an element comes to. */
    abstract R received(T element);

    /** The channel is closed and empty. */
    abstract R ended();

    /** It is awaited, by itself or as an arm of a select. */
    void begin(Context context) {
        channel.receives(context.task());
    }

    @Override
    protected final @Nullable Object start(Context context) {
        begin(context);
        return context.spend() ? receive(context) : later(null, context);
    }

    private @Nullable Object receive(Context context) {
        if (channel.seemsEmpty()) {
            return suspend(null, context);
        }
        Object result = tryNow();
        return result == Arm.NOT_READY ? suspend(null, context) : result;
    }

    /** What an element comes to, or the end, or {@link Arm#NOT_READY}. */
    final @Nullable Object tryNow() {
        T element = channel.poll();
        if (element != null) {
            return received(element);
        }
        return channel.isAtEnd() ? ended() : Arm.NOT_READY;
    }

    @Override
    final boolean isReady() {
        return channel.isReceivable();
    }

    @Override
    protected final @Nullable Object wake(Context context) {
        Task<?> task = (Task<?>) context.task();
        Object element = task.item();
        if (element == null) {
            return receive(context);
        }
        task.item(null);
        return received(Channel.cast(element));
    }

    @Override
    final @Nullable Task<?> waker() {
        return channel.onlySender();
    }

    @Override
    final String waitedFor(Task<?> waker) {
        return this + ", to which only " + waker.name() + " has sent";
    }

    @Override
    public String toString() {
        return "receive() of " + channel;
    }
}
