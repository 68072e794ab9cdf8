package dev.bobbin.spi;

import org.jspecify.annotations.Nullable;

/**
 * A queue, first in, first out, in a ring that grows.
 *
 * <p>What cannot be added for want of memory has changed nothing: a larger ring is made before anything moves. {@link java.util.ArrayDeque}
 * moves its end before it grows, and is empty for ever if it could not.
 *
 * <p>Not thread-safe; who reads {@link #size} without the lock of its owner may be told an old one.
 */
public final class Ring<E> {
    private static final @Nullable Object[] NONE = {};
    private static final int SMALL = 8;
    /** Elements that an array has room for at most, as a power of two. */
    private static final int LARGEST = 1 << 30;

    /** A power of two of elements, or none. */
    private @Nullable Object[] elements;

    private int head;
    private int size;

    /** One without room, until it is needed. */
    public Ring() {
        this(0);
    }

    /** @param room how many elements it has room for without growing, at least */
    public Ring(int room) {
        elements = room == 0 ? NONE : array(room);
    }

    private static @Nullable Object[] array(long atLeast) {
        if (atLeast > LARGEST) {
            throw new OutOfMemoryError("a queue of " + atLeast + " elements");
        }
        int power = Integer.highestOneBit((int) atLeast);
        return new @Nullable Object[power == atLeast ? power : power << 1];
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** How many elements are in it. */
    public int size() {
        return size;
    }

    /**
     * Adds an element behind all others.
     *
     * @throws OutOfMemoryError if there is no memory for it; it is not added
     */
    public void addLast(E element) {
        if (size == elements.length) {
            grow(Math.max(SMALL, 2L * size));
        }
        elements[head + size & elements.length - 1] = element;
        size++;
    }

    /** Takes out the element that has been in it for longest; null if there is none. */
    @SuppressWarnings("unchecked")
    public @Nullable E pollFirst() {
        if (size == 0) {
            return null;
        }
        int first = head;
        E element = (E) elements[first];
        elements[first] = null;
        head = first + 1 & elements.length - 1;
        size--;
        return element;
    }

    /** Takes out the element that was added last; null if there is none. */
    @SuppressWarnings("unchecked")
    public @Nullable E pollLast() {
        if (size == 0) {
            return null;
        }
        int last = head + size - 1 & elements.length - 1;
        E element = (E) elements[last];
        elements[last] = null;
        size--;
        return element;
    }

    /**
     * Makes room for so many more.
     *
     * @throws OutOfMemoryError if there is no memory for them
     */
    public void makeRoom(int more) {
        if (elements.length - size < more) {
            grow((long) size + more);
        }
    }

    /** Takes out all. */
    public void clear() {
        elements = NONE;
        head = 0;
        size = 0;
    }

    private void grow(long atLeast) {
        @Nullable Object[] more = array(atLeast);
        int untilEnd = elements.length - head;
        System.arraycopy(elements, head, more, 0, untilEnd);
        System.arraycopy(elements, 0, more, untilEnd, head);
        elements = more;
        head = 0;
    }
}
