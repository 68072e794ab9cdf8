package dev.bobbin.lab.timers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.lab.trial.WrongAnswer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    @Test
    void check_eachKeptTimerHasFiredInTime_isRight() {
        Deadlines past = new Deadlines(100, -HOUR, 1);
        fireKept(past);

        assertThatCode(past::check).doesNotThrowAnyException();
    }

    @Test
    void check_timerThatFiredEarly_rejectsTheSubject() {
        Deadlines future = new Deadlines(100, HOUR, 1);
        fireKept(future);

        assertThatThrownBy(future::check)
                .isInstanceOf(WrongAnswer.class)
                .hasMessage("timers that fired early: 10 instead of 0");
    }

    @Test
    void check_timerThatNeverFired_rejectsTheSubject() {
        assertThatThrownBy(new Deadlines(100, -HOUR, 1)::check)
                .isInstanceOf(WrongAnswer.class)
                .hasMessage("timers that never fired: 10 instead of 0");
    }

    @Test
    void check_cancelledTimerThatFired_rejectsTheSubject() {
        Deadlines past = new Deadlines(100, -HOUR, 1);
        fireKept(past);
        past.fired(1);

        assertThatThrownBy(past::check)
                .isInstanceOf(WrongAnswer.class)
                .hasMessage("cancelled timers that fired: 1 instead of 0");
    }

    private static void fireKept(Deadlines deadlines) {
        for (int timer : deadlines.timers(true)) {
            deadlines.fired(timer);
        }
    }
}
