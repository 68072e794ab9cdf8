package dev.bobbin;

import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/** An element to be sent. What the task then waits for is {@link Sending}, so that this object need not be kept. */
final class Send<T> extends Async<Void> {
    final Channel<T> channel;
    final T element;

    Send(Channel<T> channel, T element) {
        this.channel = channel;
        this.element = element;
    }

    @Override
    protected @Nullable Object start(Context context) {
        return context.spend() ? channel.sending.send(element, context) : channel.sending.later(element, context);
    }
}
