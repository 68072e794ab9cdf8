package dev.bobbin;

import dev.bobbin.abi.Yields;
import java.util.PrimitiveIterator;

/** What the body of a {@link LongSeq} hands its elements out by; as {@link Yielder}, without objects. */
public interface LongYielder {
    /**
     * Hands out an element, and goes on when the next one is wanted.
     *
     * @throws IllegalStateException where the caller cannot be suspended: in code that Bobbin has not compiled, called from such code, or
     *     outside of the body
     */
    void yield(long value);

    /** As {@link Yielder#yieldAll(Iterable)}. */
    default void yieldAll(LongSeq elements) {
        yieldAll(elements.iterator());
    }

    /** As {@link Yielder#yieldAll(java.util.Iterator)}. */
    default void yieldAll(PrimitiveIterator.OfLong elements) {
        while (elements.hasNext()) {
            this.yield(elements.nextLong());
        }
    }

    /** What Bobbin's compiler makes of {@link #yield}; not to be called. */
    default Async<Void> yield$yields(long value) {
        return Yields.missing(this, "yield");
    }

    /** What Bobbin's compiler makes of {@link #yieldAll(LongSeq)}; not to be called. */
    default Async<Void> yieldAll$yields(LongSeq elements) {
        return Yields.missing(this, "yieldAll");
    }

    /** What Bobbin's compiler makes of {@link #yieldAll(PrimitiveIterator.OfLong)}; not to be called. */
    default Async<Void> yieldAll$yields(PrimitiveIterator.OfLong elements) {
        return Yields.missing(this, "yieldAll");
    }
}
