package dev.bobbin.abi;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a sequence whose elements are objects that are there when they are yielded: it gives each to whoever wants the next one. An
 * element is kept, in {@link #value}, only for who asks first whether there is one. A store of an object is known to the garbage collector,
 * and is most of what an element costs otherwise; see docs/codegen.md.
 */
public abstract class ObjectStep extends Step {
    /** In the place of an element: there are no more. Nobody can have yielded it. */
    public static final Object END = new Object();

    /** For emitted code. */
    protected ObjectStep() {}

    /** Goes on to the next element, which is taken; {@link #END} if it has ended. As {@link #step} otherwise. */
    protected abstract @Nullable Object advance();

    @Override
    public final boolean step() {
        Object next = advance();
        if (next == END) {
            return false;
        }
        value = next;
        state = -state;
        return true;
    }

    /** Of the iterator. */
    public final @Nullable Object next() {
        if (state <= NEW && !step()) {
            throw new NoSuchElementException("the sequence has no more elements");
        }
        state = -state;
        return taken();
    }

    /** Of the iterator. */
    public final @Nullable Object next$orEnd() {
        if (state <= NEW) {
            return advance();
        }
        state = -state;
        return taken();
    }
}
