package dev.bobbin;

import dev.bobbin.abi.Yields;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Coroutine} from the inside: what its body suspends it with. For the body, and for what that calls, only: anybody else gets
 * an {@link IllegalStateException}.
 */
public interface Self<I extends @Nullable Object, O extends @Nullable Object> {
    /**
     * Suspends the coroutine; {@code out} is the answer to who has resumed it.
     *
     * @return what the next {@link Coroutine#resume} brings
     * @throws IllegalStateException if this coroutine is not the one that runs here; or if its stack cannot be left here, because of a
     *     native method on it, say: it may go on and yield elsewhere
     */
    I yield(O out);

    /**
     * Suspends the coroutine and has another go on in its place, with {@code value}. Who has resumed this one gets what the other
     * yields or returns; see {@link Coroutine}.
     *
     * <p>The types say nothing of what the other gives: that the one who waits can use it is for the program to see to.
     *
     * @return what somebody brings who resumes this coroutine or transfers to it
     * @throws IllegalStateException as for {@link #yield}; or if the other has ended, or runs, or is this one
     */
    <A extends @Nullable Object> I transfer(Coroutine<A, ?> to, A value);

    /** What Bobbin's compiler makes of {@link #yield}; not to be called. */
    default Async<I> yield$yields(O out) {
        return Yields.missing(this, "yield");
    }

    /** What Bobbin's compiler makes of {@link #transfer}; not to be called. */
    default <A extends @Nullable Object> Async<I> transfer$yields(Coroutine<A, ?> to, A value) {
        return Yields.missing(this, "transfer");
    }
}
