package dev.bobbin.lab.sleeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.trial.ChildWork;
import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In JVMs of their own: to sleep costs a task no object. */
class SleepingTasksTest {
    private static final int TASKS = 20_000;
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1");

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "EMBEDDED", "EMBEDDED_FLAT"})
    void sleepingTaskOfTheFormsWithOneObject_isOneObject(Form form) throws TrialFailed {
        assertThat(objects(form)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PUSH", "PULL"})
    void sleepingTaskOfTheFormsWithAnObjectPerCall_isTwo(Form form) throws TrialFailed {
        assertThat(objects(form)).isEqualTo(2);
    }

    @Test
    void kotlin_sleepingCoroutine_isAsManyObjectsEachTime() throws TrialFailed {
        List<String> arguments = List.of(Integer.toString(TASKS));
        ChildWork work = new ChildWork(KotlinSleepers.class.getName(), arguments, ClassPath.own());
        Trial trial = new Trial("sleeping", Param.of("tasks=" + TASKS), "kotlin", Jdk.running(), FLAGS, 1, work);

        double objects = work.measure(trial, line -> {}).values().getOrDefault("objects", Double.NaN);

        assertThat(objects).isCloseTo(11, within(0.05));
    }

    /** Whole ones: what there is for all tasks together, and what the VM makes for itself meanwhile, is some hundred objects. */
    private static long objects(Form form) throws TrialFailed {
        List<String> arguments = List.of(Integer.toString(TASKS));
        ChildWork work = new ChildWork(SleepingTasks.class.getName(), arguments, new WovenLab(form));
        Param param = Param.of("tasks=" + TASKS);
        Trial trial = new Trial("sleeping", param, form.subject(), Jdk.running(), FLAGS, 1, work);
        double objects = work.measure(trial, line -> {}).values().getOrDefault("objects", Double.NaN);
        assertThat(Math.abs(objects - Math.rint(objects))).isLessThan(0.05);
        return (long) Math.rint(objects);
    }
}
