package dev.bobbin;

import org.jspecify.annotations.Nullable;

/** An operator that gives ints. */
abstract class IntStage extends Stage implements IntSeqIterator {
    private int element;

    IntStage(@Nullable AutoCloseable source) {
        super(source);
    }

    /** Keeps the element; true, for {@link #advance}. */
    final boolean emit(int found) {
        element = found;
        return true;
    }

    @Override
    public final int nextInt() {
        take();
        return element;
    }
}
