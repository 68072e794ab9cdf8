package dev.bobbin.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Param;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Through real forked JVMs: a subject with a wrong answer is rejected rather than timed. */
class WrongAnswerTest {
    private final List<String> progress = new CopyOnWriteArrayList<>();

    @Test
    void benchmark_thatIsWrongBeforeItIsTimed_isNotTimed() {
        Rounds.Outcome outcome = measure(lying("before"));

        assertThat(outcome.figures()).isEmpty();
        assertThat(outcome.rejected().values()).containsExactly("wrong answer: first answer: 41 instead of 42");
        assertThat(progress).noneMatch(line -> line.contains("ns/op"));
    }

    @Test
    void benchmark_thatIsWrongInTheEnd_hasNoFigure() {
        Rounds.Outcome outcome = measure(lying("after"));

        assertThat(outcome.figures()).isEmpty();
        assertThat(outcome.rejected().values()).containsExactly("wrong answer: last answer: 41 instead of 42");
    }

    @Test
    void benchmark_thatIsRight_hasTimeAndAllocation() {
        Rounds.Outcome outcome = measure(lying("never"));

        assertThat(outcome.rejected()).isEmpty();
        assertThat(outcome.figures()).extracting(Figure::metric).containsExactly("ns/op", "B/op");
    }

    @Test
    void program_thatSaysItIsWrong_hasNoFigure() {
        Rounds.Outcome outcome = measure(new ChildWork(LyingProgram.class.getName(), List.of(), ClassPath.own()));

        assertThat(outcome.figures()).isEmpty();
        assertThat(outcome.rejected().values()).containsExactly("wrong answer: 41 tasks instead of 42");
    }

    @Test
    void program_thatIsNotThere_isRejectedWithItsLastWords() {
        Rounds.Outcome outcome = measure(new ChildWork("no.such.Program", List.of(), ClassPath.own()));

        assertThat(outcome.figures()).isEmpty();
        assertThat(outcome.rejected().values())
                .singleElement()
                .asString()
                .startsWith("no.such.Program ended with status 1")
                .contains("ClassNotFoundException");
    }

    private Rounds.Outcome measure(Work work) {
        Trial trial = new Trial("call", Param.of("depth=10"), "liar", Jdk.running(), List.of(), 1, work);
        return Rounds.measure(List.of(trial), 1, progress::add);
    }

    private static Work lying(String when) {
        return new JmhWork(LyingBenchmark.class.getName(), Map.of("wrong", when), ClassPath.own());
    }
}
