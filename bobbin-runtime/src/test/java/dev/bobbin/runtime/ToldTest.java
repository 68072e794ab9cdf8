package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ToldTest {
    private final Told told = new Told();

    @Test
    void tell_samePlace_isForAMinuteNotToldAgain_thenWithHowOftenItWasNot() {
        long now = Long.MAX_VALUE - 5;
        long minute = TimeUnit.MINUTES.toNanos(1);

        assertThat(told.tell("a", now)).isZero();
        assertThat(told.tell("a", now)).isEqualTo(Told.AGAIN);
        assertThat(told.tell("b", now)).isZero();
        assertThat(told.tell("a", now + minute - 1)).isEqualTo(Told.AGAIN);
        assertThat(told.tell("a", now + minute)).isEqualTo(2);
        assertThat(told.tell("a", now + 2 * minute)).isZero();
    }

    @Test
    void tell_manyPlaces_forgetsSome() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(told.tell(i, i)).isZero();
        }
        assertThat(told.tell(99_999, 100_000)).isEqualTo(Told.AGAIN);
    }
}
