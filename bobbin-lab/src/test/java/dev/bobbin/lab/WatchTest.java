package dev.bobbin.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Step;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Unavailable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final StringWriter text = new StringWriter();
    private final Step first = step(1, "a");
    private final Step second = step(1, "b");
    private final Step third = step(2, "a");
    private final Step fourth = step(2, "b");
    private final List<Step> steps = List.of(first, second, third, fourth);
    private int saved;

    @Test
    void steps_elsewhereThanOnATerminal_areALineEach() {
        Watch watch = watch(false);

        watch.begins(first);
        watch.say("  3.1 ns/op");
        watch.ended(first, 0);
        watch.begins(second);

        assertThat(text.toString().lines())
                .containsExactly(
                        "[1/4] 0 s, 0 s left: round 1/2, call depth=10, a",
                        "[2/4] 0 s, 0 s left: round 1/2, call depth=10, b");
        assertThat(saved).isEqualTo(1);
    }

    @Test
    void steps_onATerminal_areOneLineThatChanges() {
        Watch watch = watch(true);

        watch.begins(first);
        watch.say("  3.1 ns/op");
        watch.rejected(first, "wrong answer: 41 instead of 42");

        String begin = "\r\033[K\033[?7l[1/4] 0 s, 0 s left: round 1/2, call depth=10, a";
        assertThat(text)
                .hasToString(begin + "\033[?7h" + begin + "   3.1 ns/op\033[?7h"
                        + "\r\033[Krejected: call depth=10, a: wrong answer: 41 instead of 42"
                        + System.lineSeparator());
    }

    @Test
    void done_stepsThatWereNotRunAnyMore_countAsDone() {
        Watch watch = watch(false);
        watch.begins(first);
        watch.ended(first, 0);
        watch.begins(second);
        watch.ended(second, 0);

        watch.begins(fourth);

        assertThat(watch.done()).isEqualTo(3);
        assertThat(text.toString()).contains("[4/4] ");
    }

    private Watch watch(boolean terminal) {
        return new Watch(steps, 2, new ProgressLine(new PrintWriter(text), terminal), () -> saved++);
    }

    private static Step step(int round, String subject) {
        Unavailable work = new Unavailable("never asked");
        return new Step(round, new Trial("call", Param.of("depth=10"), subject, Jdk.none(), List.of(), 9, work));
    }
}
