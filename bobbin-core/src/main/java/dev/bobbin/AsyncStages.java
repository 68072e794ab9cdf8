package dev.bobbin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operators of {@link AsyncSeq} that have nothing running beside their consumer. */
final class AsyncStages {
    private AsyncStages() {}

    static final class FromIterator<T> extends AsyncStage<T> {
        private final Iterator<? extends T> iterator;

        FromIterator(Iterator<? extends T> iterator) {
            this.iterator = iterator;
        }

        @Override
        @Nullable
        Async<?> want() {
            return iterator.hasNext() ? give(Objects.requireNonNull(iterator.next(), "an element")) : end();
        }

        @Override
        @Nullable
        Async<?> got(@Nullable Object value) {
            throw new IllegalStateException("nothing was awaited");
        }

        @Override
        Async<Void> closing() throws Exception {
            if (iterator instanceof AutoCloseable closeable) {
                closeable.close();
            }
            return Async.done();
        }
    }

    /** The elements of another, whose end is told. */
    static final class Closing<T> extends AsyncStage.Of<T, T> {
        private final Runnable closed;

        Closing(AsyncIterator<T> source, Runnable closed) {
            super(source);
            this.closed = closed;
        }

        @Override
        @Nullable
        Async<?> element(T element) {
            return give(element);
        }

        @Override
        Async<Void> closing() {
            closed.run();
            return super.closing();
        }
    }

    static final class Map<S, T> extends AsyncStage.Of<S, T> {
        private final Function<? super S, ? extends T> function;

        Map(AsyncIterator<S> source, Function<? super S, ? extends T> function) {
            super(source);
            this.function = function;
        }

        @Override
        @Nullable
        Async<?> element(S element) {
            return give(Objects.requireNonNull(function.apply(element), "what the function of map() returned"));
        }
    }

    static final class MapAsync<S, T> extends AsyncStage.Of<S, T> {
        private final AsyncFunction<? super S, ? extends T> function;
        private boolean applied;

        MapAsync(AsyncIterator<S> source, AsyncFunction<? super S, ? extends T> function) {
            super(source);
            this.function = function;
        }

        @Override
        Async<?> element(S element) throws Exception {
            applied = true;
            return Objects.requireNonNull(function.apply(element), "the function returned null instead of an Async");
        }

        @Override
        @Nullable
        @SuppressWarnings("unchecked") // what the function gave
        Async<?> got(@Nullable Object value) throws Throwable {
            if (!applied) {
                return super.got(value);
            }
            applied = false;
            return give((T) Objects.requireNonNull(value, "what the function of mapAsync() gave"));
        }
    }

    static final class Filter<T> extends AsyncStage.Of<T, T> {
        private final Predicate<? super T> predicate;

        Filter(AsyncIterator<T> source, Predicate<? super T> predicate) {
            super(source);
            this.predicate = predicate;
        }

        @Override
        @Nullable
        Async<?> element(T element) {
            return predicate.test(element) ? give(element) : want();
        }
    }

    static final class FlatMap<S, T> extends AsyncStage.Of<S, T> {
        private final Function<? super S, AsyncSeq<T>> function;
        private @Nullable AsyncIterator<T> inner;

        FlatMap(AsyncIterator<S> source, Function<? super S, AsyncSeq<T>> function) {
            super(source);
            this.function = function;
        }

        @Override
        @Nullable
        Async<?> want() {
            return inner == null ? super.want() : inner.next();
        }

        @Override
        Async<?> element(S element) {
            AsyncIterator<T> elements = Objects.requireNonNull(
                            function.apply(element), "the function of flatMap() returned null")
                    .iterator();
            inner = elements;
            return elements.next();
        }

        @Override
        @Nullable
        Async<?> got(@Nullable Object value) throws Throwable {
            if (inner == null) {
                return super.got(value);
            }
            if (value == Boolean.TRUE) {
                return give(inner.value());
            }
            inner = null;
            return want();
        }

        @Override
        Async<Void> closing() {
            AsyncIterator<T> last = inner;
            return last == null ? source.close() : new CloseBoth(last, source);
        }
    }

    static final class CloseBoth extends Repeating<Void> {
        private final AsyncIterator<?> second;
        private @Nullable AsyncIterator<?> first;
        private boolean closed;
        private @Nullable Throwable failure;

        CloseBoth(AsyncIterator<?> first, AsyncIterator<?> second) {
            this.first = first;
            this.second = second;
        }

        @Override
        @Nullable
        Async<?> next(@Nullable Object value, @Nullable Throwable thrown) throws Throwable {
            AsyncIterator<?> closing = first;
            if (closing != null) {
                first = null;
                return closing.close();
            }
            if (!closed) {
                closed = true;
                failure = thrown;
                return second.close();
            }
            AsyncStage.throwBoth(failure, thrown);
            return null;
        }

        @Override
        @SuppressWarnings("NullAway") // Void has no other value
        Void outcome() {
            return null;
        }
    }

    static final class Take<T> extends AsyncStage.Of<T, T> {
        private long left;

        Take(AsyncIterator<T> source, long count) {
            super(source);
            this.left = count;
        }

        @Override
        @Nullable
        Async<?> want() {
            return left-- > 0 ? super.want() : end();
        }

        @Override
        @Nullable
        Async<?> element(T element) {
            return give(element);
        }
    }

    static final class TakeWhile<T> extends AsyncStage.Of<T, T> {
        private final Predicate<? super T> predicate;

        TakeWhile(AsyncIterator<T> source, Predicate<? super T> predicate) {
            super(source);
            this.predicate = predicate;
        }

        @Override
        @Nullable
        Async<?> element(T element) {
            return predicate.test(element) ? give(element) : end();
        }
    }

    static final class Drop<T> extends AsyncStage.Of<T, T> {
        private long left;

        Drop(AsyncIterator<T> source, long count) {
            super(source);
            this.left = count;
        }

        @Override
        @Nullable
        Async<?> element(T element) {
            return left > 0 && left-- > 0 ? want() : give(element);
        }
    }

    static final class Scan<S, T> extends AsyncStage.Of<S, T> {
        private final BiFunction<? super T, ? super S, ? extends T> function;
        private T last;
        private boolean begun;

        Scan(AsyncIterator<S> source, T initial, BiFunction<? super T, ? super S, ? extends T> function) {
            super(source);
            this.last = initial;
            this.function = function;
        }

        @Override
        @Nullable
        Async<?> want() {
            if (begun) {
                return super.want();
            }
            begun = true;
            return give(last);
        }

        @Override
        @Nullable
        Async<?> element(S element) {
            last = Objects.requireNonNull(function.apply(last, element), "what the function of scan() returned");
            return give(last);
        }
    }

    static final class Chunked<T> extends AsyncStage.Of<T, List<T>> {
        private final int size;
        private List<T> chunk = new ArrayList<>();
        private boolean ended;

        Chunked(AsyncIterator<T> source, int size) {
            super(source);
            this.size = size;
        }

        @Override
        @Nullable
        Async<?> want() {
            return ended ? end() : super.want();
        }

        @Override
        @Nullable
        Async<?> element(T element) {
            chunk.add(element);
            return chunk.size() < size ? want() : giveChunk();
        }

        @Override
        @Nullable
        Async<?> got(@Nullable Object value) throws Throwable {
            if (value == Boolean.TRUE) {
                return super.got(value);
            }
            ended = true;
            return chunk.isEmpty() ? end() : giveChunk();
        }

        private @Nullable Async<?> giveChunk() {
            List<T> full = chunk;
            chunk = new ArrayList<>();
            return give(full);
        }
    }
}
