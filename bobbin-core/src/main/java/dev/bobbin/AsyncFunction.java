package dev.bobbin;

import org.jspecify.annotations.Nullable;

/** A computation from a value; a lambda that awaits something is a coroutine. */
@FunctionalInterface
public interface AsyncFunction<T extends @Nullable Object, R extends @Nullable Object> {
    /** The computation from this value. */
    Async<R> apply(T value) throws Exception;
}
