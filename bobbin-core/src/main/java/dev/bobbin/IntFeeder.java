package dev.bobbin;

import java.util.function.IntConsumer;

/** The yielder of an {@link IntSeq} that gives its elements to an action. */
final class IntFeeder extends Feeding implements IntYielder {
    private final IntConsumer action;

    IntFeeder(IntConsumer action) {
        this.action = action;
    }

    @Override
    public void yield(int value) {
        gives();
        try {
            action.accept(value);
        } catch (Throwable t) { // thrown when the body has ended
            throw closed(t);
        }
        given();
    }
}
