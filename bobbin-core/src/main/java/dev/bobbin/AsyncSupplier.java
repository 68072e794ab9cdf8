package dev.bobbin;

import org.jspecify.annotations.Nullable;

/**
 * Makes a computation to run: {@code () -> total(20)}, or a lambda that is itself a coroutine.
 *
 * <p>A variable that is to hold a lambda needs a type argument, {@code AsyncSupplier<Integer> total = () -> total(20)}: to Java a lambda for
 * {@code AsyncSupplier<?>} is one for {@code AsyncSupplier<Object>}, and an {@code Async<Integer>} is no {@code Async<Object>}. What the variable
 * holds may then be handed to whatever takes an {@code AsyncSupplier<?>}.
 */
@FunctionalInterface
public interface AsyncSupplier<T extends @Nullable Object> {
    /** The computation. What this throws is the computation's failure. */
    Async<T> get() throws Exception;
}
