package dev.bobbin;

import java.util.function.LongConsumer;

/** The yielder of a {@link LongSeq} that gives its elements to an action. */
final class LongFeeder extends Feeding implements LongYielder {
    private final LongConsumer action;

    LongFeeder(LongConsumer action) {
        this.action = action;
    }

    @Override
    public void yield(long value) {
        gives();
        try {
            action.accept(value);
        } catch (Throwable t) { // thrown when the body has ended
            throw closed(t);
        }
        given();
    }
}
