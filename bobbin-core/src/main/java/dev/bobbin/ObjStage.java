package dev.bobbin;

import org.jspecify.annotations.Nullable;

/** An operator that gives objects. */
abstract class ObjStage<T extends @Nullable Object> extends Stage implements SeqIterator<T> {
    private @Nullable T element;

    ObjStage(@Nullable AutoCloseable source) {
        super(source);
    }

    /** Keeps the element; true, for {@link #advance}. */
    final boolean emit(T found) {
        element = found;
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
}
