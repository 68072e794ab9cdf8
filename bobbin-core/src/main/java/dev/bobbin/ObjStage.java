package dev.bobbin;

import org.jspecify.annotations.Nullable;

/** An operator that gives objects, and keeps one only for who asks first whether there is one. */
abstract class ObjStage<T extends @Nullable Object> extends Stage implements SeqIterator<T> {
    private @Nullable T element;

    ObjStage(@Nullable AutoCloseable source) {
        super(source);
    }

    /** The next element; {@link #END} if there is none or is to be none. */
    abstract @Nullable Object find();

    @Override
    final boolean advance() {
        Object found = find();
        if (found == END) {
            return false;
        }
        element = element(found);
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // T may be nullable
    public final T next() {
        take();
        T next = element;
        element = null;
        return next;
    }

    @Override
    public final @Nullable Object next$orEnd() {
        if (!looks()) {
            return hasNext() ? next() : END;
        }
        Object found;
        try {
            found = find();
        } catch (Throwable t) {
            throw failed(t);
        }
        if (found == END) {
            ended();
        } else {
            looked();
        }
        return found;
    }
}
