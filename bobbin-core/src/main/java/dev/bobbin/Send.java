package dev.bobbin;

import dev.bobbin.abi.Context;
import dev.bobbin.abi.Unawaited;
import org.jspecify.annotations.Nullable;

/** An element to be sent. What the task then waits for is {@link Sending}, so that this object need not be kept. */
final class Send<T> extends Async<Void> {
    final Channel<T> channel;
    final T element;

    /** A second await is noticed; not for certain by another thread at the same moment, which an atomic would cost too much for. */
    private boolean used;

    Send(Channel<T> channel, T element) {
        this.channel = channel;
        this.element = element;
        Unawaited.made(this);
    }

    @Override
    protected @Nullable Object start(Context context) {
        if (!reserve()) {
            throw Once.usedBefore(this);
        }
        channel.sends(context.task());
        Unawaited.used(this);
        return context.spend() ? channel.sending.send(element, context) : channel.sending.later(element, context);
    }

    @Override
    protected String what() {
        return "Channel.send()";
    }

    @Override
    protected boolean reserve() {
        boolean free = !used;
        used = true;
        return free;
    }

    @Override
    protected void release() {
        used = false;
    }

    @Override
    public String toString() {
        return "send() to " + channel;
    }
}
