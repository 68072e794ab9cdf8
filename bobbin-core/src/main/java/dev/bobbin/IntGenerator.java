package dev.bobbin;

import dev.bobbin.abi.Step;
import java.util.Iterator;
import java.util.PrimitiveIterator;

/** The yielder of an {@link IntSeq}, and its iterator, if its body is not {@linkplain Step steps}. */
final class IntGenerator extends Generating implements IntSeqIterator, IntYielder {
    private int value;

    private IntGenerator() {}

    static IntSeqIterator of(IntSeqBody body) {
        IntGenerator yielder = new IntGenerator();
        Step steps = yielder.begin(body.run$yields(yielder));
        return steps == null ? yielder : (IntSeqIterator) steps;
    }

    @Override
    public int nextInt() {
        take();
        IntGenerator giver = (IntGenerator) giver();
        Iterator<?> own = giver.own();
        return own == null ? giver.value : ((IntSeqIterator) own).nextInt();
    }

    @Override
    public void yield(int value) {
        throw misused();
    }

    @Override
    public Async<Void> yield$yields(int value) {
        this.value = value;
        return this;
    }

    @Override
    public void yieldAll(IntSeq elements) {
        throw misused();
    }

    @Override
    public void yieldAll(PrimitiveIterator.OfInt elements) {
        throw misused();
    }

    @Override
    public Async<Void> yieldAll$yields(IntSeq elements) {
        return new Others(this, elements, true);
    }

    @Override
    public Async<Void> yieldAll$yields(PrimitiveIterator.OfInt elements) {
        return new Others(this, elements, false);
    }

    @Override
    Iterator<?> open(Object elements) {
        return ((IntSeq) elements).iterator();
    }

    @Override
    void fetch(Iterator<?> elements) {
        value = ((PrimitiveIterator.OfInt) elements).nextInt();
    }
}
