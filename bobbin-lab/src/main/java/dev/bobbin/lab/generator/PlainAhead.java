package dev.bobbin.lab.generator;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link Sequences#numbers}, by hand, with the element computed where it is asked whether there is one. */
final class PlainAhead implements Iterator<Integer> {
    private final int end;
    private int next;
    private @Nullable Integer element;

    PlainAhead(int end) {
        this.end = end;
    }

    @Override
    public boolean hasNext() {
        if (element == null) {
            if (next >= end) {
                return false;
            }
            element = Numbers.at(next++);
        }
        return true;
    }

    @Override
    public Integer next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Integer taken = Objects.requireNonNull(element);
        element = null;
        return taken;
    }
}
