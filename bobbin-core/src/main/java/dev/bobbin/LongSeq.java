package dev.bobbin;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Seq} of longs: no element is an object. All that is said there of early ends, failures and threads holds here.
 *
 * <p>It is no {@link Iterable}, since a {@code for} loop would make objects: {@link #forEach}, {@link #boxed} or the
 * {@linkplain #iterator() iterator} instead.
 */
public final class LongSeq {
    private final Supplier<LongSeqIterator> iterators;

    /** Gives each element to an action. */
    private final Consumer<LongConsumer> each;

    private LongSeq(Supplier<LongSeqIterator> iterators, Consumer<LongConsumer> each) {
        this.iterators = iterators;
        this.each = each;
    }

    /** The sequence that the body yields; it runs anew for each iterator. */
    public static LongSeq of(LongSeqBody body) {
        Objects.requireNonNull(body, "body");
        return by(() -> LongGenerator.of(body), action -> {
            LongFeeder yielder = new LongFeeder(action);
            if (!yielder.run(body.run$yields(yielder))) {
                loop(LongGenerator.of(body), action);
            }
        });
    }

    /** Of these elements, which are copied. */
    public static LongSeq of(long... elements) {
        long[] copy = elements.clone();
        return by(() -> new LongStage(null) {
            private int next;

            @Override
            boolean advance() {
                return next < copy.length && emit(copy[next++]);
            }
        });
    }

    /** Without elements. */
    public static LongSeq empty() {
        return of(new long[0]);
    }

    /** From {@code from} up to the one before {@code to}; none if that is not less. */
    public static LongSeq range(long from, long to) {
        return by(() -> new LongStage(null) {
            private long next = from;

            @Override
            boolean advance() {
                return next < to && emit(next++);
            }
        });
    }

    /** The seed, what the function makes of it, what it makes of that, and so on without end. */
    public static LongSeq iterate(long seed, LongUnaryOperator f) {
        Objects.requireNonNull(f, "f");
        return by(() -> new LongStage(null) {
            private long last = seed;
            private boolean begun;

            @Override
            boolean advance() {
                if (begun) {
                    last = f.applyAsLong(last);
                }
                begun = true;
                return emit(last);
            }
        });
    }

    static LongSeq by(Supplier<LongSeqIterator> iterators) {
        return by(iterators, action -> loop(iterators.get(), action));
    }

    /** @param each does what a loop with an iterator would, in fewer steps */
    static LongSeq by(Supplier<LongSeqIterator> iterators, Consumer<LongConsumer> each) {
        return new LongSeq(iterators, each);
    }

    /** Starts anew. Whoever stops before the end closes it. */
    public LongSeqIterator iterator() {
        return iterators.get();
    }

    private static void loop(LongSeqIterator elements, LongConsumer action) {
        try {
            while (elements.hasNext()) {
                action.accept(elements.nextLong());
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
    }

    // ---- operators --------------------------------------------------------------------------------------------------

    /** What the function makes of each element. */
    public LongSeq map(LongUnaryOperator f) {
        Objects.requireNonNull(f, "f");
        return by(
                () -> {
                    LongSeqIterator source = iterator();
                    return new LongStage(source) {
                        @Override
                        boolean advance() {
                            return source.hasNext() && emit(f.applyAsLong(source.nextLong()));
                        }
                    };
                },
                action -> each.accept(element -> action.accept(f.applyAsLong(element))));
    }

    /** The object that the function makes of each element. */
    public <R extends @Nullable Object> Seq<R> mapToObj(LongFunction<? extends R> f) {
        Objects.requireNonNull(f, "f");
        return Seq.by(
                () -> {
                    LongSeqIterator source = iterator();
                    return new ObjStage<R>(source) {
                        @Override
                        @Nullable
                        Object find() {
                            return source.hasNext() ? f.apply(source.nextLong()) : END;
                        }
                    };
                },
                action -> each.accept(element -> action.accept(f.apply(element))));
    }

    /** Each element as an object. */
    public Seq<Long> boxed() {
        return mapToObj(Long::valueOf);
    }

    /** Those that the predicate holds for. */
    public LongSeq filter(LongPredicate p) {
        Objects.requireNonNull(p, "p");
        return by(
                () -> {
                    LongSeqIterator source = iterator();
                    return new LongStage(source) {
                        @Override
                        boolean advance() {
                            while (source.hasNext()) {
                                long element = source.nextLong();
                                if (p.test(element)) {
                                    return emit(element);
                                }
                            }
                            return false;
                        }
                    };
                },
                action -> each.accept(element -> {
                    if (p.test(element)) {
                        action.accept(element);
                    }
                }));
    }

    /**
     * The first {@code n}, or all if there are fewer. The source is closed when somebody asks for one more; it is not asked for it.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public LongSeq take(long n) {
        notNegative(n);
        return by(() -> {
            LongSeqIterator source = iterator();
            return new LongStage(source) {
                private long left = n;

                @Override
                boolean advance() {
                    return left-- > 0 && source.hasNext() && emit(source.nextLong());
                }
            };
        });
    }

    /** Those before the first that the predicate does not hold for. */
    public LongSeq takeWhile(LongPredicate p) {
        Objects.requireNonNull(p, "p");
        return by(() -> {
            LongSeqIterator source = iterator();
            return new LongStage(source) {
                @Override
                boolean advance() {
                    if (!source.hasNext()) {
                        return false;
                    }
                    long element = source.nextLong();
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
    public LongSeq drop(long n) {
        notNegative(n);
        return by(
                () -> {
                    LongSeqIterator source = iterator();
                    return new LongStage(source) {
                        private long left = n;

                        @Override
                        boolean advance() {
                            for (; left > 0 && source.hasNext(); left--) {
                                source.nextLong();
                            }
                            return source.hasNext() && emit(source.nextLong());
                        }
                    };
                },
                action -> {
                    long[] left = {n};
                    each.accept(element -> {
                        if (left[0] > 0) {
                            left[0]--;
                        } else {
                            action.accept(element);
                        }
                    });
                });
    }

    // ---- results ----------------------------------------------------------------------------------------------------

    /** Gives each element to the action. */
    public void forEach(LongConsumer action) {
        Objects.requireNonNull(action, "action");
        each.accept(action);
    }

    /** What the function makes of the seed and the first, of that and the second, and so on; the seed if there are none. */
    public long fold(long seed, LongBinaryOperator f) {
        Objects.requireNonNull(f, "f");
        long[] result = {seed};
        each.accept(element -> result[0] = f.applyAsLong(result[0], element));
        return result[0];
    }

    /** The sum, which may overflow. */
    public long sum() {
        long[] sum = {0};
        each.accept(element -> sum[0] += element);
        return sum[0];
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
    public long first() {
        try (LongSeqIterator elements = iterator()) {
            return elements.nextLong();
        }
    }

    /** Whether the predicate holds for some element; looks no further than that. */
    public boolean any(LongPredicate p) {
        try (LongSeqIterator found = filter(p).iterator()) {
            return found.hasNext();
        }
    }

    /** All, in an array. */
    public long[] toArray() {
        var found = new Object() {
            long[] array = new long[16];
            int n;
        };
        each.accept(element -> {
            if (found.n == found.array.length) {
                found.array = Arrays.copyOf(found.array, found.n < 1 << 30 ? 2 * found.n : Integer.MAX_VALUE - 8);
            }
            found.array[found.n++] = element;
        });
        return Arrays.copyOf(found.array, found.n);
    }

    /** As a stream, as lazy as this. Closing the stream closes the iteration; its end does so too, a {@code limit} of the stream does not. */
    public LongStream stream() {
        LongSeqIterator elements = iterator();
        return StreamSupport.longStream(Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false)
                .onClose(elements::close);
    }

    private static void notNegative(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("negative: " + n);
        }
    }
}
