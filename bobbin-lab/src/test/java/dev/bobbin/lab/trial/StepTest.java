package dev.bobbin.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.figure.Remark;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepTest {
    private final Trial a = trial("a", 9);
    private final Trial b = trial("b", 9);
    private final Trial once = trial("once", 1);
    private final List<Trial> trials = List.of(a, b, once);

    @Test
    void remaining_nothingMeasured_isEveryTrialInEachRound() {
        assertThat(Step.remaining(trials, 2, new Measured(trials)))
                .containsExactly(new Step(1, a), new Step(1, b), new Step(1, once), new Step(2, a), new Step(2, b));
    }

    @Test
    void remaining_afterAnInterruption_isWhatIsMissingAndNothingElse() {
        Measured measured =
                Measured.before(trials, List.of(figure("a", 1.0, 2.0), figure("b", 1.0)), List.of(), List.of());

        assertThat(Step.remaining(trials, 3, measured))
                .containsExactly(new Step(1, once), new Step(2, b), new Step(3, a), new Step(3, b));
    }

    @Test
    void remaining_whatWasRejected_isNotRunAgain() {
        Remark wrong = new Remark("call", "depth=10", "a", Jdk.running().feature(), "wrong answer: 41 instead of 42");
        Measured measured = Measured.before(trials, List.of(figure("b", 1.0)), List.of(wrong), List.of());

        assertThat(Step.remaining(trials, 1, measured)).containsExactly(new Step(1, once));
        assertThat(measured.outcome().rejected()).containsExactly(Map.entry(a, wrong.text()));
    }

    @Test
    void remaining_whatIsToBeTriedAgain_isAllOfThatTrial() {
        int jdk = Jdk.running().feature();
        Remark missing = new Remark("call", "depth=10", "a", jdk, "not available: no a here");
        Measured measured = Measured.before(trials, List.of(figure("b", 1.0)), List.of(), List.of(missing));
        assertThat(Step.remaining(trials, 1, measured)).containsExactly(new Step(1, once));

        measured.tryAgain(a);

        assertThat(Step.remaining(trials, 1, measured)).containsExactly(new Step(1, a), new Step(1, once));
        assertThat(measured.outcome().notes()).isEmpty();
    }

    @Test
    void measured_twoTrialsOfOneName_areRefused() {
        assertThatThrownBy(() -> new Measured(List.of(a, b, trial("a", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two trials are called " + a);
    }

    @Test
    void measure_whatIsNotAvailable_isAskedForOnce() {
        Trial missing = new Trial(
                "call", Param.of("depth=10"), "ruby", Jdk.none(), List.of(), 9, new Unavailable("no ruby here"));
        Measured measured = new Measured(List.of(missing));

        Rounds.measure(Step.remaining(List.of(missing), 3, measured), measured, new Deaf());

        assertThat(measured.outcome().notes()).containsExactly(Map.entry(missing, "not available: no ruby here\n"));
        assertThat(Step.remaining(List.of(missing), 3, measured)).isEmpty();
    }

    @Test
    void measure_goingOn_addsToWhatWasThere() {
        List<Trial> both = List.of(a, b);
        Measured measured = Measured.before(both, List.of(figure("a", 5.0)), List.of(), List.of());

        Rounds.measure(Step.remaining(both, 2, measured), measured, new Deaf());

        assertThat(measured.outcome().figures()).containsExactly(figure("a", 5.0, 1.0), figure("b", 1.0, 1.0));
    }

    @Test
    void before_figureOfNoTrial_isRefusedByName() {
        Figure other = Figure.of("resume", Param.of("depth=1"), "a", "ns/op", List.of(1.0), 17);

        assertThatThrownBy(() -> Measured.before(trials, List.of(other), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it has resume depth=1 of a on JDK 17, which its settings do not ask for");
    }

    @Test
    void withBetween_rounds_startAndEndWithIt() {
        Trial loop = trial("loop", 9);

        assertThat(Step.withBetween(loop, List.of(new Step(2, b), new Step(3, a), new Step(3, b))))
                .containsExactly(
                        new Step(2, loop),
                        new Step(2, b),
                        new Step(3, loop),
                        new Step(3, a),
                        new Step(3, b),
                        new Step(3, loop));
        assertThat(Step.withBetween(loop, List.of())).isEmpty();
    }

    private static Figure figure(String subject, Double... raw) {
        int jdk = Jdk.running().feature();
        return Figure.of("call", Param.of("depth=10"), subject, "ns/op", List.of(raw), jdk);
    }

    private static Trial trial(String subject, int maxRounds) {
        Work work = (trial, progress) -> new Work.Run(Map.of("ns/op", 1.0), "");
        return new Trial("call", Param.of("depth=10"), subject, Jdk.running(), List.of(), maxRounds, work);
    }

    /** Hears all and does nothing. */
    private static final class Deaf implements Rounds.Observer {
        @Override
        public void begins(Step step) {}

        @Override
        public void rejected(Step step, String reason) {}

        @Override
        public void ended(Step step, double seconds) {}

        @Override
        public void say(String line) {}
    }
}
