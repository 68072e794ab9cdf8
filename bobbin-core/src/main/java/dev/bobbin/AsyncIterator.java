package dev.bobbin;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * One element after the other, each awaited.
 *
 * <pre>{@code for (var it = channel.iterator(); it.next().await();) { use(it.value()); } }</pre>
 *
 * <p>Belongs to one coroutine at a time. Of a sequence whoever stops before the end closes it.
 */
public interface AsyncIterator<T extends @Nullable Object> {
    /** Waits for the next element; false if there is none any more. Each await of what this returns gives another element. */
    Async<Boolean> next();

    /**
     * The element that {@link #next} has found.
     *
     * @throws IllegalStateException if it has found none
     */
    T value();

    /**
     * The same elements for plain code, which knows nothing of {@code await()}: {@code hasNext} and {@code next} await the next element where
     * there is none yet.
     *
     * <pre>{@code Bridge.run(() -> library.load(channel.iterator().toIterator())) }</pre>
     *
     * <p>They are for {@link Bridge#run}; elsewhere they do what {@link Async#await} does in code that was not compiled by Bobbin. A
     * failure of the source, checked ones included, and a cancellation are thrown by whichever of them awaits, and no element is lost by
     * that. Use one or the other iterator; the end, once found, stays.
     */
    default Iterator<T> toIterator() {
        return new AwaitingIterator<>(this);
    }

    /**
     * Ends it before its end: the {@code finally} blocks of the body of a sequence run, what it has started has ended when this does. A
     * channel stays open. Does nothing at the end, or after a failure.
     */
    default Async<Void> close() {
        return Async.done();
    }
}
