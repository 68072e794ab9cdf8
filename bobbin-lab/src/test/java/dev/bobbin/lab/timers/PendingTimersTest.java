package dev.bobbin.lab.timers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.trial.ChildWork;
import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In JVMs of their own: whose timers fire early, late for ever, or after they were cancelled, has no figure. */
class PendingTimersTest {
    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void timersOfEachForm_fireUnlessTheyAreCancelled(Form form) throws TrialFailed {
        assertThat(measure(form.subject(), new WovenLab(form))).containsOnlyKeys("ns/op", "p50-us", "p99-us");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java-threads", "kotlin"})
    void timersOfOthers_fireUnlessTheyAreCancelled(String subject) throws TrialFailed {
        assertThat(measure(subject, ClassPath.own())).containsOnlyKeys("ns/op", "p50-us", "p99-us");
    }

    private static Map<String, Double> measure(String subject, ClassPath classPath) throws TrialFailed {
        ChildWork work = new ChildWork(PendingTimers.class.getName(), List.of(subject, "1000", "1"), classPath);
        Param param = Param.of("timers=1000");
        Trial trial = new Trial("timers", param, subject, Jdk.running(), List.of(), 1, work);
        return work.measure(trial, line -> {}).values();
    }
}
