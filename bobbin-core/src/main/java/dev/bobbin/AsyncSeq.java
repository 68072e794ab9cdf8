package dev.bobbin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A sequence whose elements are computed as they are asked for, by a body that yields them and may await.
 *
 * <pre>{@code
 * static AsyncSeq<Page> pages(String first) {
 *     return AsyncSeq.of(y -> {
 *         for (String url = first; url != null;) {
 *             Page page = fetch(url).await();
 *             y.yield(page).await();             // goes on when the next page is wanted
 *             url = page.next();
 *         }
 *         return done();
 *     });
 * }
 *
 * for (var it = pages(url).iterator(); it.next().await();) {
 *     use(it.value());
 * }
 * }</pre>
 *
 * <p>Nothing runs until an element is asked for, and no further than to that element, so a slow consumer slows its sources down.
 * Each iterator begins anew. What is thrown by a source arrives where the next element is awaited, as the same object; then the
 * sequence has ended.
 *
 * <p>The body runs in the task of whoever awaits the next element, as if that called it: with its {@linkplain Local locals}, and its
 * cancellation. A loop that may be left before the end closes the iterator, so that {@code finally} blocks of the body run; the
 * methods here that go through a sequence do.
 *
 * <pre>{@code
 * var it = pages.iterator();
 * try {
 *     while (it.next().await()) { ... }
 * } finally {
 *     it.close().await();
 * }
 * }</pre>
 *
 * <p>{@link #buffered}, {@link #merge}, {@link #timeout} and {@link #mapAsync(int, AsyncFunction)} have tasks running beside the consumer. These are in a
 * scope that the coroutine has open which calls {@link #iterator}, and end when the iterator is closed, at the latest with what is
 * around: the scope in which the iterator was made, or the task. What they have taken from a source and not handed out by then is
 * dropped. In a function of {@link #flatMap}, or the body of a sequence, it is who awaits {@code next()} that calls {@code iterator()}: if that is
 * a task that ends with the element, as in {@code next().timeout(d)}, so do they, and what is awaited after that says so.
 *
 * <p>Elements are not null. A sequence is thread-safe if what it is made of is; an iterator belongs to one coroutine at a time.
 */
public abstract class AsyncSeq<T> {
    AsyncSeq() {}

    /** The sequence that the body yields; it runs anew for each iterator. */
    public static <T> AsyncSeq<T> of(AsyncSeqBody<T> body) {
        Objects.requireNonNull(body, "body");
        return made(() -> new AsyncGenerator<>(body));
    }

    /** The elements of a collection, a {@link Seq}, or whatever else can be iterated; an iterator that is closeable is closed. */
    public static <T> AsyncSeq<T> from(Iterable<? extends T> elements) {
        Objects.requireNonNull(elements, "elements");
        return made(() -> new AsyncStages.FromIterator<>(elements.iterator()));
    }

    /**
     * The elements that the publisher gives, of which it is asked for one at a time, when that is wanted. Each iterator is another
     * subscriber, who cancels its subscription when it is closed. A failure is thrown as it is.
     */
    public static <T> AsyncSeq<T> from(Flow.Publisher<? extends T> publisher) {
        return from(publisher, 1);
    }

    /**
     * As {@link #from(Flow.Publisher)}, but it is asked for so many at a time, and again when half of them have been taken. Those that
     * have come and have not been taken when the iterator is closed are dropped.
     *
     * @throws IllegalArgumentException if the batch is less than 1
     */
    public static <T> AsyncSeq<T> from(Flow.Publisher<? extends T> publisher, int batch) {
        Objects.requireNonNull(publisher, "publisher");
        requirePositive(batch, " elements at a time");
        return made(() -> new Subscribing<>(publisher, batch));
    }

    /**
     * The elements of all sequences, as they come, first come, first served. Each sequence runs in a task of its own, up to
     * one element ahead. The first failure ends it, and the others.
     */
    @SafeVarargs
    public static <T> AsyncSeq<T> merge(AsyncSeq<? extends T>... sequences) {
        return merge(Arrays.asList(sequences)); // which says of a null what it is
    }

    /** As {@link #merge(AsyncSeq[])}. */
    @SuppressWarnings("unchecked") // elements are only taken from them
    public static <T> AsyncSeq<T> merge(Iterable<? extends AsyncSeq<? extends T>> sequences) {
        List<AsyncSeq<T>> sources = new ArrayList<>();
        for (AsyncSeq<? extends T> sequence : sequences) {
            sources.add((AsyncSeq<T>) Objects.requireNonNull(sequence, "sequence"));
        }
        return sources.isEmpty() ? from(List.of()) : made(() -> new Beside.Merge<>(sources, Channel.rendezvous()));
    }

    static <T> AsyncSeq<T> made(Supplier<AsyncIterator<T>> iterator) {
        return new AsyncSeq<>() {
            @Override
            public AsyncIterator<T> iterator() {
                return iterator.get();
            }
        };
    }

    /** Begins anew. */
    public abstract AsyncIterator<T> iterator();

    // ---- of which others are made -----------------------------------------------------------------------------------

    /** What the function makes of each element. */
    public final <R> AsyncSeq<R> map(Function<? super T, ? extends R> function) {
        Objects.requireNonNull(function, "function");
        return made(() -> new AsyncStages.Map<>(iterator(), function));
    }

    /** What the function gives for each element, one after the other. */
    public final <R> AsyncSeq<R> mapAsync(AsyncFunction<? super T, ? extends R> function) {
        Objects.requireNonNull(function, "function");
        return made(() -> new AsyncStages.MapAsync<>(iterator(), function));
    }

    /**
     * What the function gives for each element, in the order of the elements; it is called in tasks of their own, for at most so many
     * elements whose results have not been taken. A failure arrives in its place, and the others are cancelled then.
     *
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public final <R> AsyncSeq<R> mapAsync(int limit, AsyncFunction<? super T, R> function) {
        Objects.requireNonNull(function, "function");
        requirePositive(limit, " at a time");
        return made(() -> new Beside.MapAsync<>(this, limit, function));
    }

    /** The elements for which this is true. */
    public final AsyncSeq<T> filter(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return made(() -> new AsyncStages.Filter<>(iterator(), predicate));
    }

    /** All elements of the sequence that the function makes of each element, one sequence after the other. */
    public final <R> AsyncSeq<R> flatMap(Function<? super T, AsyncSeq<R>> function) {
        Objects.requireNonNull(function, "function");
        return made(() -> new AsyncStages.FlatMap<>(iterator(), function));
    }

    /**
     * The first so many elements, or all if there are fewer. Those behind are not computed.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    public final AsyncSeq<T> take(long count) {
        requireCount(count);
        return made(() -> new AsyncStages.Take<>(iterator(), count));
    }

    /** The elements before the first for which this is false. */
    public final AsyncSeq<T> takeWhile(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return made(() -> new AsyncStages.TakeWhile<>(iterator(), predicate));
    }

    /**
     * The elements behind the first so many.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    public final AsyncSeq<T> drop(long count) {
        requireCount(count);
        return made(() -> new AsyncStages.Drop<>(iterator(), count));
    }

    /** The initial value, then what the function makes of the last result and each element. */
    public final <R> AsyncSeq<R> scan(R initial, BiFunction<? super R, ? super T, ? extends R> function) {
        Objects.requireNonNull(initial, "initial");
        Objects.requireNonNull(function, "function");
        return made(() -> new AsyncStages.Scan<>(iterator(), initial, function));
    }

    /**
     * Lists of so many elements, of which the last may have fewer.
     *
     * @throws IllegalArgumentException if the size is less than 1
     */
    public final AsyncSeq<List<T>> chunked(int size) {
        requirePositive(size, " elements in a list");
        return made(() -> new AsyncStages.Chunked<>(iterator(), size));
    }

    /**
     * The same elements, computed by a task of its own, up to so many ahead of the consumer.
     *
     * @throws IllegalArgumentException if the size is less than 1
     */
    public final AsyncSeq<T> buffered(int size) {
        requirePositive(size, " elements ahead");
        List<AsyncSeq<T>> source = List.of(this); // which has one in its hands
        return made(() -> new Beside.Merge<>(source, size == 1 ? Channel.rendezvous() : Channel.buffered(size - 1)));
    }

    /**
     * The same elements, with a time limit for each: past it, what computes it is cancelled and a
     * {@link java.util.concurrent.TimeoutException} is thrown. They are computed by a task of its own, each when it is wanted.
     */
    public final AsyncSeq<T> timeout(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        return made(() -> new Beside.Limited<>(this, limit));
    }

    private static void requirePositive(int number, String ofWhat) {
        if (number < 1) {
            throw new IllegalArgumentException(number + ofWhat + ": at least 1");
        }
    }

    private static void requireCount(long count) {
        if (count < 0) {
            throw new IllegalArgumentException(count + " elements: at least 0");
        }
    }

    // ---- what goes through it ---------------------------------------------------------------------------------------

    /** All elements. */
    public final Async<List<T>> toList() {
        return new Draining.ToList<>(this);
    }

    /** Calls the action for each element and awaits what it returns. */
    public final Async<Void> forEach(AsyncFunction<? super T, Void> action) {
        return new Draining.ForEach<>(this, Objects.requireNonNull(action, "action"));
    }

    /** What the function has made, in the end, of the initial value and one element after the other. */
    public final <R> Async<R> fold(R initial, BiFunction<? super R, ? super T, ? extends R> function) {
        return new Draining.Fold<>(this, initial, Objects.requireNonNull(function, "function"));
    }

    /** The first element, if there is one; no other is computed. */
    public final Async<Optional<T>> first() {
        return new Draining.First<>(this);
    }

    /** How many elements there are. */
    public final Async<Long> count() {
        return new Draining.Fold<>(this, 0L, (count, element) -> count + 1);
    }

    // ---- for others -------------------------------------------------------------------------------------------------

    /**
     * The elements, sent to a channel by a task in the scope, which waits while so many are in it. Behind the last the channel is closed, with the
     * failure if the sequence has failed. Whoever wants no more calls {@link Channel#refuse}: that closes the sequence, also while it waits for its next element. So does
     * the cancellation of the scope, and then receivers are told, with a {@link java.util.concurrent.CancellationException}.
     *
     * <p>If nobody is left to be told, since the channel has been closed, a failure of the sequence is one of the scope.
     *
     * @param capacity 0 for a rendezvous
     * @throws IllegalArgumentException if that is negative
     */
    public final Channel<T> toChannel(Scope scope, int capacity) {
        Channel<T> channel = capacity == 0 ? Channel.rendezvous() : Channel.buffered(capacity);
        channel.fedBy(scope.spawn(Beside.sends(this, channel)));
        return channel;
    }

    /**
     * The sequence as a publisher: each subscriber is given the elements from the beginning, when it has requested them, by a task on
     * the shared scheduler. It must not block there. It is told of the end when it requests more than there is.
     *
     * <p>If nobody is left to be told, since the subscription has been cancelled, a failure of the sequence goes to the thread's handler of uncaught exceptions, as
     * does what a subscriber throws.
     */
    public final Flow.Publisher<T> toPublisher() {
        return Publishing.publisher(this, null, Bobbin::start);
    }

    /**
     * As {@link #toPublisher()}, with the tasks in a scope: when that is cancelled, subscribers are told, with a
     * {@link java.util.concurrent.CancellationException}, and who subscribes after its end with an {@link IllegalStateException}.
     *
     * <p>If nobody is left to be told, since the subscription has been cancelled, a failure of the sequence is one of the scope. What a subscriber throws
     * goes to the thread's handler of uncaught exceptions.
     */
    public final Flow.Publisher<T> toPublisher(Scope scope) {
        Objects.requireNonNull(scope, "scope");
        return Publishing.publisher(this, scope, publishing -> scope.spawn(publishing));
    }
}
