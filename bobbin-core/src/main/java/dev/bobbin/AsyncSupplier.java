package dev.bobbin;

import org.jspecify.annotations.Nullable;

/** Makes a computation to run: {@code () -> total(20)}, or a lambda that is itself a coroutine. */
@FunctionalInterface
public interface AsyncSupplier<T extends @Nullable Object> {
    /** The computation. What this throws is the computation's failure. */
    Async<T> get() throws Exception;
}
