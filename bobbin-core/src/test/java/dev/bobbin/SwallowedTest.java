package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a cancelled task is given, whatever was asked for. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SwallowedTest extends ByClock {
    private final long before = Swallowed.grace;

    SwallowedTest() {
        clock.advance(10_000); // past 0
    }

    @AfterEach
    void restore() {
        Swallowed.grace = before;
    }

    @Test
    void grace_beyondWhatAClockCounts_isNotOverAtOnce() {
        // given
        Swallowed.grace = Swallowed.nanos(Long.MAX_VALUE);
        Task<?> task = scheduler.start(ByHand.of(s -> forever(), o -> forever()));
        turn();

        // when: it waits again
        task.cancel();
        turn();

        // then
        assertThat(clock.timers().size()).isEqualTo(1);
        clock.advance(TimeUnit.DAYS.toMillis(365));
        turn();
        assertThat(task.isDone()).isFalse();
        task.cancelAgain();
        turn();
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void grace_ofNothingOrLess_isAMillisecond() {
        assertThat(Swallowed.nanos(0)).isEqualTo(1_000_000);
        assertThat(Swallowed.nanos(-1)).isEqualTo(1_000_000);
        assertThat(Swallowed.nanos(10_000)).isEqualTo(10_000_000_000L);
    }
}
