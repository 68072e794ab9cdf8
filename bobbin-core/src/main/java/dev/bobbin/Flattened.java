package dev.bobbin;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The elements of what a function makes of each element, one after the other. */
final class Flattened<T extends @Nullable Object, R extends @Nullable Object> extends ObjStage<R> {
    private final SeqIterator<T> outer;
    private final Function<? super T, ? extends Iterable<? extends R>> f;
    private @Nullable SeqIterator<R> inner;

    Flattened(SeqIterator<T> outer, Function<? super T, ? extends Iterable<? extends R>> f) {
        super(null);
        this.outer = outer;
        this.f = f;
    }

    @Override
    boolean advance() {
        for (; ; ) {
            SeqIterator<R> open = inner;
            if (open != null) {
                if (open.hasNext()) {
                    return emit(open.next());
                }
                inner = null;
            }
            if (!outer.hasNext()) {
                return false;
            }
            inner = Opened.of(Objects.requireNonNull(f.apply(outer.next()), "the function of flatMap() returned null"));
        }
    }

    @Override
    void closeSources() {
        SeqIterator<R> open = inner;
        inner = null;
        closeBoth(open, outer);
    }
}
