package dev.bobbin.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DerivedTest {
    @Test
    void ratios_sameParamAndJdk_areValuesOfTheReference() {
        List<Figure> ratios = Derived.ratios(
                List.of(
                        figure("depth=1", "a", 6, 1, 5, 17),
                        figure("depth=1", "plain", 3, 0.5, 4, 17),
                        figure("depth=1", "a", 8, 0, 5, 25),
                        figure("depth=2", "a", 8, 0, 5, 17)),
                "ns/op",
                "plain",
                "times-plain");

        assertThat(ratios)
                .containsExactly(new Figure(
                        "b", "depth=1", "a", "times-plain", 2, 2 / 3.0, 5 / 3.5, 7 / 2.5, 4, List.of(), 17, false));
    }

    @Test
    void ratios_otherMetric_areLeftOut() {
        assertThat(Derived.ratios(
                        List.of(figure("depth=1", "a", 6, 1, 5, 17), figure("depth=1", "plain", 3, 1, 5, 17)),
                        "B/op",
                        "plain",
                        "times-plain"))
                .isEmpty();
    }

    @Test
    void slopes_valuesOnAStraightLine_giveItsSlopeWhateverTheOrder() {
        List<Figure> slopes = Derived.slopes(
                List.of(
                        figure("depth=10,x=1", "a", 32, 1, 5, 17),
                        figure("depth=1,x=1", "a", 5, 1, 3, 17),
                        figure("depth=100,x=1", "a", 302, 1, 5, 17)),
                "ns/op",
                "depth",
                "ns/level");

        assertThat(slopes).singleElement().satisfies(slope -> {
            assertThat(slope.param()).isEqualTo("depth=1..100,x=1");
            assertThat(slope.value()).isCloseTo(3, within(1e-9));
            assertThat(slope.error()).isPositive();
            assertThat(slope.min()).isCloseTo(3 - slope.error(), within(1e-9));
            assertThat(slope.max()).isCloseTo(3 + slope.error(), within(1e-9));
            assertThat(slope.isDerived()).isTrue();
            assertThat(slope.runs()).isEqualTo(3);
        });
    }

    @Test
    void slopes_oneValueOnly_giveNone() {
        assertThat(Derived.slopes(List.of(figure("depth=1", "a", 5, 1, 3, 17)), "ns/op", "depth", "ns/level"))
                .isEmpty();
    }

    @Test
    void differences_lowestAndHighestValue_areTheirDistance() {
        List<Figure> differences = Derived.differences(
                List.of(
                        figure("tasks=100", "a", 7, 1, 5, 17),
                        figure("tasks=0", "a", 5, 0.5, 3, 17),
                        figure("tasks=0", "b", 5, 1, 3, 17)),
                "ns/op",
                "tasks",
                "ns-more");

        assertThat(differences)
                .containsExactly(
                        new Figure("b", "tasks=0..100", "a", "ns-more", 2, 1.5, 0.5, 3.5, 3, List.of(), 17, false));
    }

    private static Figure figure(String param, String subject, double value, double error, int runs, int jdk) {
        double min = value - error;
        double max = value + error;
        return new Figure("b", param, subject, "ns/op", value, error, min, max, runs, List.of(min, max), jdk, false);
    }
}
