package dev.bobbin.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> ran = new ArrayList<>();

    @Test
    void measure_severalTrials_interleavesThem() {
        Rounds.measure(List.of(steady("a", 9), steady("b", 9)), 2, line -> {});

        assertThat(ran).containsExactly("a", "b", "a", "b");
    }

    @Test
    void measure_trialThatNeedsFewerRounds_getsNoMore() {
        Rounds.Outcome outcome = Rounds.measure(List.of(steady("a", 2), steady("b", 9)), 3, line -> {});

        assertThat(outcome.figures()).extracting(Figure::runs).containsExactly(2, 3);
    }

    @Test
    void measure_wrongAnswer_rejectsTheSubjectAndKeepsTheOthers() {
        Trial liar = trial("liar", 9, (trial, progress) -> {
            ran.add("liar");
            if (ran.size() > 2) {
                throw new WrongAnswer("41 instead of 42");
            }
            return new Work.Run(Map.of("ns/op", 0.1), "look");
        });

        Rounds.Outcome outcome = Rounds.measure(List.of(liar, steady("b", 9)), 3, line -> {});

        assertThat(ran).containsExactly("liar", "b", "liar", "b", "b");
        assertThat(outcome.rejected()).containsExactly(Map.entry(liar, "wrong answer: 41 instead of 42"));
        assertThat(outcome.figures()).extracting(Figure::subject).containsExactly("b");
        assertThat(outcome.notes()).isEmpty();
    }

    private Trial steady(String subject, int maxRounds) {
        return trial(subject, maxRounds, (trial, progress) -> {
            ran.add(subject);
            return new Work.Run(Map.of("ns/op", 1.0), "");
        });
    }

    private static Trial trial(String subject, int maxRounds, Work work) {
        return new Trial("call", Param.of("depth=10"), subject, Jdk.running(), List.of(), maxRounds, work);
    }
}
