package dev.bobbin.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseTest {
    private final Figure plain = figure("plain", "ns/op", 9.0, 10.0, 11.0);

    @Test
    void isCloseTo_rangesThatTouch_mayBeNoise() {
        Figure slower = figure("a", "ns/op", 11.0, 12.0, 13.0);

        assertThat(slower.isCloseTo(plain)).isTrue();
        assertThat(plain.isCloseTo(slower)).isTrue();
    }

    @Test
    void isCloseTo_rangesApart_isNoNoise() {
        Figure slower = figure("a", "ns/op", 11.1, 12.0, 13.0);

        assertThat(slower.isCloseTo(plain)).isFalse();
        assertThat(plain.isCloseTo(slower)).isFalse();
    }

    @Test
    void isCloseTo_oneRangeWithinTheOther_mayBeNoise() {
        assertThat(figure("a", "ns/op", 9.9, 10.0, 10.1).isCloseTo(plain)).isTrue();
    }

    @Test
    void isCloseTo_oneRunOnly_nobodyKnows() {
        assertThat(figure("a", "ns/op", 100.0).isCloseTo(plain)).isTrue();
    }

    @Test
    void isCloseTo_oneRunOfWhatIsCounted_isKnown() {
        Figure javac = figure("javac", "class-bytes", 1000.0);

        assertThat(figure("a", "class-bytes", 1001.0).isCloseTo(javac)).isFalse();
        assertThat(figure("a", "class-bytes", 1000.0).isCloseTo(javac)).isTrue();
    }

    @Test
    void isOfUnknownRange_oneRunOfBytesOnAStack_nobodyKnows() {
        assertThat(figure("bobbin-fused", "heap-bytes", 64.0).isOfUnknownRange())
                .isFalse();
        assertThat(figure("bobbin-stackful", "heap-bytes", 1600.0).isOfUnknownRange())
                .isTrue();
        assertThat(figure("bobbin-stackful", "heap-bytes", 1600.0, 1601.0).isOfUnknownRange())
                .isFalse();
        assertThat(figure("bobbin-stackful", "class-bytes", 1600.0).isOfUnknownRange())
                .isFalse();
    }

    @Test
    void ratios_ofCloseFigures_areMarkedInTheTable() {
        List<Figure> ratios = Derived.ratios(
                List.of(plain, figure("close", "ns/op", 10.0, 12.0, 12.0), figure("far", "ns/op", 20.0, 20.0, 20.0)),
                "ns/op",
                "plain",
                "times-plain");

        assertThat(ratios).extracting(Figure::noisy).containsExactly(true, false);
        assertThat(Table.of(ratios)).contains(" ~1.2 ").contains(" 2 ").doesNotContain("~2");
    }

    @Test
    void slopes_thatMayBeZero_areNoise() {
        List<Figure> flat = List.of(depth(1, 10.0, 11.0), depth(100, 10.5, 11.5));
        List<Figure> steep = List.of(depth(1, 10.0, 11.0), depth(100, 20.0, 21.0));
        List<Figure> once = List.of(depth(1, 10.0), depth(100, 20.0));

        assertThat(slope(flat).noisy()).isTrue();
        assertThat(slope(steep).noisy()).isFalse();
        assertThat(slope(once).noisy()).isTrue();
    }

    @Test
    void differences_ofCloseEnds_areNoise() {
        List<Figure> flat = List.of(depth(1, 10.0, 11.0), depth(100, 10.5, 11.5));
        List<Figure> steep = List.of(depth(1, 10.0, 11.0), depth(100, 20.0, 21.0));

        assertThat(Derived.differences(flat, "ns/op", "depth", "more").get(0).noisy())
                .isTrue();
        assertThat(Derived.differences(steep, "ns/op", "depth", "more").get(0).noisy())
                .isFalse();
    }

    private static Figure slope(List<Figure> line) {
        return Derived.slopes(line, "ns/op", "depth", "ns/level").get(0);
    }

    private static Figure depth(int depth, Double... runs) {
        return Figure.of("b", Param.of("depth=" + depth), "a", "ns/op", List.of(runs), 17);
    }

    private static Figure figure(String subject, String metric, Double... runs) {
        return Figure.of("b", Param.of("depth=1"), subject, metric, List.of(runs), 17);
    }
}
