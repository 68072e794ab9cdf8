package dev.bobbin.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bobbin.lab.figure.Param;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    private final Estimate estimate = new Estimate();

    @Test
    void seconds_beforeAnythingHasRun_areTheCosts() {
        assertThat(estimate.seconds(List.of(step(1, "a", 3), step(1, "b", 4), step(2, "a", 3))))
                .isEqualTo(10);
    }

    @Test
    void seconds_ofWhatHasRun_areWhatItTook() {
        estimate.took(step(1, "a", 3), 60);

        assertThat(estimate.seconds(List.of(step(2, "a", 3)))).isEqualTo(60);
    }

    @Test
    void seconds_whereAllTakesTwiceAsLong_comeToTwiceTheCosts() {
        for (int i = 0; i < 1000; i++) {
            estimate.took(step(1, "subject" + i, 3), 6);
        }

        assertThat(estimate.seconds(List.of(step(1, "other", 10)))).isCloseTo(20, within(0.2));
    }

    @Test
    void seconds_afterOneBadGuess_areNearlyTheCostsStill() {
        estimate.took(step(1, "a", 1), 10);

        assertThat(estimate.seconds(List.of(step(1, "b", 10)))).isBetween(10.0, 13.0);
    }

    @Test
    void cost_ofJmh_isItsTimesAndAStart() {
        JmhWork full = new JmhWork("Some", Map.of(), ClassPath.own());

        assertThat(trial("a", full).cost()).isEqualTo(new Cost(1, 3.5 + Cost.JVM_SECONDS));
        assertThat(trial("a", full).quick().cost().seconds())
                .isLessThan(trial("a", full).cost().seconds() / 2);
    }

    @Test
    void quick_workOfTwoSizes_isTheSmallerOne() {
        Trial trial = trial("a", new QuickWork(work(9, "full"), work(2, "small")));

        assertThat(trial.cost()).isEqualTo(new Cost(1, 9));
        assertThat(trial.quick().cost()).isEqualTo(new Cost(1, 2));
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0 s", "59.4, 59 s", "59.6, 1 min 0 s", "200, 3 min 20 s", "3900, 1 h 5 min", "360000, 100 h 0 min"
    })
    void text_seconds_areInTheUnitsThatPeopleUse(double seconds, String text) {
        assertThat(Estimate.text(seconds)).isEqualTo(text);
    }

    private static Step step(int round, String subject, double seconds) {
        return new Step(round, trial(subject, work(seconds, "")));
    }

    private static Trial trial(String subject, Work work) {
        return new Trial("call", Param.of("depth=10"), subject, Jdk.none(), List.of(), 9, work);
    }

    private static Work work(double seconds, String note) {
        return new Costly(seconds, note);
    }

    private record Costly(double seconds, String note) implements Work {
        @Override
        public Run measure(Trial trial, Progress progress) {
            return new Run(Map.of("ns/op", 1.0), note);
        }

        @Override
        public Cost cost(Trial trial) {
            return new Cost(1, seconds);
        }
    }
}
