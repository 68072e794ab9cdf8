package dev.bobbin;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Seq} of ints: no element is an object. All that is said there of early ends, failures and threads holds here.
 *
 * <p>It is no {@link Iterable}, since a {@code for} loop would make objects: {@link #forEach}, {@link #boxed} or the
 * {@linkplain #iterator() iterator} instead.
 */
public final class IntSeq {
    private final Supplier<IntSeqIterator> iterators;

    /** Gives each element to an action. */
    private final Consumer<IntConsumer> each;

    private IntSeq(Supplier<IntSeqIterator> iterators, Consumer<IntConsumer> each) {
        this.iterators = iterators;
        this.each = each;
    }

    /** The sequence that the body yields; it runs anew for each iterator. */
    public static IntSeq of(IntSeqBody body) {
        Objects.requireNonNull(body, "body");
        return by(() -> IntGenerator.of(body), action -> {
            IntFeeder yielder = new IntFeeder(action);
            if (!yielder.run(body.run$yields(yielder))) {
                loop(IntGenerator.of(body), action);
            }
        });
    }

    /** Of these elements, which are copied. */
    public static IntSeq of(int... elements) {
        int[] copy = elements.clone();
        return by(() -> new IntStage(null) {
            private int next;

            @Override
            boolean advance() {
                return next < copy.length && emit(copy[next++]);
            }
        });
    }

    /** Without elements. */
    public static IntSeq empty() {
        return of(new int[0]);
    }

    /** From {@code from} up to the one before {@code to}; none if that is not less. */
    public static IntSeq range(int from, int to) {
        return by(() -> new IntStage(null) {
            private int next = from;

            @Override
            boolean advance() {
                return next < to && emit(next++);
            }
        });
    }

    /** The seed, what the function makes of it, what it makes of that, and so on without end. */
    public static IntSeq iterate(int seed, IntUnaryOperator f) {
        Objects.requireNonNull(f, "f");
        return by(() -> new IntStage(null) {
            private int last = seed;
            private boolean begun;

            @Override
            boolean advance() {
                if (begun) {
                    last = f.applyAsInt(last);
                }
                begun = true;
                return emit(last);
            }
        });
    }

    static IntSeq by(Supplier<IntSeqIterator> iterators) {
        return by(iterators, action -> loop(iterators.get(), action));
    }

    /** @param each does what a loop with an iterator would, in fewer steps */
    static IntSeq by(Supplier<IntSeqIterator> iterators, Consumer<IntConsumer> each) {
        return new IntSeq(iterators, each);
    }

    /** Starts anew. Whoever stops before the end closes it. */
    public IntSeqIterator iterator() {
        return iterators.get();
    }

    private static void loop(IntSeqIterator elements, IntConsumer action) {
        try {
            while (elements.hasNext()) {
                action.accept(elements.nextInt());
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
    }

    // ---- operators --------------------------------------------------------------------------------------------------

    /** What the function makes of each element. */
    public IntSeq map(IntUnaryOperator f) {
        Objects.requireNonNull(f, "f");
        return by(
                () -> {
                    IntSeqIterator source = iterator();
                    return new IntStage(source) {
                        @Override
                        boolean advance() {
                            return source.hasNext() && emit(f.applyAsInt(source.nextInt()));
                        }
                    };
                },
                action -> each.accept(element -> action.accept(f.applyAsInt(element))));
    }

    /** The object that the function makes of each element. */
    public <R extends @Nullable Object> Seq<R> mapToObj(IntFunction<? extends R> f) {
        Objects.requireNonNull(f, "f");
        return Seq.by(
                () -> {
                    IntSeqIterator source = iterator();
                    return new ObjStage<R>(source) {
                        @Override
                        @Nullable
                        Object find() {
                            return source.hasNext() ? f.apply(source.nextInt()) : END;
                        }
                    };
                },
                action -> each.accept(element -> action.accept(f.apply(element))));
    }

    /** Each element as an object. */
    public Seq<Integer> boxed() {
        return mapToObj(Integer::valueOf);
    }

    /** Those that the predicate holds for. */
    public IntSeq filter(IntPredicate p) {
        Objects.requireNonNull(p, "p");
        return by(
                () -> {
                    IntSeqIterator source = iterator();
                    return new IntStage(source) {
                        @Override
                        boolean advance() {
                            while (source.hasNext()) {
                                int element = source.nextInt();
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
    public IntSeq take(long n) {
        notNegative(n);
        return by(() -> {
            IntSeqIterator source = iterator();
            return new IntStage(source) {
                private long left = n;

                @Override
                boolean advance() {
                    return left-- > 0 && source.hasNext() && emit(source.nextInt());
                }
            };
        });
    }

    /** Those before the first that the predicate does not hold for. */
    public IntSeq takeWhile(IntPredicate p) {
        Objects.requireNonNull(p, "p");
        return by(() -> {
            IntSeqIterator source = iterator();
            return new IntStage(source) {
                @Override
                boolean advance() {
                    if (!source.hasNext()) {
                        return false;
                    }
                    int element = source.nextInt();
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
    public IntSeq drop(long n) {
        notNegative(n);
        return by(
                () -> {
                    IntSeqIterator source = iterator();
                    return new IntStage(source) {
                        private long left = n;

                        @Override
                        boolean advance() {
                            for (; left > 0 && source.hasNext(); left--) {
                                source.nextInt();
                            }
                            return source.hasNext() && emit(source.nextInt());
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
    public void forEach(IntConsumer action) {
        Objects.requireNonNull(action, "action");
        each.accept(action);
    }

    /** What the function makes of the seed and the first, of that and the second, and so on; the seed if there are none. */
    public int fold(int seed, IntBinaryOperator f) {
        Objects.requireNonNull(f, "f");
        int[] result = {seed};
        each.accept(element -> result[0] = f.applyAsInt(result[0], element));
        return result[0];
    }

    /** The sum, as a long, so that fewer than 2<sup>32</sup> elements cannot overflow it. */
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
    public int first() {
        try (IntSeqIterator elements = iterator()) {
            return elements.nextInt();
        }
    }

    /** Whether the predicate holds for some element; looks no further than that. */
    public boolean any(IntPredicate p) {
        try (IntSeqIterator found = filter(p).iterator()) {
            return found.hasNext();
        }
    }

    /** All, in an array. */
    public int[] toArray() {
        var found = new Object() {
            int[] array = new int[16];
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
    public IntStream stream() {
        IntSeqIterator elements = iterator();
        return StreamSupport.intStream(Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false)
                .onClose(elements::close);
    }

    private static void notNegative(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("negative: " + n);
        }
    }
}
