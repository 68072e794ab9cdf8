package dev.bobbin;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Seq} of doubles: no element is an object. All that is said there of early ends, failures and threads holds here.
 *
 * <p>It is no {@link Iterable}, since a {@code for} loop would make objects: {@link #forEach}, {@link #boxed} or the
 * {@linkplain #iterator() iterator} instead.
 */
public final class DoubleSeq {
    private final Supplier<DoubleSeqIterator> iterators;

    /** Gives each element to an action. */
    private final Consumer<DoubleConsumer> each;

    private DoubleSeq(Supplier<DoubleSeqIterator> iterators, Consumer<DoubleConsumer> each) {
        this.iterators = iterators;
        this.each = each;
    }

    /** The sequence that the body yields; it runs anew for each iterator. */
    public static DoubleSeq of(DoubleSeqBody body) {
        Objects.requireNonNull(body, "body");
        return by(() -> DoubleGenerator.of(body), action -> {
            DoubleFeeder yielder = new DoubleFeeder(action);
            if (!yielder.run(body.run$yields(yielder))) {
                loop(DoubleGenerator.of(body), action);
            }
        });
    }

    /** Of these elements, which are copied. */
    public static DoubleSeq of(double... elements) {
        double[] copy = elements.clone();
        return by(() -> new DoubleStage(null) {
            private int next;

            @Override
            boolean advance() {
                return next < copy.length && emit(copy[next++]);
            }
        });
    }

    /** Without elements. */
    public static DoubleSeq empty() {
        return of(new double[0]);
    }

    /** The seed, what the function makes of it, what it makes of that, and so on without end. */
    public static DoubleSeq iterate(double seed, DoubleUnaryOperator f) {
        Objects.requireNonNull(f, "f");
        return by(() -> new DoubleStage(null) {
            private double last = seed;
            private boolean begun;

            @Override
            boolean advance() {
                if (begun) {
                    last = f.applyAsDouble(last);
                }
                begun = true;
                return emit(last);
            }
        });
    }

    static DoubleSeq by(Supplier<DoubleSeqIterator> iterators) {
        return by(iterators, action -> loop(iterators.get(), action));
    }

    /** @param each does what a loop with an iterator would, in fewer steps */
    static DoubleSeq by(Supplier<DoubleSeqIterator> iterators, Consumer<DoubleConsumer> each) {
        return new DoubleSeq(iterators, each);
    }

    /** Starts anew. Whoever stops before the end closes it. */
    public DoubleSeqIterator iterator() {
        return iterators.get();
    }

    private static void loop(DoubleSeqIterator elements, DoubleConsumer action) {
        try {
            while (elements.hasNext()) {
                action.accept(elements.nextDouble());
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
    }

    // ---- operators --------------------------------------------------------------------------------------------------

    /** What the function makes of each element. */
    public DoubleSeq map(DoubleUnaryOperator f) {
        Objects.requireNonNull(f, "f");
        return by(
                () -> {
                    DoubleSeqIterator source = iterator();
                    return new DoubleStage(source) {
                        @Override
                        boolean advance() {
                            return source.hasNext() && emit(f.applyAsDouble(source.nextDouble()));
                        }
                    };
                },
                action -> each.accept(element -> action.accept(f.applyAsDouble(element))));
    }

    /** The object that the function makes of each element. */
    public <R extends @Nullable Object> Seq<R> mapToObj(DoubleFunction<? extends R> f) {
        Objects.requireNonNull(f, "f");
        return Seq.by(
                () -> {
                    DoubleSeqIterator source = iterator();
                    return new ObjStage<R>(source) {
                        @Override
                        @Nullable
                        Object find() {
                            return source.hasNext() ? f.apply(source.nextDouble()) : END;
                        }
                    };
                },
                action -> each.accept(element -> action.accept(f.apply(element))));
    }

    /** Each element as an object. */
    public Seq<Double> boxed() {
        return mapToObj(Double::valueOf);
    }

    /** Those that the predicate holds for. */
    public DoubleSeq filter(DoublePredicate p) {
        Objects.requireNonNull(p, "p");
        return by(
                () -> {
                    DoubleSeqIterator source = iterator();
                    return new DoubleStage(source) {
                        @Override
                        boolean advance() {
                            while (source.hasNext()) {
                                double element = source.nextDouble();
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
    public DoubleSeq take(long n) {
        notNegative(n);
        return by(() -> {
            DoubleSeqIterator source = iterator();
            return new DoubleStage(source) {
                private long left = n;

                @Override
                boolean advance() {
                    return left-- > 0 && source.hasNext() && emit(source.nextDouble());
                }
            };
        });
    }

    /** Those before the first that the predicate does not hold for. */
    public DoubleSeq takeWhile(DoublePredicate p) {
        Objects.requireNonNull(p, "p");
        return by(() -> {
            DoubleSeqIterator source = iterator();
            return new DoubleStage(source) {
                @Override
                boolean advance() {
                    if (!source.hasNext()) {
                        return false;
                    }
                    double element = source.nextDouble();
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
    public DoubleSeq drop(long n) {
        notNegative(n);
        return by(
                () -> {
                    DoubleSeqIterator source = iterator();
                    return new DoubleStage(source) {
                        private long left = n;

                        @Override
                        boolean advance() {
                            for (; left > 0 && source.hasNext(); left--) {
                                source.nextDouble();
                            }
                            return source.hasNext() && emit(source.nextDouble());
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
    public void forEach(DoubleConsumer action) {
        Objects.requireNonNull(action, "action");
        each.accept(action);
    }

    /** What the function makes of the seed and the first, of that and the second, and so on; the seed if there are none. */
    public double fold(double seed, DoubleBinaryOperator f) {
        Objects.requireNonNull(f, "f");
        double[] result = {seed};
        each.accept(element -> result[0] = f.applyAsDouble(result[0], element));
        return result[0];
    }

    /** The sum, rounded at each element. */
    public double sum() {
        double[] sum = {0};
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
    public double first() {
        try (DoubleSeqIterator elements = iterator()) {
            return elements.nextDouble();
        }
    }

    /** Whether the predicate holds for some element; looks no further than that. */
    public boolean any(DoublePredicate p) {
        try (DoubleSeqIterator found = filter(p).iterator()) {
            return found.hasNext();
        }
    }

    /** All, in an array. */
    public double[] toArray() {
        var found = new Object() {
            double[] array = new double[16];
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
    public DoubleStream stream() {
        DoubleSeqIterator elements = iterator();
        return StreamSupport.doubleStream(Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false)
                .onClose(elements::close);
    }

    private static void notNegative(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("negative: " + n);
        }
    }
}
