package dev.bobbin;

import dev.bobbin.abi.Yields;

/** The body of a {@link DoubleSeq}: a lambda, or a method, that takes the yielder. */
@FunctionalInterface
public interface DoubleSeqBody {
    /** Yields the elements, one after the other. */
    void run(DoubleYielder yielder);

    /** What Bobbin's compiler makes of {@link #run}; not to be called. */
    default Async<Void> run$yields(DoubleYielder yielder) {
        return Yields.missing(this, "run");
    }
}
