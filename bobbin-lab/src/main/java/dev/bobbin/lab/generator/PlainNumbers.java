package dev.bobbin.lab.generator;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** {@link Sequences#numbers}, by hand. */
final class PlainNumbers implements Iterator<Integer> {
    private final int end;
    private int next;

    PlainNumbers(int end) {
        this.end = end;
    }

    static long sum(Iterable<Integer> numbers) {
        long sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }

    @Override
    public boolean hasNext() {
        return next < end;
    }

    @Override
    public Integer next() {
        if (next >= end) {
            throw new NoSuchElementException();
        }
        return Numbers.at(next++);
    }
}
