package dev.bobbin;

import org.jspecify.annotations.Nullable;

/**
 * One element after the other, each awaited.
 *
 * <pre>{@code for (var it = channel.iterator(); it.next().await();) { use(it.value()); } }</pre>
 *
 * <p>Belongs to one coroutine at a time.
 */
public interface AsyncIterator<T extends @Nullable Object> {
    /** Waits for the next element; false if there is none any more. */
    Async<Boolean> next();

    /**
     * The element that {@link #next} has found.
     *
     * @throws IllegalStateException if it has found none
     */
    T value();
}
