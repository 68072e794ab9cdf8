package dev.bobbin;

import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/** What the senders of a channel wait for. A sender brings its element, and its item is null once that has been sent. */
final class Sending<T> extends Queued<Void> {
    private final Channel<T> channel;

    Sending(Channel<T> channel) {
        super(channel, channel.senders);
        this.channel = channel;
    }

    @Nullable
    Object send(T element, Context context) {
        if (channel.seemsFull()) {
            return suspend(element, context);
        }
        Object result = tryNow(element);
        return result == Arm.NOT_READY ? suspend(element, context) : result;
    }

    /** Null if it was sent, or {@link Arm#NOT_READY}. */
    @Nullable
    Object tryNow(T element) {
        return switch (channel.offer(element)) {
            case Channel.SENT -> null;
            case Channel.FULL -> Arm.NOT_READY;
            default -> throw channel.closedException("send()");
        };
    }

    @Override
    boolean isReady() {
        return channel.isSendable();
    }

    @Override
    protected @Nullable Object start(Context context) {
        throw new IllegalStateException("a send begins by send()");
    }

    @Override
    protected @Nullable Object wake(Context context) {
        Object element = ((Task<?>) context.task()).item();
        return element == null ? null : send(Channel.cast(element), context);
    }

    @Override
    @Nullable
    Task<?> waker() {
        return channel.onlyReceiver();
    }

    @Override
    String waitedFor(Task<?> waker) {
        return this + ", from which only " + waker.name() + " has received";
    }

    @Override
    public String toString() {
        return "send() to " + channel;
    }
}
