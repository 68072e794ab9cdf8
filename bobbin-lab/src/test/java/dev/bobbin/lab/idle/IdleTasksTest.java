package dev.bobbin.lab.idle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.trial.ChildWork;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In JVMs of their own: all tasks wait until they are cancelled, and end then; or there would be no figure. */
class IdleTasksTest {
    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void idleTasksOfEachForm_haveAFigure(Form form) throws TrialFailed {
        List<String> arguments = List.of("800", "0", "1");
        ChildWork work = new ChildWork(IdleTasks.class.getName(), arguments, new WovenLab(form));
        Trial trial = new Trial("idle", Param.of("tasks=800"), form.subject(), Jdk.running(), List.of(), 1, work);

        assertThat(work.measure(trial, line -> {}).values()).containsOnlyKeys("cpu-percent");
    }
}
