package dev.bobbin;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Goes through an {@link Iterable}; closes its iterator if that can be closed. */
final class Opened<T extends @Nullable Object> extends ObjStage<T> {
    private final Iterator<? extends T> elements;

    private Opened(Iterator<? extends T> elements) {
        super(elements instanceof AutoCloseable closeable ? closeable : null);
        this.elements = elements;
    }

    @SuppressWarnings("unchecked") // an iterator only gives
    static <T extends @Nullable Object> SeqIterator<T> of(Iterable<? extends T> iterable) {
        Iterator<? extends T> elements = iterable.iterator();
        return elements instanceof SeqIterator<?> ? (SeqIterator<T>) elements : new Opened<>(elements);
    }

    @Override
    @Nullable
    Object find() {
        return elements.hasNext() ? elements.next() : END;
    }
}
