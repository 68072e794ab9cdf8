package dev.bobbin;

import org.jspecify.annotations.Nullable;

/** An operator that gives doubles. */
abstract class DoubleStage extends Stage implements DoubleSeqIterator {
    private double element;

    DoubleStage(@Nullable AutoCloseable source) {
        super(source);
    }

    /** Keeps the element; true, for {@link #advance}. */
    final boolean emit(double found) {
        element = found;
        return true;
    }

    @Override
    public final double nextDouble() {
        take();
        return element;
    }
}
