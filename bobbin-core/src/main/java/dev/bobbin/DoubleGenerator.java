package dev.bobbin;

import dev.bobbin.abi.Step;
import java.util.Iterator;
import java.util.PrimitiveIterator;

/** The yielder of a {@link DoubleSeq}, and its iterator, if its body is not {@linkplain Step steps}. */
final class DoubleGenerator extends Generating implements DoubleSeqIterator, DoubleYielder {
    private double value;

    private DoubleGenerator() {}

    static DoubleSeqIterator of(DoubleSeqBody body) {
        DoubleGenerator yielder = new DoubleGenerator();
        Step steps = yielder.begin(body.run$yields(yielder));
        return steps == null ? yielder : (DoubleSeqIterator) steps;
    }

    @Override
    public double nextDouble() {
        take();
        DoubleGenerator giver = (DoubleGenerator) giver();
        Iterator<?> own = giver.own();
        return own == null ? giver.value : ((DoubleSeqIterator) own).nextDouble();
    }

    @Override
    public void yield(double value) {
        throw misused();
    }

    @Override
    public Async<Void> yield$yields(double value) {
        this.value = value;
        return this;
    }

    @Override
    public void yieldAll(DoubleSeq elements) {
        throw misused();
    }

    @Override
    public void yieldAll(PrimitiveIterator.OfDouble elements) {
        throw misused();
    }

    @Override
    public Async<Void> yieldAll$yields(DoubleSeq elements) {
        return new Others(this, elements, true);
    }

    @Override
    public Async<Void> yieldAll$yields(PrimitiveIterator.OfDouble elements) {
        return new Others(this, elements, false);
    }

    @Override
    Iterator<?> open(Object elements) {
        return ((DoubleSeq) elements).iterator();
    }

    @Override
    void fetch(Iterator<?> elements) {
        value = ((PrimitiveIterator.OfDouble) elements).nextDouble();
    }
}
