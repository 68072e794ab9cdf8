package dev.bobbin;

import dev.bobbin.abi.Step;
import java.util.Iterator;
import java.util.PrimitiveIterator;

/** The yielder of a {@link LongSeq}, and its iterator, if its body is not {@linkplain Step steps}. */
final class LongGenerator extends Generating implements LongSeqIterator, LongYielder {
    private long value;

    private LongGenerator() {}

    static LongSeqIterator of(LongSeqBody body) {
        LongGenerator yielder = new LongGenerator();
        Step steps = yielder.begin(body.run$yields(yielder));
        return steps == null ? yielder : (LongSeqIterator) steps;
    }

    @Override
    public long nextLong() {
        take();
        LongGenerator giver = (LongGenerator) giver();
        Iterator<?> own = giver.own();
        return own == null ? giver.value : ((LongSeqIterator) own).nextLong();
    }

    @Override
    public void yield(long value) {
        throw misused();
    }

    @Override
    public Async<Void> yield$yields(long value) {
        this.value = value;
        return this;
    }

    @Override
    public void yieldAll(LongSeq elements) {
        throw misused();
    }

    @Override
    public void yieldAll(PrimitiveIterator.OfLong elements) {
        throw misused();
    }

    @Override
    public Async<Void> yieldAll$yields(LongSeq elements) {
        return new Others(this, elements, true);
    }

    @Override
    public Async<Void> yieldAll$yields(PrimitiveIterator.OfLong elements) {
        return new Others(this, elements, false);
    }

    @Override
    Iterator<?> open(Object elements) {
        return ((LongSeq) elements).iterator();
    }

    @Override
    void fetch(Iterator<?> elements) {
        value = ((PrimitiveIterator.OfLong) elements).nextLong();
    }
}
