package dev.bobbin;

import dev.bobbin.abi.Yields;

/** The body of an {@link IntSeq}: a lambda, or a method, that takes the yielder. */
@FunctionalInterface
public interface IntSeqBody {
    /** Yields the elements, one after the other. */
    void run(IntYielder yielder);

    /** What Bobbin's compiler makes of {@link #run}; not to be called. */
    default Async<Void> run$yields(IntYielder yielder) {
        return Yields.missing(this, "run");
    }
}
