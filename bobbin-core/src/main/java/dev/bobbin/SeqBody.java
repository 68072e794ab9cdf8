package dev.bobbin;

import dev.bobbin.abi.Yields;
import org.jspecify.annotations.Nullable;

/** The body of a {@link Seq}: a lambda, or a method, that takes the yielder. */
@FunctionalInterface
public interface SeqBody<T extends @Nullable Object> {
    /** Yields the elements, one after the other. */
    void run(Yielder<T> yielder);

    /** What Bobbin's compiler makes of {@link #run}; not to be called. */
    default Async<Void> run$yields(Yielder<T> yielder) {
        return Yields.missing(this, "run");
    }
}
