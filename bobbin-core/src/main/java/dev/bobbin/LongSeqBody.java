package dev.bobbin;

import dev.bobbin.abi.Yields;

/** The body of a {@link LongSeq}: a lambda, or a method, that takes the yielder. */
@FunctionalInterface
public interface LongSeqBody {
    /** Yields the elements, one after the other. */
    void run(LongYielder yielder);

    /** What Bobbin's compiler makes of {@link #run}; not to be called. */
    default Async<Void> run$yields(LongYielder yielder) {
        return Yields.missing(this, "run");
    }
}
