package dev.bobbin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A sequence whose elements are computed as they are asked for, by a body that yields them:
 *
 * <pre>{@code
 * Seq<Integer> squares = Seq.of(y -> {
 *     for (int i = 1;; i++) {
 *         y.yield(i * i);
 *     }
 * });
 * List<Integer> three = squares.filter(n -> n % 2 == 1).take(3).toList(); // 1, 9, 25
 * }</pre>
 *
 * <p>Each iteration starts anew. Operators compute nothing until somebody iterates, and keep only what they say. An operator that ends
 * before its source does, or whose function fails, closes the source, so that the {@code finally} blocks of the body run; those that return a
 * value do so before they return. A {@code for} loop cannot: who breaks out of one uses {@link #take}, {@link #takeWhile} or
 * {@link #first} instead, or closes the {@linkplain #iterator() iterator}. When several are closed all are, and later failures are
 * suppressed into the first.
 *
 * <p>Elements may be null where nothing else is said. A sequence may be used by any thread if its body and functions may; an iterator by one
 * at a time.
 */
public abstract class Seq<T extends @Nullable Object> implements Iterable<T> {
    Seq() {}

    /** The sequence that the body yields; it runs anew for each iterator. */
    public static <T extends @Nullable Object> Seq<T> of(SeqBody<T> body) {
        Objects.requireNonNull(body, "body");
        return by(() -> Generator.of(body));
    }

    /** Of these elements, which are copied. */
    @SafeVarargs
    public static <T extends @Nullable Object> Seq<T> of(T... elements) {
        return from(Arrays.asList(elements.clone()));
    }

    /** Of what the iterable's iterators give. One that is {@link AutoCloseable} is closed as that of a sequence is. */
    public static <T extends @Nullable Object> Seq<T> from(Iterable<? extends T> elements) {
        Objects.requireNonNull(elements, "elements");
        return by(() -> Opened.of(elements));
    }

    /** Without elements. */
    public static <T extends @Nullable Object> Seq<T> empty() {
        return from(List.of());
    }

    /** The seed, what the function makes of it, what it makes of that, and so on without end. */
    public static <T extends @Nullable Object> Seq<T> iterate(T seed, UnaryOperator<T> f) {
        Objects.requireNonNull(f, "f");
        return by(() -> new ObjStage<T>(null) {
            private T last = seed;
            private boolean begun;

            @Override
            boolean advance() {
                if (begun) {
                    last = f.apply(last);
                }
                begun = true;
                return emit(last);
            }
        });
    }

    /** The elements of the first, then those of the next, and so on. */
    @SafeVarargs
    public static <T extends @Nullable Object> Seq<T> concat(Iterable<? extends T>... parts) {
        for (Iterable<? extends T> part : parts) {
            Objects.requireNonNull(part, "part");
        }
        return Seq.<Iterable<? extends T>>of(parts).flatMap(part -> part);
    }

    static <T extends @Nullable Object> Seq<T> by(Supplier<SeqIterator<T>> iterators) {
        return new Seq<>() {
            @Override
            public SeqIterator<T> iterator() {
                return iterators.get();
            }
        };
    }

    /** Starts anew. Whoever stops before the end closes it. */
    @Override
    public abstract SeqIterator<T> iterator();

    // ---- operators --------------------------------------------------------------------------------------------------

    /** What the function makes of each element. */
    public final <R extends @Nullable Object> Seq<R> map(Function<? super T, ? extends R> f) {
        Objects.requireNonNull(f, "f");
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<R>(source) {
                @Override
                boolean advance() {
                    return source.hasNext() && emit(f.apply(source.next()));
                }
            };
        });
    }

    /** As {@link #map}, without an object for each. */
    public final IntSeq mapToInt(ToIntFunction<? super T> f) {
        Objects.requireNonNull(f, "f");
        return IntSeq.by(() -> {
            SeqIterator<T> source = iterator();
            return new IntStage(source) {
                @Override
                boolean advance() {
                    return source.hasNext() && emit(f.applyAsInt(source.next()));
                }
            };
        });
    }

    /** As {@link #map}, without an object for each. */
    public final LongSeq mapToLong(ToLongFunction<? super T> f) {
        Objects.requireNonNull(f, "f");
        return LongSeq.by(() -> {
            SeqIterator<T> source = iterator();
            return new LongStage(source) {
                @Override
                boolean advance() {
                    return source.hasNext() && emit(f.applyAsLong(source.next()));
                }
            };
        });
    }

    /** As {@link #map}, without an object for each. */
    public final DoubleSeq mapToDouble(ToDoubleFunction<? super T> f) {
        Objects.requireNonNull(f, "f");
        return DoubleSeq.by(() -> {
            SeqIterator<T> source = iterator();
            return new DoubleStage(source) {
                @Override
                boolean advance() {
                    return source.hasNext() && emit(f.applyAsDouble(source.next()));
                }
            };
        });
    }

    /** The elements of what the function makes of each element, one after the other; what that is gets closed too. */
    public final <R extends @Nullable Object> Seq<R> flatMap(Function<? super T, ? extends Iterable<? extends R>> f) {
        Objects.requireNonNull(f, "f");
        return by(() -> new Flattened<>(iterator(), f));
    }

    /** Those that the predicate holds for. */
    public final Seq<T> filter(Predicate<? super T> p) {
        Objects.requireNonNull(p, "p");
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<T>(source) {
                @Override
                boolean advance() {
                    while (source.hasNext()) {
                        T element = source.next();
                        if (p.test(element)) {
                            return emit(element);
                        }
                    }
                    return false;
                }
            };
        });
    }

    /** Each element once, as {@code equals} has it. Keeps all of them. */
    public final Seq<T> distinct() {
        return by(() -> {
            Set<T> seen = new HashSet<>();
            return filter(seen::add).iterator();
        });
    }

    /** The same; the action is given each element before it is handed out. */
    public final Seq<T> onEach(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        return map(element -> {
            action.accept(element);
            return element;
        });
    }

    /** Each element with its place, from 0. */
    public final Seq<Indexed<T>> indexed() {
        return by(() -> {
            long[] next = {0};
            return this.<Indexed<T>>map(element -> new Indexed<>(next[0]++, element))
                    .iterator();
        });
    }

    /** The seed, then what the function makes of the last result and each element. */
    public final <R extends @Nullable Object> Seq<R> scan(R seed, BiFunction<? super R, ? super T, ? extends R> f) {
        Objects.requireNonNull(f, "f");
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<R>(source) {
                private R result = seed;
                private boolean begun;

                @Override
                boolean advance() {
                    if (begun) {
                        if (!source.hasNext()) {
                            return false;
                        }
                        result = f.apply(result, source.next());
                    }
                    begun = true;
                    return emit(result);
                }
            };
        });
    }

    /**
     * The first {@code n}, or all if there are fewer. The source is closed when somebody asks for one more; it is not asked for it.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public final Seq<T> take(long n) {
        notNegative(n);
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<T>(source) {
                private long left = n;

                @Override
                boolean advance() {
                    return left-- > 0 && source.hasNext() && emit(source.next());
                }
            };
        });
    }

    /** Those before the first that the predicate does not hold for. */
    public final Seq<T> takeWhile(Predicate<? super T> p) {
        Objects.requireNonNull(p, "p");
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<T>(source) {
                @Override
                boolean advance() {
                    if (!source.hasNext()) {
                        return false;
                    }
                    T element = source.next();
                    return p.test(element) && emit(element);
                }
            };
        });
    }

    /**
     * All but the first {@code n}.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public final Seq<T> drop(long n) {
        notNegative(n);
        return by(() -> {
            long[] left = {n};
            return dropWhile(element -> left[0]-- > 0).iterator();
        });
    }

    /** From the first on that the predicate does not hold for. */
    public final Seq<T> dropWhile(Predicate<? super T> p) {
        Objects.requireNonNull(p, "p");
        return by(() -> {
            boolean[] begun = {false};
            return filter(element -> begun[0] || (begun[0] = !p.test(element))).iterator();
        });
    }

    /**
     * Lists of {@code n} elements each; the last may have fewer.
     *
     * @throws IllegalArgumentException if {@code n} is not positive
     */
    public final Seq<List<T>> chunked(int n) {
        positive(n);
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<List<T>>(source) {
                @Override
                boolean advance() {
                    List<T> chunk = new ArrayList<>();
                    while (chunk.size() < n && source.hasNext()) {
                        chunk.add(source.next());
                    }
                    return !chunk.isEmpty() && emit(Collections.unmodifiableList(chunk));
                }
            };
        });
    }

    /**
     * A list of {@code n} neighbours for each place where there are so many: of 1, 2, 3 and {@code n} = 2 the lists 1, 2 and 2, 3.
     *
     * @throws IllegalArgumentException if {@code n} is not positive
     */
    public final Seq<List<T>> windowed(int n) {
        positive(n);
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<List<T>>(source) {
                private final List<T> window = new ArrayList<>();

                @Override
                boolean advance() {
                    if (window.size() == n) {
                        window.remove(0);
                    }
                    while (window.size() < n) {
                        if (!source.hasNext()) {
                            return false;
                        }
                        window.add(source.next());
                    }
                    return emit(Collections.unmodifiableList(new ArrayList<>(window)));
                }
            };
        });
    }

    /** These, then the others. */
    public final Seq<T> plus(Iterable<? extends T> others) {
        Objects.requireNonNull(others, "others");
        return concat(this, others);
    }

    /** What the function makes of the first of both, the second of both, and so on, up to the end of the shorter. */
    public final <U extends @Nullable Object, R extends @Nullable Object> Seq<R> zip(
            Iterable<? extends U> other, BiFunction<? super T, ? super U, ? extends R> f) {
        Objects.requireNonNull(other, "other");
        Objects.requireNonNull(f, "f");
        return by(() -> new Paired<T, U, R>(iterator(), other) {
            @Override
            boolean advance() {
                return left.hasNext() && right().hasNext() && emit(f.apply(left.next(), right().next()));
            }
        });
    }

    /** From this and the other in turns; after the end of one what is left of the other. */
    public final Seq<T> interleave(Iterable<? extends T> other) {
        Objects.requireNonNull(other, "other");
        return by(() -> new Paired<T, T, T>(iterator(), other) {
            private boolean othersTurn;

            @Override
            boolean advance() {
                SeqIterator<T> first = othersTurn ? right() : left;
                if (first.hasNext()) {
                    othersTurn = !othersTurn;
                    return emit(first.next());
                }
                SeqIterator<T> rest = othersTurn ? left : right();
                return rest.hasNext() && emit(rest.next());
            }
        });
    }

    // ---- results ----------------------------------------------------------------------------------------------------

    @Override
    public final void forEach(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        SeqIterator<T> elements = iterator();
        try {
            while (elements.hasNext()) {
                action.accept(elements.next());
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
    }

    /** All, in a list that can be changed. */
    public final List<T> toList() {
        List<T> list = new ArrayList<>();
        forEach(list::add);
        return list;
    }

    /** What the function makes of the seed and the first, of that and the second, and so on; the seed if there are none. */
    public final <R extends @Nullable Object> R fold(R seed, BiFunction<? super R, ? super T, ? extends R> f) {
        Objects.requireNonNull(f, "f");
        R result = seed;
        SeqIterator<T> elements = iterator();
        try {
            while (elements.hasNext()) {
                result = f.apply(result, elements.next());
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
        return result;
    }

    /**
     * As {@link #fold} with the first element as the seed; empty if there are none.
     *
     * @throws NullPointerException if the result is null
     */
    public final Optional<T> reduce(BinaryOperator<T> f) {
        Objects.requireNonNull(f, "f");
        SeqIterator<T> elements = iterator();
        Optional<T> reduced = Optional.empty();
        try {
            if (elements.hasNext()) {
                T result = elements.next();
                while (elements.hasNext()) {
                    result = f.apply(result, elements.next());
                }
                reduced = Optional.of(result);
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
        return reduced;
    }

    /** How many there are. */
    public final long count() {
        long n = 0;
        SeqIterator<T> elements = iterator();
        try {
            for (; elements.hasNext(); n++) {
                elements.next();
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
        return n;
    }

    /**
     * The first.
     *
     * @throws NoSuchElementException if there is none
     */
    public final T first() {
        SeqIterator<T> elements = iterator();
        T first;
        try {
            first = elements.next();
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
        return first;
    }

    /**
     * The first, if there is one.
     *
     * @throws NullPointerException if it is null
     */
    public final Optional<T> firstOrEmpty() {
        SeqIterator<T> elements = iterator();
        Optional<T> first;
        try {
            first = elements.hasNext() ? Optional.of(elements.next()) : Optional.empty();
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
        return first;
    }

    /** Whether the predicate holds for some element; looks no further than that. */
    public final boolean any(Predicate<? super T> p) {
        try (SeqIterator<T> found = filter(p).iterator()) {
            return found.hasNext();
        }
    }

    /** Whether it holds for each. */
    public final boolean all(Predicate<? super T> p) {
        return !any(p.negate());
    }

    /** Whether it holds for no element. */
    public final boolean none(Predicate<? super T> p) {
        return !any(p);
    }

    /** All as text, with the separator between them. */
    public final String joined(String separator) {
        StringJoiner text = new StringJoiner(separator);
        forEach(element -> text.add(String.valueOf(element)));
        return text.toString();
    }

    /** As a stream, as lazy as this. Closing the stream closes the iteration; its end does so too, a {@code limit} of the stream does not. */
    public final Stream<T> stream() {
        SeqIterator<T> elements = iterator();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false)
                .onClose(elements::close);
    }

    private static void notNegative(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("negative: " + n);
        }
    }

    private static void positive(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("not positive: " + n);
        }
    }
}
