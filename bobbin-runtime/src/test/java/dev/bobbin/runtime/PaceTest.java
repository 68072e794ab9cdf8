package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void whatHasNotBeenDone_mayBe() {
        assertThat(pace.allows(Long.MIN_VALUE)).isTrue();
        assertThat(pace.allows(0)).isTrue();
        assertThat(pace.allows(Long.MAX_VALUE)).isTrue();
    }

    @Test
    void whatTookSomeTime_takesATwentiethOfTheTime() {
        pace.took(1000, 1010);

        assertThat(pace.allows(1010)).isFalse();
        assertThat(pace.allows(1199)).isFalse();
        assertThat(pace.allows(1200)).isTrue();
    }

    @Test
    void whatTookVeryLong_waitsForASecondAtMost() {
        pace.took(0, 400_000_000);

        assertThat(pace.allows(1_399_999_999)).isFalse();
        assertThat(pace.allows(1_400_000_000)).isTrue();
    }

    @Test
    void clockThatRunsOver_isTheSame() {
        pace.took(Long.MAX_VALUE - 10, Long.MAX_VALUE);

        assertThat(pace.allows(Long.MAX_VALUE)).isFalse();
        assertThat(pace.allows(Long.MIN_VALUE + 188)).isFalse();
        assertThat(pace.allows(Long.MIN_VALUE + 189)).isTrue();
    }
}
