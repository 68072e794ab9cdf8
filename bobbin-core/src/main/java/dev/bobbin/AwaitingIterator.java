package dev.bobbin;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** See {@link AsyncIterator#toIterator}. */
final class AwaitingIterator<T extends @Nullable Object> implements Iterator<T> {
    private final AsyncIterator<T> source;

    /** An element that has not been given yet. */
    private boolean found;

    private boolean ended;

    AwaitingIterator(AsyncIterator<T> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (!found && !ended) {
            found = source.next().await();
            ended = !found;
        }
        return found;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        found = false;
        return source.value();
    }
}
