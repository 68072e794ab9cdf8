package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Resources that throw the same exception whatever is done with them, {@code close()} too. */
final class SeqCleanUpTest {
    private static final IllegalStateException FAILURE = new IllegalStateException("out of order");

    private static int fail() {
        throw FAILURE;
    }

    private static Arguments user(String name, Consumer<Seq<Integer>> user) {
        return Arguments.of(name, user);
    }

    static Stream<Arguments> users() {
        return Stream.of(
                user("forEach", s -> s.forEach(n -> fail())),
                user("fold", s -> s.fold(0, (a, n) -> fail())),
                user("reduce", s -> s.reduce((a, n) -> fail())),
                user("any", s -> s.any(n -> fail() > 0)),
                user("map", s -> s.map(n -> fail()).toList()),
                user("int forEach", s -> s.mapToInt(n -> n).forEach(n -> fail())),
                user("int fold", s -> s.mapToInt(n -> n).fold(0, (a, n) -> fail())),
                user("long forEach", s -> s.mapToLong(n -> n).forEach(n -> fail())),
                user("long fold", s -> s.mapToLong(n -> n).fold(0, (a, n) -> fail())),
                user("double forEach", s -> s.mapToDouble(n -> n).forEach(n -> fail())),
                user("double fold", s -> s.mapToDouble(n -> n).fold(0, (a, n) -> fail())),
                user("zip", s -> s.zip(s, Integer::sum).first()),
                user("interleave", s -> s.interleave(s).drop(1).first()),
                user("flatMap", s -> s.flatMap(n -> s).first()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("users")
    void close_throwsWhatIsThrownAlready_thatIsThrown(String name, Consumer<Seq<Integer>> user) {
        Traced traced = new Traced(List.of(1, 2));
        traced.closeFailure = FAILURE;

        assertThatThrownBy(() -> user.accept(Seq.from(traced))).isSameAs(FAILURE);

        assertThat(FAILURE.getSuppressed()).isEmpty();
        assertThat(traced.closes()).containsOnly(1);
    }

    /** A program's own, which does not know that it has failed. */
    private static final class Failing implements SeqIterator<Integer> {
        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Integer next() {
            throw FAILURE;
        }

        @Override
        public void close() {
            throw FAILURE;
        }
    }

    static Stream<Arguments> results() {
        return Stream.of(
                user("forEach", s -> s.forEach(n -> {})),
                user("toList", Seq::toList),
                user("fold", s -> s.fold(0, Integer::sum)),
                user("reduce", s -> s.reduce(Integer::sum)),
                user("count", Seq::count),
                user("first", Seq::first),
                user("firstOrEmpty", Seq::firstOrEmpty),
                user("any", s -> s.any(n -> false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("results")
    void iteratorOfTheProgram_throwsTheSameAgain_thatIsThrown(String name, Consumer<Seq<Integer>> result) {
        Iterable<Integer> failing = Failing::new;

        assertThatThrownBy(() -> result.accept(Seq.from(failing))).isSameAs(FAILURE);
    }
}
