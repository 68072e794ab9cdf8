package dev.bobbin;

import dev.bobbin.abi.Yields;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a {@link Seq} hands its elements out by. Any method that takes one as a parameter may yield, and hand it on.
 *
 * <p>Not to be kept: it is of use only while its body runs, in methods that Bobbin has compiled.
 */
public interface Yielder<T extends @Nullable Object> {
    /**
     * Hands out an element, and goes on when the next one is wanted.
     *
     * @throws IllegalStateException where the caller cannot be suspended: in code that Bobbin has not compiled, called from such code, or
     *     outside of the body
     */
    void yield(T value);

    /**
     * Hands out all of these elements, one after the other, and goes on behind the last. Those of a sequence, which may do the same with another
     * one, and so on, cost no more than the body's own, however deep.
     *
     * <p>The iterator is closed, if it can be, when this sequence is before its end. What it throws is thrown here.
     *
     * @throws IllegalStateException as {@link #yield} does
     */
    default void yieldAll(Iterable<? extends T> elements) {
        for (T element : elements) {
            this.yield(element);
        }
    }

    /** As {@link #yieldAll(Iterable)} with what is left of an iterator, which is not closed. */
    default void yieldAll(Iterator<? extends T> elements) {
        while (elements.hasNext()) {
            this.yield(elements.next());
        }
    }

    /** What Bobbin's compiler makes of {@link #yield}; not to be called. */
    default Async<Void> yield$yields(T value) {
        return Yields.missing(this, "yield");
    }

    /** What Bobbin's compiler makes of {@link #yieldAll(Iterable)}; not to be called. */
    default Async<Void> yieldAll$yields(Iterable<? extends T> elements) {
        return Yields.missing(this, "yieldAll");
    }

    /** What Bobbin's compiler makes of {@link #yieldAll(Iterator)}; not to be called. */
    default Async<Void> yieldAll$yields(Iterator<? extends T> elements) {
        return Yields.missing(this, "yieldAll");
    }
}
