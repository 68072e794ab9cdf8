package dev.bobbin;

import org.jspecify.annotations.Nullable;

/** Settles an {@link Async#create}d computation from outside, once, from any thread; later calls change nothing. */
public interface Completer<T extends @Nullable Object> {
    /** Ends the computation with a value; false if it was settled before. */
    boolean complete(T value);

    /** Ends the computation with a failure; false if it was settled before. */
    boolean fail(Throwable failure);
}
