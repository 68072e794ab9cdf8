package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a body awaits while the elements of others are handed out in the place of its own: {@code yieldAll}. */
final class Others extends Async<Void> {
    private final Generating sequence;
    private final Supplier<? extends Iterator<?>> elements;
    private final boolean closes;

    /** @param closes whether the iterator is closed with the sequence */
    Others(Generating sequence, Supplier<? extends Iterator<?>> elements, boolean closes) {
        this.sequence = sequence;
        this.elements = elements;
        this.closes = closes;
    }

    @Override
    protected @Nullable Object start(Context running) {
        sequence.requireBody(running);
        sequence.handOut(elements.get(), closes);
        return running.suspend(sequence);
    }
}
