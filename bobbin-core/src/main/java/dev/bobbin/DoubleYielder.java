package dev.bobbin;

import dev.bobbin.abi.Yields;
import java.util.PrimitiveIterator;

/** What the body of a {@link DoubleSeq} hands its elements out by; as {@link Yielder}, without objects. */
public interface DoubleYielder {
    /**
     * Hands out an element, and goes on when the next one is wanted.
     *
     * @throws IllegalStateException where the caller cannot be suspended: in code that Bobbin has not compiled, called from such code, or
     *     outside of the body
     */
    void yield(double value);

    /** As {@link Yielder#yieldAll(Iterable)}. */
    default void yieldAll(DoubleSeq elements) {
        yieldAll(elements.iterator());
    }

    /** As {@link Yielder#yieldAll(java.util.Iterator)}. */
    default void yieldAll(PrimitiveIterator.OfDouble elements) {
        while (elements.hasNext()) {
            this.yield(elements.nextDouble());
        }
    }

    /** What Bobbin's compiler makes of {@link #yield}; not to be called. */
    default Async<Void> yield$yields(double value) {
        return Yields.missing(this, "yield");
    }

    /** What Bobbin's compiler makes of {@link #yieldAll(DoubleSeq)}; not to be called. */
    default Async<Void> yieldAll$yields(DoubleSeq elements) {
        return Yields.missing(this, "yieldAll");
    }

    /** What Bobbin's compiler makes of {@link #yieldAll(PrimitiveIterator.OfDouble)}; not to be called. */
    default Async<Void> yieldAll$yields(PrimitiveIterator.OfDouble elements) {
        return Yields.missing(this, "yieldAll");
    }
}
