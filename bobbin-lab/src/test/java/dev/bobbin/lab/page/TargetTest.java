package dev.bobbin.lab.page;

import static dev.bobbin.lab.page.Target.Outcome.MET;
import static dev.bobbin.lab.page.Target.Outcome.MISSED;
import static dev.bobbin.lab.page.Target.Outcome.NOT_MEASURED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Derived;
import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Measure FUSED = Measure.of("yield", "tasks=1", "bobbin-fused", "ns/op");
    private static final Measure GO = Measure.of("yield", "tasks=1", "go", "ns/op");
    private static final Target FASTER = Target.atLeast("3 times faster than Go", 3, GO.over(FUSED));
    private static final Target SMALL =
            Target.atMost("at most 64 bytes", 64, Measure.of("parked", "depth=1", "bobbin-fused", "heap-bytes"));

    private static Figure yielded(String subject, int jdk, double... runs) {
        return Figure.of(
                "yield",
                Param.of("tasks=1"),
                subject,
                "ns/op",
                DoubleStream.of(runs).boxed().toList(),
                jdk);
    }

    private static Figure parked(double bytes) {
        return Figure.of("parked", Param.of("depth=1"), "bobbin-fused", "heap-bytes", List.of(bytes), 17);
    }

    private static Figures run(Figure... figures) {
        return new Figures(List.of(figures));
    }

    @Test
    void outcome_peerNotMeasured_isNeitherMetNorMissed() {
        assertThat(FASTER.outcome(run(yielded("bobbin-fused", 17, 30)))).isEqualTo(NOT_MEASURED);
        assertThat(FASTER.outcome(run(yielded("go", 0, 300)))).isEqualTo(NOT_MEASURED);
        assertThat(FASTER.outcome(run())).isEqualTo(NOT_MEASURED);
    }

    @Test
    void outcome_ratioOfAPeer_isComparedWithTheBound() {
        assertThat(FASTER.outcome(run(yielded("bobbin-fused", 17, 30), yielded("go", 0, 91))))
                .isEqualTo(MET);
        assertThat(FASTER.outcome(run(yielded("bobbin-fused", 17, 30), yielded("go", 0, 89))))
                .isEqualTo(MISSED);
    }

    @Test
    void outcome_twoJdks_isMissedIfOneMisses() {
        Figures run = run(yielded("bobbin-fused", 17, 30), yielded("bobbin-fused", 25, 20), yielded("go", 0, 70));

        assertThat(FASTER.verdicts(run)).extracting(Target.Verdict::outcome).containsExactly(MISSED, MET);
        assertThat(FASTER.verdicts(run)).extracting(v -> v.reading().jdk()).containsExactly(17, 25);
        assertThat(FASTER.outcome(run)).isEqualTo(MISSED);
    }

    @Test
    void outcome_subjectsOnDifferentJdks_areNotCompared() {
        Measure plain = Measure.of("yield", "tasks=1", "java-plain", "ns/op");
        Target target = Target.atMost("as fast", 1, FUSED.over(plain));

        assertThat(target.outcome(run(yielded("bobbin-fused", 17, 30), yielded("java-plain", 25, 30))))
                .isEqualTo(NOT_MEASURED);
    }

    @Test
    void outcome_bytes_areThoseThatFilesShow() {
        assertThat(SMALL.outcome(run(parked(64.004)))).isEqualTo(MET);
        assertThat(SMALL.outcome(run(parked(64.01)))).isEqualTo(MISSED);
    }

    @Test
    void outcome_boundItself_isMet() {
        assertThat(SMALL.outcome(run(parked(64)))).isEqualTo(MET);
        assertThat(FASTER.outcome(run(yielded("bobbin-fused", 17, 30), yielded("go", 0, 90))))
                .isEqualTo(MET);
    }

    @Test
    void verdict_runsThatAllowTheOtherOutcome_isClose() {
        assertThat(FASTER.verdicts(run(yielded("bobbin-fused", 17, 28, 32), yielded("go", 0, 92, 92))))
                .extracting(Target.Verdict::close)
                .containsExactly(true);
        assertThat(FASTER.verdicts(run(yielded("bobbin-fused", 17, 29, 31), yielded("go", 0, 200, 200))))
                .extracting(Target.Verdict::close)
                .containsExactly(false);
    }

    @Test
    void verdict_ofASingleRunOfSomethingTimed_isClose() {
        assertThat(FASTER.verdicts(run(yielded("bobbin-fused", 17, 30, 30), yielded("go", 0, 900))))
                .extracting(Target.Verdict::close)
                .containsExactly(true);
        assertThat(SMALL.verdicts(run(parked(60))))
                .extracting(Target.Verdict::close)
                .containsExactly(false);
    }

    @Test
    void measure_overNothing_isNoValue() {
        assertThat(GO.over(FUSED).lookup().in(run(yielded("bobbin-fused", 17, 0), yielded("go", 0, 90))))
                .isEmpty();
    }

    @Test
    void measure_inSteps_keepsWhatItFollowsFrom() {
        Figures run = run(parked(64));

        var reading = Measure.of("parked", "depth=1", "bobbin-fused", "heap-bytes")
                .into(8e9, Quantity.COUNT)
                .lookup()
                .in(run)
                .get(0);

        assertThat(reading.quantity().text()).isEqualTo("125 million");
        assertThat(reading.from()).isEqualTo(run.all());
    }

    @Test
    void standing_runsThatOverlap_areClose() {
        var standings = Standing.of(List.of(
                yielded("go", 0, 90, 110), yielded("bobbin-fused", 17, 80, 92), yielded("rust-std", 0, 150, 160)));

        assertThat(standings)
                .extracting(s -> s.figure().subject() + " " + s.text())
                .containsExactly("bobbin-fused best", "go ~ 1.16 ×", "rust-std 1.8 ×");
    }

    @Test
    void standing_digitsThatAreNoise_makeNoDifference() {
        assertThat(Standing.of(List.of(parked(64.004), parked(64.001)))).allMatch(Standing::isBest);
    }

    @Test
    void standing_ofThroughput_hasTheMostFirst() {
        var standings = Standing.of(List.of(rate("netty", 50, 51), rate("bobbin-fused", 101, 101)));

        assertThat(standings)
                .extracting(s -> s.figure().subject() + " " + s.text())
                .containsExactly("bobbin-fused best", "netty 2 ×");
    }

    @Test
    void standing_behindNothing_hasNoRatio() {
        var standings = Standing.of(List.of(yielded("go", 0, 24), yielded("bobbin-fused", 17, 0)));

        assertThat(standings).extracting(Standing::text).containsExactly("best", "");
    }

    @Test
    void standing_slopesThatMayBeNothing_haveNoBest() {
        List<Figure> slopes = List.of(slope("bobbin-fused", -0.1, -0.1), slope("bobbin-pull", 1.5, 1.6));

        assertThat(Standing.of(slopes)).extracting(Standing::text).containsExactly("", "");
    }

    @Test
    void standing_slopesThatAreSome_haveABest() {
        List<Figure> slopes = List.of(slope("bobbin-embedded", 0.5, 0.5), slope("bobbin-pull", 1, 1));

        assertThat(Standing.of(slopes)).extracting(Standing::text).containsExactly("best", "2 ×");
    }

    @Test
    void reading_ofADifference_isNoisyIfTheRunsOverlap() {
        Figures overlapping = run(yielded("bobbin-fused", 17, 9, 12), yielded("go", 0, 10, 13));
        Figures apart = run(yielded("bobbin-fused", 17, 9, 10), yielded("go", 0, 12, 13));
        Measure difference = GO.minus(FUSED, "ns/op");

        assertThat(difference.lookup().in(overlapping))
                .extracting(Measure.Reading::isNoisy)
                .containsExactly(true);
        assertThat(difference.lookup().in(apart))
                .extracting(Measure.Reading::isNoisy)
                .containsExactly(false);
    }

    @Test
    void reading_ofASlopeThatMayBeZero_isNothing() {
        Measure slope = Measure.of("resume", "depth=1..10", "bobbin-fused", "ns/level");

        assertThat(slope.lookup().in(run(slope("bobbin-fused", -0.1, 0.2))))
                .extracting(Measure.Reading::isNothing)
                .containsExactly(true);
        assertThat(slope.lookup().in(run(slope("bobbin-fused", 1.9, 2))))
                .extracting(Measure.Reading::isNothing)
                .containsExactly(false);
    }

    /** By how much a call that is one level deeper takes longer, in each of two runs. */
    private static Figure slope(String subject, double first, double second) {
        List<Figure> line = new ArrayList<>();
        for (int depth : List.of(1, 10)) {
            double less = (depth - 1) * first;
            double more = (depth - 1) * second;
            List<Double> runs = List.of(20 + less, 20 + more);
            line.add(Figure.of("resume", Param.of("depth=" + depth), subject, "ns/op", runs, 17));
        }
        return Derived.slopes(line, "ns/op", "depth", "ns/level").get(0);
    }

    private static Figure rate(String subject, double... runs) {
        return Figure.of(
                "echo",
                Param.of("connections=100"),
                subject,
                "ops/s",
                DoubleStream.of(runs).boxed().toList(),
                17);
    }
}
