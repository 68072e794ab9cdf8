package dev.bobbin;

import org.jspecify.annotations.Nullable;

/** An operator with two sources. */
abstract class Paired<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
        extends ObjStage<R> {
    final SeqIterator<A> left;
    private final Iterable<? extends B> other;
    private @Nullable SeqIterator<B> right;

    Paired(SeqIterator<A> left, Iterable<? extends B> other) {
        super(null);
        this.left = left;
        this.other = other;
    }

    /** Opened only here, where a failure closes the other. */
    final SeqIterator<B> right() {
        SeqIterator<B> opened = right;
        if (opened == null) {
            opened = Opened.of(other);
            right = opened;
        }
        return opened;
    }

    @Override
    final void closeSources() {
        SeqIterator<B> opened = right;
        right = null;
        closeBoth(opened, left);
    }
}
