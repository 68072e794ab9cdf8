package dev.bobbin.lab.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void of_valuesNearEachOther_isLinearFromZero() {
        Scale scale = Scale.of(10, 20, 40);

        assertThat(scale.log()).isFalse();
        assertThat(scale.position(0)).isZero();
        assertThat(scale.position(10)).isEqualTo(0.25);
        assertThat(scale.position(40)).isEqualTo(1);
        assertThat(scale.ticks()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0);
    }

    @Test
    void of_valuesFarApart_isLogarithmicAndTheLeastHasSomeLength() {
        Scale scale = Scale.of(3, 300, 30_000);

        assertThat(scale.log()).isTrue();
        assertThat(scale.low()).isEqualTo(1);
        assertThat(scale.position(3)).isCloseTo(0.107, within(0.001));
        assertThat(scale.position(30_000)).isEqualTo(1);
        assertThat(scale.position(0)).isZero();
        assertThat(scale.ticks()).containsExactly(1.0, 10.0, 100.0, 1000.0, 10_000.0);
    }

    @Test
    void of_aPowerOfTen_isNotTheStartOfItsScale() {
        assertThat(Scale.of(10, 1000).position(10)).isCloseTo(1 / 3.0, within(1e-9));
    }

    @Test
    void of_rangeAtTheLimit_isLinear() {
        assertThat(Scale.of(1, 25).log()).isFalse();
        assertThat(Scale.of(1, 25.1).log()).isTrue();
    }

    @Test
    void of_negativeValues_hasZeroWithin() {
        Scale scale = Scale.of(-1, 99);

        assertThat(scale.log()).isFalse();
        assertThat(scale.position(-1)).isZero();
        assertThat(scale.position(0)).isEqualTo(0.01);
        assertThat(scale.position(99)).isEqualTo(1);
    }

    @Test
    void of_nothingButZero_dividesByNothing() {
        assertThat(Scale.of(0, 0).position(0)).isZero();
        assertThat(Scale.of(List.of(7)).position(7)).isZero();
    }

    @Test
    void of_depths_isLogarithmicOnlyIfTheyAreFarApart() {
        assertThat(Scale.of(List.of(1, 10, 30, 100)).log()).isTrue();
        assertThat(Scale.of(List.of(1, 10, 30, 100)).position(10)).isCloseTo(0.5, within(1e-9));
        assertThat(Scale.of(List.of(1, 2, 3, 8)).log()).isFalse();
        assertThat(Scale.of(List.of(0, 1, 100)).log()).isFalse();
    }

    @Test
    void scale_ofBytesAllocated_isLinearAndOfAByteAtLeast() {
        Metric bytes = Metric.of("B/op");

        assertThat(bytes.scale(0.02, 256).log()).isFalse();
        assertThat(bytes.scale(0.02).position(0.02)).isEqualTo(0.02);
    }

    @Test
    void ticks_ofManyPowers_areFew() {
        assertThat(Scale.of(1, 1e12).ticks()).hasSizeLessThan(8);
    }

    @Test
    void apart_labelsAtOnePlace_areSpreadWithinTheRoom() {
        assertThat(Spread.apart(new double[] {10, 10, 50}, 15, 0, 100)).containsExactly(10, 25, 50);
        assertThat(Spread.apart(new double[] {98, 99, 100}, 15, 0, 100)).containsExactly(70, 85, 100);
    }
}
