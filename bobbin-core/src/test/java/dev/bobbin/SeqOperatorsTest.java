package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bobbin.SeqModels.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operators give, what they ask of their sources, and that they close them. Bodies are the compiler's tests' concern. */
class SeqOperatorsTest {
    private static final long SEED = Long.getLong("bobbin.seed", 1);
    private static final int LISTS = 300;

    private final Random random = new Random(SEED);

    private List<Integer> randomList() {
        return random.ints(random.nextInt(12), -3, 4).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.SeqModels#operators")
    void operator_ofRandomElements_isItsModel(Operator operator) {
        for (int k = 0; k < LISTS; k++) {
            // given
            List<Integer> elements = randomList();
            Traced traced = new Traced(elements);
            Seq<?> seq = operator.of().apply(Seq.from(traced));
            assertThat(traced.openings).isEmpty();
            List<?> expected = operator.model().apply(elements);
            // when, then: again each time
            assertThat(seq.toList()).as("seed %d, %s", SEED, elements).isEqualTo(expected);
            assertThat(seq.stream().toList()).as("seed %d, %s", SEED, elements).isEqualTo(expected);
            assertThat(seq.count()).isEqualTo(expected.size());
            assertThat(traced.closes()).containsOnly(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.SeqModels#operators")
    void operator_closedAnywhere_hasGivenSoFarWhatItsModelDoes_andClosesEachSourceOnce(Operator operator) {
        for (int k = 0; k < LISTS; k++) {
            // given
            List<Integer> elements = randomList();
            Traced traced = new Traced(elements);
            List<?> expected = operator.model().apply(elements);
            int stop = random.nextInt(expected.size() + 1);
            boolean asked = random.nextBoolean();
            List<Object> given = new ArrayList<>();
            // when
            SeqIterator<?> iterator = operator.of().apply(Seq.from(traced)).iterator();
            while (given.size() < stop) {
                given.add(iterator.next());
            }
            if (asked) {
                assertThat(iterator.hasNext()).isEqualTo(stop < expected.size());
            }
            iterator.close();
            iterator.close();
            // then
            assertThat(given).as("seed %d, %s", SEED, elements).isEqualTo(expected.subList(0, stop));
            assertThat(iterator.hasNext()).isFalse();
            assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
            assertThat(traced.closes()).as("seed %d, %s", SEED, elements).allMatch(n -> n == 1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.SeqModels#operators")
    void operator_whoseSourceFails_givesTheFailure_andClosesEachSourceOnce(Operator operator) {
        for (int k = 0; k < LISTS; k++) {
            // given
            List<Integer> elements = randomList();
            Traced traced = new Traced(elements);
            traced.failsAt = random.nextInt(elements.size() + 1);
            traced.failure = new IllegalStateException("source");
            traced.closeFailure = random.nextBoolean() ? new IllegalStateException("close") : null;
            List<Object> given = new ArrayList<>();
            // when
            SeqIterator<?> iterator = operator.of().apply(Seq.from(traced)).iterator();
            Throwable thrown = catchThrowable(() -> {
                while (iterator.hasNext()) {
                    given.add(iterator.next());
                }
            });
            // then: or it has ended before
            assertThat(thrown).as("seed %d, %s", SEED, elements).isIn(null, traced.failure, traced.closeFailure);
            assertThat(given.size())
                    .isLessThanOrEqualTo(operator.model().apply(elements).size());
            if (thrown == traced.failure && traced.closeFailure != null) {
                assertThat(thrown.getSuppressed()).contains(traced.closeFailure);
            }
            assertThat(iterator.hasNext()).isFalse();
            iterator.close();
            assertThat(traced.closes()).as("seed %d, %s", SEED, elements).allMatch(n -> n == 1);
        }
    }

    static Stream<Arguments> failingFunctions() {
        return Stream.of(
                failing("map", s -> s.map(SeqOperatorsTest::fail)),
                failing("mapToInt", s -> s.mapToInt(SeqOperatorsTest::fail).boxed()),
                failing("mapToLong", s -> s.mapToLong(SeqOperatorsTest::fail).boxed()),
                failing(
                        "mapToDouble",
                        s -> s.mapToDouble(SeqOperatorsTest::fail).boxed()),
                failing("filter", s -> s.filter(n -> fail(n) > 0)),
                failing("flatMap", s -> s.flatMap(n -> List.of(fail(n)))),
                failing("flatMap inside", s -> s.flatMap(n -> s.map(SeqOperatorsTest::fail))),
                failing("scan", s -> s.scan(0, (a, n) -> fail(n))),
                failing("onEach", s -> s.onEach(SeqOperatorsTest::fail)),
                failing("takeWhile", s -> s.takeWhile(n -> fail(n) > 0)),
                failing("dropWhile", s -> s.dropWhile(n -> fail(n) > 0)),
                failing("zip", s -> s.zip(s, (a, b) -> fail(a))),
                failing("above another operator", s -> s.map(n -> n + 1).drop(1).map(SeqOperatorsTest::fail)));
    }

    private static Arguments failing(String name, Function<Seq<Integer>, Seq<?>> operator) {
        return Arguments.of(name, operator);
    }

    private static int fail(int n) {
        throw new IllegalArgumentException("function");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failingFunctions")
    void function_thatFails_sourceIsClosed(String name, Function<Seq<Integer>, Seq<?>> operator) {
        Traced traced = new Traced(List.of(1, 2, 3));
        Seq<?> seq = operator.apply(Seq.from(traced));
        assertThatThrownBy(seq::toList)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("function");
        assertThat(traced.closes()).isNotEmpty().containsOnly(1);
    }

    static Stream<Arguments> failingResults() {
        return Stream.of(
                failingResult("forEach", s -> s.forEach(SeqOperatorsTest::fail)),
                failingResult("fold", s -> s.fold(0, (a, n) -> fail(n))),
                failingResult("reduce", s -> s.reduce((a, n) -> fail(n))),
                failingResult("any", s -> s.any(n -> fail(n) > 0)),
                failingResult("all", s -> s.all(n -> fail(n) > 0)),
                failingResult("none", s -> s.none(n -> fail(n) > 0)),
                failingResult("int forEach", s -> s.mapToInt(n -> n).forEach(SeqOperatorsTest::fail)),
                failingResult("int fold", s -> s.mapToInt(n -> n).fold(0, (a, n) -> fail(n))),
                failingResult(
                        "int map",
                        s -> s.mapToInt(n -> n).map(SeqOperatorsTest::fail).sum()));
    }

    private static Arguments failingResult(String name, Consumer<Seq<Integer>> result) {
        return Arguments.of(name, result);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failingResults")
    void result_whoseFunctionFails_sourceIsClosedAndItsFailureSuppressed(String name, Consumer<Seq<Integer>> result) {
        Traced traced = new Traced(List.of(1, 2, 3));
        traced.closeFailure = new IllegalStateException("close");
        Throwable thrown = catchThrowable(() -> result.accept(Seq.from(traced)));
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage("function");
        assertThat(thrown.getSuppressed()).containsExactly(traced.closeFailure);
        assertThat(traced.closes()).containsExactly(1);
    }

    @Test
    void close_ofTwoSourcesThatBothFail_closesBoth_secondFailureIsSuppressed() {
        for (int operator = 0; operator < 3; operator++) {
            Traced one = new Traced(List.of(1, 2));
            Traced two = new Traced(List.of(1, 2));
            one.closeFailure = new IllegalStateException("one");
            two.closeFailure = new IllegalStateException("two");
            Seq<Integer> left = Seq.from(one);
            Seq<Integer> seq = switch (operator) {
                case 0 -> left.zip(two, Integer::sum);
                case 1 -> left.interleave(two).drop(1);
                default -> left.flatMap(n -> two);
            };
            SeqIterator<Integer> iterator = seq.iterator();
            iterator.next();
            assertThatThrownBy(iterator::close)
                    .isSameAs(two.closeFailure)
                    .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(one.closeFailure));
            iterator.close();
            assertThat(one.closes()).containsExactly(1);
            assertThat(two.closes()).containsExactly(1);
        }
    }

    @Test
    void zip_whoseOtherCannotBeOpened_closesTheFirst() {
        Traced traced = new Traced(List.of(1));
        Iterable<Integer> broken = () -> {
            throw new IllegalArgumentException("function");
        };
        assertThatThrownBy(() -> Seq.from(traced).zip(broken, Integer::sum).toList())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(traced.closes()).containsExactly(1);
    }

    @Test
    void sources_areAskedForNoMoreThanNeeded() {
        assertThat(takenBy(s -> s.take(3).toList())).isEqualTo(3);
        assertThat(takenBy(s -> s.take(0).toList())).isZero();
        assertThat(takenBy(Seq::first)).isEqualTo(1);
        assertThat(takenBy(Seq::firstOrEmpty)).isEqualTo(1);
        assertThat(takenBy(s -> s.any(n -> n == 4))).isEqualTo(5);
        assertThat(takenBy(s -> s.all(n -> n < 4))).isEqualTo(5);
        assertThat(takenBy(s -> s.none(n -> n == 4))).isEqualTo(5);
        assertThat(takenBy(s -> s.takeWhile(n -> n < 4).toList())).isEqualTo(5);
        assertThat(takenBy(s -> s.drop(2).map(n -> n).first())).isEqualTo(3);
        assertThat(takenBy(s -> s.chunked(2).take(2).toList())).isEqualTo(4);
        assertThat(takenBy(s -> s.windowed(2).take(2).toList())).isEqualTo(3);
        assertThat(takenBy(s -> s.flatMap(n -> List.of(n, n)).take(3).toList())).isEqualTo(2);
        assertThat(takenBy(s -> s.zip(List.of(1, 2), Integer::sum).take(2).toList()))
                .isEqualTo(2);
        assertThat(takenBy(s -> s.plus(s).take(3).toList())).isEqualTo(3);
        assertThat(takenBy(s -> s.mapToInt(n -> n).take(3).sum())).isEqualTo(3);
        assertThat(takenBy(s -> s.mapToInt(n -> n).any(n -> n == 4))).isEqualTo(5);
        assertThat(takenBy(s -> {
                    try (Stream<Integer> stream = s.stream()) {
                        return stream.limit(3).toList();
                    }
                }))
                .isEqualTo(3);
    }

    /** What it takes of ten elements, whose iterators it closes. */
    private static int takenBy(Function<Seq<Integer>, ?> consumer) {
        Traced traced = new Traced(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        consumer.apply(Seq.from(traced));
        assertThat(traced.closes()).containsOnly(1);
        return traced.taken();
    }

    @Test
    void infiniteOnes_areOfUse() {
        Seq<Integer> naturals = Seq.iterate(0, n -> n + 1);
        assertThat(naturals.filter(n -> n % 3 == 0).map(n -> n * n).take(4).toList())
                .containsExactly(0, 9, 36, 81);
        assertThat(naturals.any(n -> n > 1000)).isTrue();
        assertThat(naturals.flatMap(n -> naturals).drop(5).first()).isEqualTo(5);
        assertThat(naturals.zip(List.of("a", "b"), (n, s) -> s + n).toList()).containsExactly("a0", "b1");
        assertThat(naturals.plus(naturals).windowed(2).first()).containsExactly(0, 1);
        assertThat(naturals.interleave(List.of(-1, -2)).take(6).toList()).containsExactly(0, -1, 1, -2, 2, 3);
        assertThat(naturals.stream().limit(3).toList()).containsExactly(0, 1, 2);
    }

    @Test
    void nulls_passThrough() {
        Seq<Integer> nulls = Seq.of(null, 1, null);
        List<Integer> same = Arrays.asList(null, 1, null);
        assertThat(nulls.toList()).isEqualTo(same);
        assertThat(nulls.map(n -> n)
                        .filter(n -> true)
                        .take(9)
                        .drop(0)
                        .onEach(n -> {})
                        .toList())
                .isEqualTo(same);
        assertThat(nulls.filter(Objects::isNull).count()).isEqualTo(2);
        assertThat(nulls.distinct().toList()).isEqualTo(Arrays.asList(null, 1));
        assertThat(nulls.chunked(2).toList()).isEqualTo(List.of(Arrays.asList(null, 1), Arrays.asList((Object) null)));
        assertThat(nulls.windowed(3).toList()).isEqualTo(List.of(same));
        assertThat(nulls.plus(nulls).count()).isEqualTo(6);
        assertThat(nulls.zip(nulls, (a, b) -> a).toList()).isEqualTo(same);
        assertThat(nulls.scan((Integer) null, (a, b) -> b).count()).isEqualTo(4);
        assertThat(nulls.first()).isNull();
        assertThat(nulls.joined(",")).isEqualTo("null,1,null");
        assertThat(nulls.stream().toList()).isEqualTo(same);
        assertThat(nulls.indexed().toList().get(2)).isEqualTo(new Indexed<>(2, null));
        assertThatThrownBy(nulls::firstOrEmpty).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> nulls.flatMap(n -> null).toList())
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("flatMap()");
    }

    @Test
    void results_areThoseOfStreams() {
        for (int k = 0; k < LISTS; k++) {
            List<Integer> l = randomList();
            Seq<Integer> s = Seq.from(l);
            assertThat(s.count()).isEqualTo(l.size());
            assertThat(s.<Integer>fold(5, (a, b) -> 3 * a - b))
                    .isEqualTo(l.stream().reduce(5, (a, b) -> 3 * a - b));
            assertThat(s.reduce((a, b) -> 3 * a - b)).isEqualTo(l.stream().reduce((a, b) -> 3 * a - b));
            assertThat(s.firstOrEmpty()).isEqualTo(l.stream().findFirst());
            assertThat(s.any(SeqModels::small)).isEqualTo(l.stream().anyMatch(SeqModels::small));
            assertThat(s.all(SeqModels::small)).isEqualTo(l.stream().allMatch(SeqModels::small));
            assertThat(s.none(SeqModels::small)).isEqualTo(l.stream().noneMatch(SeqModels::small));
            assertThat(s.joined("")).isEqualTo(SeqModels.joined(l));
        }
    }

    @Test
    void emptyOnes_haveNothing() {
        assertThat(Seq.empty().toList()).isEmpty();
        assertThat(Seq.of().count()).isZero();
        assertThat(Seq.concat().toList()).isEmpty();
        assertThat(Seq.empty().firstOrEmpty()).isEmpty();
        assertThatThrownBy(() -> Seq.empty().first())
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("the sequence has no more elements");
    }

    @Test
    void elementsGiven_areCopied() {
        Integer[] elements = {1, 2};
        Seq<Integer> seq = Seq.of(elements);
        elements[0] = 9;
        assertThat(seq.toList()).containsExactly(1, 2);
    }

    @Test
    void numbersOutOfRange_areRefusedAtOnce() {
        Seq<Integer> seq = Seq.of(1);
        assertThatThrownBy(() -> seq.take(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("negative: -1");
        assertThatThrownBy(() -> seq.drop(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seq.chunked(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not positive: 0");
        assertThatThrownBy(() -> seq.windowed(-5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IntSeq.of(1).take(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void function_thatUsesItsOwnIterator_isToldSo() {
        List<SeqIterator<?>> self = new ArrayList<>();
        Traced traced = new Traced(List.of(1, 2));
        self.add(Seq.from(traced).map(n -> self.get(0).next()).iterator());
        assertThatThrownBy(() -> self.get(0).hasNext())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a function of a sequence uses the iterator that has called it");
        assertThat(traced.closes()).containsExactly(1);
    }

    @Test
    void stream_closed_closesTheSource() {
        Traced traced = new Traced(List.of(1, 2, 3));
        Stream<Integer> stream = Seq.from(traced).map(n -> n + 1).stream();
        assertThat(stream.findFirst()).contains(2);
        assertThat(traced.closes()).containsExactly(0);
        stream.close();
        assertThat(traced.closes()).containsExactly(1);
    }

    @Test
    void checkedFailureOfClose_passesAsItIs() {
        class Foreign implements java.util.Iterator<Integer>, AutoCloseable {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                return 1;
            }

            @Override
            public void close() throws java.io.IOException {
                throw new java.io.IOException("close");
            }
        }
        assertThatThrownBy(() -> Seq.from((Iterable<Integer>) Foreign::new).first())
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void nullInPlaceOfASequence_isRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> Seq.concat(Seq.of(1), null))
                .withMessage("part");
        assertThatNullPointerException()
                .isThrownBy(() -> AsyncSeq.merge(AsyncSeq.from(List.of(1)), null))
                .withMessage("sequence");
        assertThatNullPointerException()
                .isThrownBy(() -> Scheduler.single()
                        .run(() -> AsyncSeq.from(List.of(1))
                                .flatMap(n -> (AsyncSeq<Integer>) null)
                                .toList()))
                .withMessage("the function of flatMap() returned null");
    }
}
