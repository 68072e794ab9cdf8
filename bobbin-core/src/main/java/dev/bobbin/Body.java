package dev.bobbin;

import dev.bobbin.abi.Yields;
import org.jspecify.annotations.Nullable;

/** What a {@link Coroutine} runs. */
@FunctionalInterface
public interface Body<I extends @Nullable Object, O extends @Nullable Object> {
    /**
     * Runs from the first {@link Coroutine#resume} on; what it returns or throws is the answer to the last one.
     *
     * @param self the coroutine from the inside
     * @param first what the first resume brought
     */
    O run(Self<I, O> self, I first);

    /** What Bobbin's compiler makes of {@link #run}; not to be called. */
    default Async<O> run$yields(Self<I, O> self, I first) {
        return Yields.missing(this, "run");
    }
}
