package dev.bobbin;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
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
public abstract class LongSeq {
    LongSeq() {}

    /** The sequence that the body yields; it runs anew for each iterator. */
    public static LongSeq of(LongSeqBody body) {
        Objects.requireNonNull(body, "body");
        return by(() -> LongGenerator.of(body));
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
        return new LongSeq() {
            @Override
            public LongSeqIterator iterator() {
                return iterators.get();
            }
        };
    }

    /** Starts anew. Whoever stops before the end closes it. */
    public abstract LongSeqIterator iterator();

    // ---- operators --------------------------------------------------------------------------------------------------

    /** What the function makes of each element. */
    public final LongSeq map(LongUnaryOperator f) {
        Objects.requireNonNull(f, "f");
        return by(() -> {
            LongSeqIterator source = iterator();
            return new LongStage(source) {
                @Override
                boolean advance() {
                    return source.hasNext() && emit(f.applyAsLong(source.nextLong()));
                }
            };
        });
    }

    /** The object that the function makes of each element. */
    public final <R extends @Nullable Object> Seq<R> mapToObj(LongFunction<? extends R> f) {
        Objects.requireNonNull(f, "f");
        return Seq.by(() -> {
            LongSeqIterator source = iterator();
            return new ObjStage<R>(source) {
                @Override
                boolean advance() {
                    return source.hasNext() && emit(f.apply(source.nextLong()));
                }
            };
        });
    }

    /** Each element as an object. */
    public final Seq<Long> boxed() {
        return mapToObj(Long::valueOf);
    }

    /** Those that the predicate holds for. */
    public final LongSeq filter(LongPredicate p) {
        Objects.requireNonNull(p, "p");
        return by(() -> {
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
        });
    }

    /**
     * The first {@code n}, or all if there are fewer. The source is closed when somebody asks for one more; it is not asked for it.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public final LongSeq take(long n) {
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
    public final LongSeq takeWhile(LongPredicate p) {
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
    public final LongSeq drop(long n) {
        notNegative(n);
        return by(() -> {
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
        });
    }

    // ---- results ----------------------------------------------------------------------------------------------------

    /** Gives each element to the action. */
    public final void forEach(LongConsumer action) {
        Objects.requireNonNull(action, "action");
        LongSeqIterator elements = iterator();
        try {
            while (elements.hasNext()) {
                action.accept(elements.nextLong());
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
    }

    /** What the function makes of the seed and the first, of that and the second, and so on; the seed if there are none. */
    public final long fold(long seed, LongBinaryOperator f) {
        Objects.requireNonNull(f, "f");
        long result = seed;
        LongSeqIterator elements = iterator();
        try {
            while (elements.hasNext()) {
                result = f.applyAsLong(result, elements.nextLong());
            }
        } catch (Throwable t) { // thrown once it is closed
            throw Stage.closedFor(t, elements);
        }
        elements.close();
        return result;
    }

    /** The sum, which may overflow. */
    public final long sum() {
        long sum = 0;
        try (LongSeqIterator elements = iterator()) {
            while (elements.hasNext()) {
                sum += elements.nextLong();
            }
        }
        return sum;
    }

    /** How many there are. */
    public final long count() {
        long n = 0;
        try (LongSeqIterator elements = iterator()) {
            for (; elements.hasNext(); n++) {
                elements.nextLong();
            }
        }
        return n;
    }

    /**
     * The first.
     *
     * @throws NoSuchElementException if there is none
     */
    public final long first() {
        try (LongSeqIterator elements = iterator()) {
            return elements.nextLong();
        }
    }

    /** Whether the predicate holds for some element; looks no further than that. */
    public final boolean any(LongPredicate p) {
        try (LongSeqIterator found = filter(p).iterator()) {
            return found.hasNext();
        }
    }

    /** All, in an array. */
    public final long[] toArray() {
        long[] array = new long[16];
        int n = 0;
        try (LongSeqIterator elements = iterator()) {
            while (elements.hasNext()) {
                if (n == array.length) {
                    array = Arrays.copyOf(array, n < 1 << 30 ? 2 * n : Integer.MAX_VALUE - 8);
                }
                array[n++] = elements.nextLong();
            }
        }
        return Arrays.copyOf(array, n);
    }

    /** As a stream, as lazy as this. Closing the stream closes the iteration; its end does so too, a {@code limit} of the stream does not. */
    public final LongStream stream() {
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
