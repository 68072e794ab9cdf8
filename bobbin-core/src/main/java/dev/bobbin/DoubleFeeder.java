package dev.bobbin;

import java.util.function.DoubleConsumer;

/** The yielder of a {@link DoubleSeq} that gives its elements to an action. */
final class DoubleFeeder extends Feeding implements DoubleYielder {
    private final DoubleConsumer action;

    DoubleFeeder(DoubleConsumer action) {
        this.action = action;
    }

    @Override
    public void yield(double value) {
        gives();
        try {
            action.accept(value);
        } catch (Throwable t) { // thrown when the body has ended
            throw closed(t);
        }
        given();
    }
}
