package dev.bobbin;

import dev.bobbin.abi.Yields;
import java.util.PrimitiveIterator;

/** What the body of an {@link IntSeq} hands its elements out by; as {@link Yielder}, without objects. */
public interface IntYielder {
    /**
     * Hands out an element, and goes on when the next one is wanted.
     *
     * @throws IllegalStateException where the caller cannot be suspended: in code that Bobbin has not compiled, called from such code, or
     *     outside of the body
     */
    void yield(int value);

    /** As {@link Yielder#yieldAll(Iterable)}. */
    default void yieldAll(IntSeq elements) {
        yieldAll(elements.iterator());
    }

    /** As {@link Yielder#yieldAll(java.util.Iterator)}. */
    default void yieldAll(PrimitiveIterator.OfInt elements) {
        while (elements.hasNext()) {
            this.yield(elements.nextInt());
        }
    }

    /** What Bobbin's compiler makes of {@link #yield}; not to be called. */
    default Async<Void> yield$yields(int value) {
        return Yields.missing(this, "yield");
    }

    /** What Bobbin's compiler makes of {@link #yieldAll(IntSeq)}; not to be called. */
    default Async<Void> yieldAll$yields(IntSeq elements) {
        return Yields.missing(this, "yieldAll");
    }

    /** What Bobbin's compiler makes of {@link #yieldAll(PrimitiveIterator.OfInt)}; not to be called. */
    default Async<Void> yieldAll$yields(PrimitiveIterator.OfInt elements) {
        return Yields.missing(this, "yieldAll");
    }
}
