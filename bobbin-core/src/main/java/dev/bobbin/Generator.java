package dev.bobbin;

import dev.bobbin.abi.Step;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The yielder of a {@link Seq}, and its iterator, if its body is not {@linkplain Step steps}. */
final class Generator<T extends @Nullable Object> extends Generating implements SeqIterator<T>, Yielder<T> {
    private @Nullable T value;

    private Generator() {}

    @SuppressWarnings("unchecked") // what is emitted for a body with this yielder
    static <T extends @Nullable Object> SeqIterator<T> of(SeqBody<T> body) {
        Generator<T> yielder = new Generator<>();
        Step steps = yielder.begin(body.run$yields(yielder));
        return steps == null ? yielder : (SeqIterator<T>) steps;
    }

    @Override
    @SuppressWarnings({"NullAway", "unchecked"}) // T may be nullable; who gives in its place has what can be a T
    public T next() {
        take();
        Generator<T> giver = (Generator<T>) giver();
        Iterator<?> own = giver.own();
        if (own != null) {
            return (T) own.next();
        }
        T next = giver.value;
        giver.value = null;
        return next;
    }

    @Override
    public void yield(T value) {
        throw misused();
    }

    @Override
    public Async<Void> yield$yields(T value) {
        this.value = value;
        return this;
    }

    @Override
    public void yieldAll(Iterable<? extends T> elements) {
        throw misused();
    }

    @Override
    public void yieldAll(Iterator<? extends T> elements) {
        throw misused();
    }

    @Override
    public Async<Void> yieldAll$yields(Iterable<? extends T> elements) {
        return new Others(this, elements, true);
    }

    @Override
    public Async<Void> yieldAll$yields(Iterator<? extends T> elements) {
        return new Others(this, elements, false);
    }

    @Override
    Iterator<?> open(Object elements) {
        return Opened.of((Iterable<?>) elements);
    }

    @Override
    @SuppressWarnings("unchecked") // they were given as such
    void fetch(Iterator<?> elements) {
        value = ((Iterator<? extends T>) elements).next();
    }
}
