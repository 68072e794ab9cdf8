package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a body awaits while the elements of others are handed out in the place of its own: {@code yieldAll}. */
final class Others extends Async<Void> {
    private final Generating sequence;
    private final Object elements;
    private final boolean closes;

    /**
     * @param elements what gives iterators, or an iterator
     * @param closes whether they are closed with the sequence: then it is the former
     */
    Others(Generating sequence, Object elements, boolean closes) {
        this.sequence = sequence;
        this.elements = Objects.requireNonNull(elements, "elements");
        this.closes = closes;
    }

    @Override
    protected @Nullable Object start(Context running) {
        sequence.requireBody(running);
        if (closes) {
            sequence.handOut(elements);
        } else {
            sequence.handOutRest((Iterator<?>) elements);
        }
        return running.suspend(sequence);
    }
}
