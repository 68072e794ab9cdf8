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
    @Nullable
    Object find() {
        for (; ; ) {
            SeqIterator<R> open = inner;
            if (open != null) {
                Object next = open.next$orEnd();
                if (next != END) {
                    return next;
                }
                inner = null;
            }
            Object from = outer.next$orEnd();
            if (from == END) {
                return END;
            }
            inner = Opened.of(
                    Objects.requireNonNull(f.apply(element(from)), "the function of flatMap() returned null"));
        }
    }

    @Override
    void closeSources() {
        SeqIterator<R> open = inner;
        inner = null;
        closeBoth(open, outer);
    }
}
