package dev.bobbin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Goes through a sequence, and closes it in the end. */
abstract class Draining<T, R> extends Repeating<R> {
    private enum State {
        NEW,
        /** Awaits an element. */
        NEXT,
        /** Awaits what is made of one. */
        USING,
        CLOSING
    }

    private final AsyncSeq<T> sequence;
    private State state = State.NEW;
    private @Nullable AsyncIterator<T> iterator;
    private @Nullable Throwable failure;
    private boolean enough;

    Draining(AsyncSeq<T> sequence) {
        this.sequence = sequence;
    }

    /** An element: what to await before the next one, or null. */
    abstract @Nullable Async<?> use(T element) throws Throwable;

    /** No more elements are wanted. */
    final @Nullable Async<?> enough() {
        enough = true;
        return null;
    }

    @Override
    final @Nullable Async<?> next(@Nullable Object value, @Nullable Throwable thrown) throws Throwable {
        AsyncIterator<T> it = iterator;
        if (it == null) {
            it = sequence.iterator();
            iterator = it;
        }
        if (state == State.CLOSING) {
            AsyncStage.throwBoth(failure, thrown);
            return null;
        }
        if (thrown != null || state == State.NEXT && value != Boolean.TRUE) {
            return close(it, thrown);
        }
        if (state == State.NEXT) {
            state = State.USING;
            Async<?> used;
            try {
                used = use(it.value());
            } catch (Throwable t) { // thrown once it is closed
                return close(it, t);
            }
            if (used != null) {
                return used;
            }
        }
        if (enough) {
            return close(it, null);
        }
        state = State.NEXT;
        return it.next();
    }

    private Async<Void> close(AsyncIterator<T> it, @Nullable Throwable why) {
        failure = why;
        state = State.CLOSING;
        return it.close();
    }

    static final class ToList<T> extends Draining<T, List<T>> {
        private final List<T> list = new ArrayList<>();

        ToList(AsyncSeq<T> sequence) {
            super(sequence);
        }

        @Override
        @Nullable
        Async<?> use(T element) {
            list.add(element);
            return null;
        }

        @Override
        List<T> outcome() {
            return list;
        }
    }

    static final class ForEach<T> extends Draining<T, Void> {
        private final AsyncFunction<? super T, Void> action;

        ForEach(AsyncSeq<T> sequence, AsyncFunction<? super T, Void> action) {
            super(sequence);
            this.action = action;
        }

        @Override
        Async<?> use(T element) throws Exception {
            return Objects.requireNonNull(action.apply(element), "the action returned null instead of an Async");
        }

        @Override
        @SuppressWarnings("NullAway") // Void has no other value
        Void outcome() {
            return null;
        }
    }

    static final class Fold<T, R> extends Draining<T, R> {
        private final BiFunction<? super R, ? super T, ? extends R> function;
        private R result;

        Fold(AsyncSeq<T> sequence, R initial, BiFunction<? super R, ? super T, ? extends R> function) {
            super(sequence);
            this.result = initial;
            this.function = function;
        }

        @Override
        @Nullable
        Async<?> use(T element) {
            result = function.apply(result, element);
            return null;
        }

        @Override
        R outcome() {
            return result;
        }
    }

    static final class First<T> extends Draining<T, Optional<T>> {
        private Optional<T> first = Optional.empty();

        First(AsyncSeq<T> sequence) {
            super(sequence);
        }

        @Override
        @Nullable
        Async<?> use(T element) {
            first = Optional.of(element);
            return enough();
        }

        @Override
        Optional<T> outcome() {
            return first;
        }
    }
}
