package dev.bobbin;

import dev.bobbin.abi.Step;
import java.util.Iterator;
import java.util.Objects;
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
        return ((IntGenerator) giver()).value;
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
        Objects.requireNonNull(elements, "elements");
        return new Others(this, () -> elements.iterator(), true);
    }

    @Override
    public Async<Void> yieldAll$yields(PrimitiveIterator.OfInt elements) {
        Objects.requireNonNull(elements, "elements");
        return new Others(this, () -> elements, false);
    }

    @Override
    void fetch(Iterator<?> elements) {
        value = ((PrimitiveIterator.OfInt) elements).nextInt();
    }
}
