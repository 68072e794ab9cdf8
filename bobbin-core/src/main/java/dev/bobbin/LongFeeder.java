package dev.bobbin;

import java.util.function.LongConsumer;

/** The yielder of a {@link LongSeq} that gives its elements to an action. */
final class LongFeeder extends Feeding implements LongYielder {
    private final LongConsumer action;

    private LongFeeder(LongConsumer action) {
        this.action = action;
    }

    /** See {@link Feeding#feed}. */
    static boolean feed(LongSeqBody body, LongConsumer action) {
        LongFeeder yielder = new LongFeeder(action);
        return yielder.feed(body.run$yields(yielder), () -> body.run(yielder));
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
