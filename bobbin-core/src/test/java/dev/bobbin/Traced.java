package dev.bobbin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Elements that are counted as they are taken, and whose iterators count how often they are closed. */
final class Traced implements Iterable<Integer> {
    private final List<Integer> elements;
    final List<Opening> openings = new ArrayList<>();

    /** Thrown instead of the element at this place; none if negative. */
    int failsAt = -1;

    RuntimeException failure;

    /** Thrown by {@code close()}. */
    RuntimeException closeFailure;

    Traced(List<Integer> elements) {
        this.elements = elements;
    }

    @Override
    public Iterator<Integer> iterator() {
        Opening opening = new Opening();
        openings.add(opening);
        return opening;
    }

    int taken() {
        return openings.stream().mapToInt(o -> o.taken).sum();
    }

    List<Integer> closes() {
        return openings.stream().map(o -> o.closes).toList();
    }

    final class Opening implements Iterator<Integer>, AutoCloseable {
        private int taken;
        private int closes;

        @Override
        public boolean hasNext() {
            return taken < elements.size();
        }

        @Override
        public Integer next() {
            if (taken == failsAt) {
                throw failure;
            }
            return elements.get(taken++);
        }

        @Override
        public void close() {
            closes++;
            if (closeFailure != null) {
                throw closeFailure;
            }
        }
    }
}
