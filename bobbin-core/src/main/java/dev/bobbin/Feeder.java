package dev.bobbin;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The yielder of a {@link Seq} that gives its elements to an action. */
final class Feeder<T extends @Nullable Object> extends Feeding implements Yielder<T> {
    private final Consumer<? super T> action;

    Feeder(Consumer<? super T> action) {
        this.action = action;
    }

    @Override
    public void yield(T value) {
        gives();
        try {
            action.accept(value);
        } catch (Throwable t) { // thrown when the body has ended
            throw closed(t);
        }
        given();
    }
}
