package dev.bobbin;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
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
public abstract class DoubleSeq {
    DoubleSeq() {}

    /** The sequence that the body yields; it runs anew for each iterator. */
    public static DoubleSeq of(DoubleSeqBody body) {
        Objects.requireNonNull(body, "body");
        return by(() -> DoubleGenerator.of(body));
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
        return new DoubleSeq() {
            @Override
            public DoubleSeqIterator iterator() {
                return iterators.get();
            }
        };
    }

    /** Starts anew. Whoever stops before the end closes it. */
    public abstract DoubleSeqIterator iterator();

    // ---- operators --------------------------------------------------------------------------------------------------

    /** What the function makes of each element. */
    public final DoubleSeq map(DoubleUnaryOperator f) {
        Objects.requireNonNull(f, "f");
        return by(() -> {
            DoubleSeqIterator source = iterator();
            return new DoubleStage(source) {
                @Override
                boolean advance() {
                    return source.hasNext() && emit(f.applyAsDouble(source.nextDouble()));
                }
            };
        });
    }

    /** The object that the function makes of each element. */
    public final <R extends @Nullable Object> Seq<R> mapToObj(DoubleFunction<? extends R> f) {
        Objects.requireNonNull(f, "f");
        return Seq.by(() -> {
            DoubleSeqIterator source = iterator();
            return new ObjStage<R>(source) {
                @Override
                boolean advance() {
                    return source.hasNext() && emit(f.apply(source.nextDouble()));
                }
            };
        });
    }

    /** Each element as an object. */
    public final Seq<Double> boxed() {
        return mapToObj(Double::valueOf);
    }

    /** Those that the predicate holds for. */
    public final DoubleSeq filter(DoublePredicate p) {
        Objects.requireNonNull(p, "p");
        return by(() -> {
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
        });
    }

    /**
     * The first {@code n}, or all if there are fewer. The source is closed when somebody asks for one more; it is not asked for it.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public final DoubleSeq take(long n) {
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
    public final DoubleSeq takeWhile(DoublePredicate p) {
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
    public final DoubleSeq drop(long n) {
        notNegative(n);
        return by(() -> {
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
        });
    }

    // ---- results ----------------------------------------------------------------------------------------------------

    /** Gives each element to the action. */
    public final void forEach(DoubleConsumer action) {
        Objects.requireNonNull(action, "action");
        DoubleSeqIterator elements = iterator();
        try {
            while (elements.hasNext()) {
                action.accept(elements.nextDouble());
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
    }

    /** What the function makes of the seed and the first, of that and the second, and so on; the seed if there are none. */
    public final double fold(double seed, DoubleBinaryOperator f) {
        Objects.requireNonNull(f, "f");
        double result = seed;
        DoubleSeqIterator elements = iterator();
        try {
            while (elements.hasNext()) {
                result = f.applyAsDouble(result, elements.nextDouble());
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
        return result;
    }

    /** The sum, rounded at each element. */
    public final double sum() {
        double sum = 0;
        try (DoubleSeqIterator elements = iterator()) {
            while (elements.hasNext()) {
                sum += elements.nextDouble();
            }
        }
        return sum;
    }

    /** How many there are. */
    public final long count() {
        long n = 0;
        try (DoubleSeqIterator elements = iterator()) {
            for (; elements.hasNext(); n++) {
                elements.nextDouble();
            }
        }
        return n;
    }

    /**
     * The first.
     *
     * @throws NoSuchElementException if there is none
     */
    public final double first() {
        try (DoubleSeqIterator elements = iterator()) {
            return elements.nextDouble();
        }
    }

    /** Whether the predicate holds for some element; looks no further than that. */
    public final boolean any(DoublePredicate p) {
        try (DoubleSeqIterator found = filter(p).iterator()) {
            return found.hasNext();
        }
    }

    /** All, in an array. */
    public final double[] toArray() {
        double[] array = new double[16];
        int n = 0;
        try (DoubleSeqIterator elements = iterator()) {
            while (elements.hasNext()) {
                if (n == array.length) {
                    array = Arrays.copyOf(array, n < 1 << 30 ? 2 * n : Integer.MAX_VALUE - 8);
                }
                array[n++] = elements.nextDouble();
            }
        }
        return Arrays.copyOf(array, n);
    }

    /** As a stream, as lazy as this. Closing the stream closes the iteration; its end does so too, a {@code limit} of the stream does not. */
    public final DoubleStream stream() {
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
