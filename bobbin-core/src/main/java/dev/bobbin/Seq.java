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
public final class Seq<T extends @Nullable Object> implements Iterable<T> {
    private final Supplier<SeqIterator<T>> iterators;

    /** Gives each element to an action. */
    private final Consumer<Consumer<? super T>> each;

    private Seq(Supplier<SeqIterator<T>> iterators, Consumer<Consumer<? super T>> each) {
        this.iterators = iterators;
        this.each = each;
    }

    /** The sequence that the body yields; it runs anew for each iterator. */
    public static <T extends @Nullable Object> Seq<T> of(SeqBody<T> body) {
        Objects.requireNonNull(body, "body");
        return by(() -> Generator.of(body), action -> {
            Feeder<T> yielder = new Feeder<>(action);
            if (!yielder.run(body.run$yields(yielder))) {
                loop(Generator.of(body), action);
            }
        });
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
            @Nullable
            Object find() {
                if (begun) {
                    last = f.apply(last);
                }
                begun = true;
                return last;
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
        return by(iterators, action -> loop(iterators.get(), action));
    }

    /** @param each does what a loop with an iterator would, in fewer steps */
    static <T extends @Nullable Object> Seq<T> by(
            Supplier<SeqIterator<T>> iterators, Consumer<Consumer<? super T>> each) {
        return new Seq<>(iterators, each);
    }

    /** Of a sequence that is for one iteration. */
    private static <T extends @Nullable Object> Seq<T> anew(Supplier<Seq<T>> once) {
        return by(() -> once.get().iterator(), action -> once.get().each.accept(action));
    }

    /** Starts anew. Whoever stops before the end closes it. */
    @Override
    public SeqIterator<T> iterator() {
        return iterators.get();
    }

    private static <T extends @Nullable Object> void loop(SeqIterator<T> elements, Consumer<? super T> action) {
        try {
            for (Object next; (next = elements.next$orEnd()) != Stage.END; ) {
                action.accept(Stage.element(next));
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
    }

    // ---- operators --------------------------------------------------------------------------------------------------

    /** What the function makes of each element. */
    public <R extends @Nullable Object> Seq<R> map(Function<? super T, ? extends R> f) {
        Objects.requireNonNull(f, "f");
        return by(
                () -> {
                    SeqIterator<T> source = iterator();
                    return new ObjStage<R>(source) {
                        @Override
                        @Nullable
                        Object find() {
                            Object next = source.next$orEnd();
                            return next == END ? END : f.apply(element(next));
                        }
                    };
                },
                action -> each.accept(element -> action.accept(f.apply(element))));
    }

    /** As {@link #map}, without an object for each. */
    public IntSeq mapToInt(ToIntFunction<? super T> f) {
        Objects.requireNonNull(f, "f");
        return IntSeq.by(
                () -> {
                    SeqIterator<T> source = iterator();
                    return new IntStage(source) {
                        @Override
                        boolean advance() {
                            Object next = source.next$orEnd();
                            return next != END && emit(f.applyAsInt(element(next)));
                        }
                    };
                },
                action -> each.accept(element -> action.accept(f.applyAsInt(element))));
    }

    /** As {@link #map}, without an object for each. */
    public LongSeq mapToLong(ToLongFunction<? super T> f) {
        Objects.requireNonNull(f, "f");
        return LongSeq.by(
                () -> {
                    SeqIterator<T> source = iterator();
                    return new LongStage(source) {
                        @Override
                        boolean advance() {
                            Object next = source.next$orEnd();
                            return next != END && emit(f.applyAsLong(element(next)));
                        }
                    };
                },
                action -> each.accept(element -> action.accept(f.applyAsLong(element))));
    }

    /** As {@link #map}, without an object for each. */
    public DoubleSeq mapToDouble(ToDoubleFunction<? super T> f) {
        Objects.requireNonNull(f, "f");
        return DoubleSeq.by(
                () -> {
                    SeqIterator<T> source = iterator();
                    return new DoubleStage(source) {
                        @Override
                        boolean advance() {
                            Object next = source.next$orEnd();
                            return next != END && emit(f.applyAsDouble(element(next)));
                        }
                    };
                },
                action -> each.accept(element -> action.accept(f.applyAsDouble(element))));
    }

    /** The elements of what the function makes of each element, one after the other; what that is gets closed too. */
    public <R extends @Nullable Object> Seq<R> flatMap(Function<? super T, ? extends Iterable<? extends R>> f) {
        Objects.requireNonNull(f, "f");
        return by(() -> new Flattened<>(iterator(), f));
    }

    /** Those that the predicate holds for. */
    public Seq<T> filter(Predicate<? super T> p) {
        Objects.requireNonNull(p, "p");
        return by(
                () -> {
                    SeqIterator<T> source = iterator();
                    return new ObjStage<T>(source) {
                        @Override
                        @Nullable
                        Object find() {
                            Object next;
                            do {
                                next = source.next$orEnd();
                            } while (next != END && !p.test(element(next)));
                            return next;
                        }
                    };
                },
                action -> each.accept(element -> {
                    if (p.test(element)) {
                        action.accept(element);
                    }
                }));
    }

    /** Each element once, as {@code equals} has it. Keeps all of them. */
    public Seq<T> distinct() {
        return anew(() -> {
            Set<T> seen = new HashSet<>();
            return filter(seen::add);
        });
    }

    /** The same; the action is given each element before it is handed out. */
    public Seq<T> onEach(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        return map(element -> {
            action.accept(element);
            return element;
        });
    }

    /** Each element with its place, from 0. */
    public Seq<Indexed<T>> indexed() {
        return anew(() -> {
            long[] next = {0};
            return map(element -> new Indexed<>(next[0]++, element));
        });
    }

    /** The seed, then what the function makes of the last result and each element. */
    public <R extends @Nullable Object> Seq<R> scan(R seed, BiFunction<? super R, ? super T, ? extends R> f) {
        Objects.requireNonNull(f, "f");
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<R>(source) {
                private R result = seed;
                private boolean begun;

                @Override
                @Nullable
                Object find() {
                    if (begun) {
                        Object next = source.next$orEnd();
                        if (next == END) {
                            return END;
                        }
                        result = f.apply(result, element(next));
                    }
                    begun = true;
                    return result;
                }
            };
        });
    }

    /**
     * The first {@code n}, or all if there are fewer. The source is closed when somebody asks for one more; it is not asked for it.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public Seq<T> take(long n) {
        notNegative(n);
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<T>(source) {
                private long left = n;

                @Override
                @Nullable
                Object find() {
                    return left-- > 0 ? source.next$orEnd() : END;
                }
            };
        });
    }

    /** Those before the first that the predicate does not hold for. */
    public Seq<T> takeWhile(Predicate<? super T> p) {
        Objects.requireNonNull(p, "p");
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<T>(source) {
                @Override
                @Nullable
                Object find() {
                    Object next = source.next$orEnd();
                    return next == END || p.test(element(next)) ? next : END;
                }
            };
        });
    }

    /**
     * All but the first {@code n}.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public Seq<T> drop(long n) {
        notNegative(n);
        return anew(() -> {
            long[] left = {n};
            return dropWhile(element -> left[0]-- > 0);
        });
    }

    /** From the first on that the predicate does not hold for. */
    public Seq<T> dropWhile(Predicate<? super T> p) {
        Objects.requireNonNull(p, "p");
        return anew(() -> {
            boolean[] begun = {false};
            return filter(element -> begun[0] || (begun[0] = !p.test(element)));
        });
    }

    /**
     * Lists of {@code n} elements each; the last may have fewer.
     *
     * @throws IllegalArgumentException if {@code n} is not positive
     */
    public Seq<List<T>> chunked(int n) {
        positive(n);
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<List<T>>(source) {
                @Override
                @Nullable
                Object find() {
                    List<T> chunk = new ArrayList<>();
                    while (chunk.size() < n) {
                        Object next = source.next$orEnd();
                        if (next == END) {
                            break;
                        }
                        chunk.add(element(next));
                    }
                    return chunk.isEmpty() ? END : Collections.unmodifiableList(chunk);
                }
            };
        });
    }

    /**
     * A list of {@code n} neighbours for each place where there are so many: of 1, 2, 3 and {@code n} = 2 the lists 1, 2 and 2, 3.
     *
     * @throws IllegalArgumentException if {@code n} is not positive
     */
    public Seq<List<T>> windowed(int n) {
        positive(n);
        return by(() -> {
            SeqIterator<T> source = iterator();
            return new ObjStage<List<T>>(source) {
                private final List<T> window = new ArrayList<>();

                @Override
                @Nullable
                Object find() {
                    if (window.size() == n) {
                        window.remove(0);
                    }
                    while (window.size() < n) {
                        Object next = source.next$orEnd();
                        if (next == END) {
                            return END;
                        }
                        window.add(element(next));
                    }
                    return Collections.unmodifiableList(new ArrayList<>(window));
                }
            };
        });
    }

    /** These, then the others. */
    public Seq<T> plus(Iterable<? extends T> others) {
        Objects.requireNonNull(others, "others");
        return concat(this, others);
    }

    /** What the function makes of the first of both, the second of both, and so on, up to the end of the shorter. */
    public <U extends @Nullable Object, R extends @Nullable Object> Seq<R> zip(
            Iterable<? extends U> other, BiFunction<? super T, ? super U, ? extends R> f) {
        Objects.requireNonNull(other, "other");
        Objects.requireNonNull(f, "f");
        return by(() -> new Paired<T, U, R>(iterator(), other) {
            @Override
            @Nullable
            Object find() {
                return left.hasNext() && right().hasNext() // before any is taken
                        ? f.apply(left.next(), right().next())
                        : END;
            }
        });
    }

    /** From this and the other in turns; after the end of one what is left of the other. */
    public Seq<T> interleave(Iterable<? extends T> other) {
        Objects.requireNonNull(other, "other");
        return by(() -> new Paired<T, T, T>(iterator(), other) {
            private boolean othersTurn;

            @Override
            @Nullable
            Object find() {
                Object next = (othersTurn ? right() : left).next$orEnd();
                if (next == END) {
                    return (othersTurn ? left : right()).next$orEnd();
                }
                othersTurn = !othersTurn;
                return next;
            }
        });
    }

    // ---- results ----------------------------------------------------------------------------------------------------

    @Override
    public void forEach(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        each.accept(action);
    }

    /** All, in a list that can be changed. */
    public List<T> toList() {
        List<T> list = new ArrayList<>();
        forEach(list::add);
        return list;
    }

    /** What the function makes of the seed and the first, of that and the second, and so on; the seed if there are none. */
    public <R extends @Nullable Object> R fold(R seed, BiFunction<? super R, ? super T, ? extends R> f) {
        Objects.requireNonNull(f, "f");
        var folded = new Object() {
            R result = seed;
        };
        each.accept(element -> folded.result = f.apply(folded.result, element));
        return folded.result;
    }

    /**
     * As {@link #fold} with the first element as the seed; empty if there are none.
     *
     * @throws NullPointerException if the result is null
     */
    @SuppressWarnings("NullAway") // as said
    public Optional<T> reduce(BinaryOperator<T> f) {
        Objects.requireNonNull(f, "f");
        var reduced = new Object() {
            boolean isEmpty = true;

            @Nullable
            T result;
        };
        each.accept(element -> {
            reduced.result = reduced.isEmpty ? element : f.apply(reduced.result, element);
            reduced.isEmpty = false;
        });
        return reduced.isEmpty ? Optional.empty() : Optional.of(reduced.result);
    }

    /** How many there are. */
    public long count() {
        long[] n = {0};
        each.accept(element -> n[0]++);
        return n[0];
    }

    /**
     * The first.
     *
     * @throws NoSuchElementException if there is none
     */
    public T first() {
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
    public Optional<T> firstOrEmpty() {
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
    public boolean any(Predicate<? super T> p) {
        try (SeqIterator<T> found = filter(p).iterator()) {
            return found.hasNext();
        }
    }

    /** Whether it holds for each. */
    public boolean all(Predicate<? super T> p) {
        return !any(p.negate());
    }

    /** Whether it holds for no element. */
    public boolean none(Predicate<? super T> p) {
        return !any(p);
    }

    /** All as text, with the separator between them. */
    public String joined(String separator) {
        StringJoiner text = new StringJoiner(separator);
        forEach(element -> text.add(String.valueOf(element)));
        return text.toString();
    }

    /** As a stream, as lazy as this. Closing the stream closes the iteration; its end does so too, a {@code limit} of the stream does not. */
    public Stream<T> stream() {
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
