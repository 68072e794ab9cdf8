package dev.bobbin;

import org.jspecify.annotations.Nullable;

/** An operator that gives longs. */
abstract class LongStage extends Stage implements LongSeqIterator {
    private long element;

    LongStage(@Nullable AutoCloseable source) {
        super(source);
    }

    /** Keeps the element; true, for {@link #advance}. */
    final boolean emit(long found) {
        element = found;
        return true;
    }

    @Override
    public final long nextLong() {
        take();
        return element;
    }
}
