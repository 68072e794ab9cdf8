package dev.bobbin;

import java.util.function.IntConsumer;

/** The yielder of an {@link IntSeq} that gives its elements to an action. */
final class IntFeeder extends Feeding implements IntYielder {
    private final IntConsumer action;

    private IntFeeder(IntConsumer action) {
        this.action = action;
    }

    /** See {@link Feeding#feed}. */
    static boolean feed(IntSeqBody body, IntConsumer action) {
        IntFeeder yielder = new IntFeeder(action);
        return yielder.feed(body.run$yields(yielder), () -> body.run(yielder));
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
