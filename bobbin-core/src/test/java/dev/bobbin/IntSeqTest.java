package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The operators on ints are those of {@link IntStream}, and close what they are fed by. */
class IntSeqTest {
    private static final long SEED = Long.getLong("bobbin.seed", 1);

    private final Random random = new Random(SEED);

    private int[] randomArray() {
        return random.ints(random.nextInt(40), -3, 4).toArray();
    }

    private void same(Function<IntSeq, IntSeq> operator, Function<IntStream, IntStream> model) {
        for (int k = 0; k < 100; k++) {
            int[] elements = randomArray();
            IntSeq seq = operator.apply(IntSeq.of(elements));
            int[] expected = model.apply(IntStream.of(elements)).toArray();
            assertThat(seq.toArray()).as("seed %d", SEED).isEqualTo(expected);
            assertThat(seq.stream().toArray()).isEqualTo(expected);
            assertThat(seq.boxed().mapToInt(n -> n).toArray()).isEqualTo(expected);
            assertThat(seq.count()).isEqualTo(expected.length);
            assertThat(seq.sum())
                    .isEqualTo(IntStream.of(expected).asLongStream().sum());
            assertThat(seq.fold(7, (a, b) -> 3 * a - b))
                    .isEqualTo(IntStream.of(expected).reduce(7, (a, b) -> 3 * a - b));
            assertThat(seq.any(n -> n == 2)).isEqualTo(IntStream.of(expected).anyMatch(n -> n == 2));
        }
    }

    @Test
    void operators_areThoseOfStreams() {
        same(s -> s, s -> s);
        same(s -> s.map(n -> n * 10), s -> s.map(n -> n * 10));
        same(s -> s.filter(n -> n % 2 == 0), s -> s.filter(n -> n % 2 == 0));
        same(s -> s.take(0), s -> s.limit(0));
        same(s -> s.take(20), s -> s.limit(20));
        same(s -> s.takeWhile(n -> n < 2), s -> s.takeWhile(n -> n < 2));
        same(s -> s.drop(0), s -> s.skip(0));
        same(s -> s.drop(20), s -> s.skip(20));
        same(s -> s.mapToObj(n -> "" + n).mapToInt(Integer::parseInt), s -> s);
        same(
                s -> s.filter(n -> n > 0).map(n -> -n).drop(1).take(5),
                s -> s.filter(n -> n > 0).map(n -> -n).skip(1).limit(5));
    }

    @Test
    void sources_ofOtherKinds() {
        assertThat(IntSeq.range(-2, 2).toArray()).containsExactly(-2, -1, 0, 1);
        assertThat(IntSeq.range(2, -2).toArray()).isEmpty();
        assertThat(IntSeq.range(Integer.MAX_VALUE - 1, Integer.MAX_VALUE).count())
                .isEqualTo(1);
        assertThat(IntSeq.range(Integer.MIN_VALUE, Integer.MAX_VALUE).drop(2).first())
                .isEqualTo(Integer.MIN_VALUE + 2);
        assertThat(IntSeq.iterate(1, n -> 2 * n).take(40).any(n -> n == 0)).isTrue();
        assertThat(IntSeq.empty().sum()).isZero();
        assertThatThrownBy(() -> IntSeq.empty().first())
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("the sequence has no more elements");
    }

    @Test
    void sum_ofManyLargeOnes_doesNotOverflow() {
        assertThat(IntSeq.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 2).sum()).isEqualTo(1L << 32);
    }

    @Test
    void iterator_closedAnywhere_closesItsSourceOnce() {
        for (int stop = 0; stop < 6; stop++) {
            Traced traced = new Traced(List.of(1, 2, 3, 4, 5));
            IntSeqIterator iterator = Seq.from(traced)
                    .mapToInt(n -> n)
                    .map(n -> n + 1)
                    .filter(n -> true)
                    .take(9)
                    .takeWhile(n -> true)
                    .drop(0)
                    .iterator();
            for (int i = 0; i < stop && iterator.hasNext(); i++) {
                assertThat(iterator.nextInt()).isEqualTo(i + 2);
            }
            iterator.close();
            iterator.close();
            assertThat(iterator.hasNext()).isFalse();
            assertThatThrownBy(iterator::nextInt).isInstanceOf(NoSuchElementException.class);
            assertThat(traced.closes()).containsExactly(1);
        }
    }

    @Test
    void longs_areThoseOfStreams() {
        for (int k = 0; k < 100; k++) {
            long[] elements =
                    IntStream.of(randomArray()).asLongStream().map(n -> n << 33).toArray();
            LongSeq seq = LongSeq.of(elements)
                    .map(n -> n + 1)
                    .filter(n -> n > -(1L << 34))
                    .drop(1)
                    .take(9);
            long[] expected = LongStream.of(elements)
                    .map(n -> n + 1)
                    .filter(n -> n > -(1L << 34))
                    .skip(1)
                    .limit(9)
                    .toArray();
            assertThat(seq.toArray()).as("seed %d", SEED).isEqualTo(expected);
            assertThat(seq.stream().toArray()).isEqualTo(expected);
            assertThat(seq.sum()).isEqualTo(LongStream.of(expected).sum());
            assertThat(seq.fold(7, (a, b) -> 3 * a - b))
                    .isEqualTo(LongStream.of(expected).reduce(7, (a, b) -> 3 * a - b));
            assertThat(seq.boxed().mapToLong(n -> n).takeWhile(n -> n > 0).toArray())
                    .isEqualTo(LongStream.of(expected).takeWhile(n -> n > 0).toArray());
        }
        assertThat(LongSeq.range(1L << 40, (1L << 40) + 3).count()).isEqualTo(3);
        assertThat(LongSeq.iterate(1, n -> 2 * n).drop(62).first()).isEqualTo(1L << 62);
        assertThat(LongSeq.empty().any(n -> true)).isFalse();
    }

    @Test
    void doubles_areThoseOfStreams() {
        for (int k = 0; k < 100; k++) {
            double[] elements =
                    IntStream.of(randomArray()).asDoubleStream().map(n -> n / 4).toArray();
            DoubleSeq seq = DoubleSeq.of(elements)
                    .map(n -> n + 1)
                    .filter(n -> n > 0.5)
                    .drop(1)
                    .take(9);
            double[] expected = DoubleStream.of(elements)
                    .map(n -> n + 1)
                    .filter(n -> n > 0.5)
                    .skip(1)
                    .limit(9)
                    .toArray();
            assertThat(seq.toArray()).as("seed %d", SEED).isEqualTo(expected);
            assertThat(seq.stream().toArray()).isEqualTo(expected);
            assertThat(seq.sum()).isEqualTo(DoubleStream.of(expected).sum()); // quarters are exact
            assertThat(seq.fold(7, (a, b) -> 3 * a - b))
                    .isEqualTo(DoubleStream.of(expected).reduce(7, (a, b) -> 3 * a - b));
            assertThat(seq.boxed().mapToDouble(n -> n).takeWhile(n -> n < 1).count())
                    .isEqualTo(DoubleStream.of(expected).takeWhile(n -> n < 1).count());
        }
        assertThat(DoubleSeq.iterate(1, n -> n / 2).drop(10).first()).isEqualTo(1.0 / 1024);
        assertThat(DoubleSeq.empty().any(n -> true)).isFalse();
    }
}
