package dev.bobbin.lab.parked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.trial.ChildWork;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In JVMs of their own: a form's waiting tasks are as many objects as its definition says. */
class ParkedTasksTest {
    private static final int TASKS = 20_000;
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1");

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "EMBEDDED", "EMBEDDED_FLAT"})
    void taskOfTheFormsWithOneObject_isOneObjectAtEachDepth(Form form) throws TrialFailed {
        assertThat(objects(form, 1)).isEqualTo(1);
        assertThat(objects(form, 3)).isEqualTo(1);
        assertThat(objects(form, 10)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PUSH", "PULL"})
    void taskOfTheFormsWithAnObjectPerCall_isOneMoreThanItsDepth(Form form) throws TrialFailed {
        assertThat(objects(form, 1)).isEqualTo(2);
        assertThat(objects(form, 3)).isEqualTo(4);
        assertThat(objects(form, 10)).isEqualTo(11);
    }

    /** Whole ones: what there is for all tasks together, and what the VM makes for itself meanwhile, is some hundred objects. */
    private static long objects(Form form, int depth) throws TrialFailed {
        List<String> arguments = List.of(Integer.toString(depth), Integer.toString(TASKS));
        Work work = new ChildWork(ParkedTasks.class.getName(), arguments, new WovenLab(form));
        Param param = Param.of("depth=" + depth);
        Trial trial = new Trial("parked", param, form.subject(), Jdk.running(), FLAGS, 1, work);
        Map<String, Double> values = work.measure(trial, line -> {}).values();
        double objects = values.getOrDefault("objects", Double.NaN);
        assertThat(Math.abs(objects - Math.rint(objects))).isLessThan(0.05);
        return (long) Math.rint(objects);
    }
}
