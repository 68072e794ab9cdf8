package dev.bobbin.lab.parked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.ChildWork;
import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In JVMs of their own: a form's waiting tasks are as many objects as its definition says. */
class ParkedTasksTest {
    private static final int TASKS = 20_000;
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1");

    private static final Map<String, Map<String, Double>> COUNTED = new HashMap<>();

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "EMBEDDED", "EMBEDDED_FLAT"})
    void taskOfTheFormsWithOneObject_isOneObjectAtEachDepth(Form form) throws TrialFailed {
        assertThat(objects(form, Shape.ALONE)).isEqualTo(1);
        assertThat(objects(form, Shape.THREE_CALLS)).isEqualTo(1);
        assertThat(objects(form, Shape.TEN_CALLS)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PUSH", "PULL"})
    void taskOfTheFormsWithAnObjectPerCall_isOneMoreThanItsDepth(Form form) throws TrialFailed {
        assertThat(objects(form, Shape.ALONE)).isEqualTo(2);
        assertThat(objects(form, Shape.THREE_CALLS)).isEqualTo(4);
        assertThat(objects(form, Shape.TEN_CALLS)).isEqualTo(11);
    }

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "PUSH", "PULL", "EMBEDDED", "EMBEDDED_FLAT"})
    void taskOfAStateMachine_hasRoomForItsLargestStateAndNotForTheSum(Form form) throws TrialFailed {
        double one = bytes(form, Shape.ONE_LONG);
        double largest = bytes(form, Shape.EIGHT_LONGS);

        assertThat(largest - one).isBetween(6 * 8.0, 8 * 8.0);
        double alignment = 8 * objects(form, Shape.ONE_LONG) + 0.5;
        assertThat(bytes(form, Shape.BRANCH_OF_ONE_LONG)).isBetween(largest - alignment, largest + alignment);
    }

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "PUSH", "PULL", "EMBEDDED", "EMBEDDED_FLAT"})
    void variables_thatNobodyNeedsAfterTheWait_areNotKept(Form form) throws TrialFailed {
        assertThat(bytes(form, Shape.ONE_INT_OF_THIRTY_TWO)).isCloseTo(bytes(form, Shape.ALONE), within(1.0));
    }

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "EMBEDDED", "EMBEDDED_FLAT"})
    void tasks_thatWaitForOneLatch_areOneObjectEach(Form form) throws TrialFailed {
        List<String> arguments =
                List.of(Integer.toString(10 * TASKS)); // the VM lets go some thousand of its own meanwhile
        Work work = new ChildWork(ParkedAtGates.class.getName(), arguments, new WovenLab(form));

        assertThat(measured(form, work).getOrDefault("objects", Double.NaN)).isCloseTo(1, within(0.05));
    }

    @Test
    void kotlin_waitingCoroutine_isAsManyObjectsEachTime() throws TrialFailed {
        List<String> arguments = List.of(Integer.toString(TASKS));
        Work work = new ChildWork(KotlinCrowd.class.getName(), arguments, ClassPath.own());
        Trial trial = new Trial("parked", Param.of("depth=1"), "kotlin", Jdk.running(), FLAGS, 1, work);

        double objects = work.measure(trial, line -> {}).values().getOrDefault("objects", Double.NaN);

        assertThat(objects).isCloseTo(11, within(0.05));
    }

    @Test
    void virtualThread_thatWaits_keepsItsStackWhereThereAreSuchThreads() throws TrialFailed {
        List<String> arguments = List.of(Integer.toString(TASKS));
        Work work = new ChildWork(ParkedThreads.class.getName(), arguments, ClassPath.own());
        Trial trial = new Trial("parked", Param.of("depth=1"), "virtual-threads", Jdk.running(), FLAGS, 1, work);

        if (Runtime.version().feature() < Threads.FIRST_WITH_VIRTUAL) {
            assertThatThrownBy(() -> work.measure(trial, line -> {}))
                    .isInstanceOf(TrialFailed.class)
                    .hasMessageContaining("Threads$Virtual");
        } else {
            assertThat(work.measure(trial, line -> {}).values().getOrDefault("heap-bytes", Double.NaN))
                    .isBetween(300.0, 2000.0);
        }
    }

    /** Whole ones: what there is for all tasks together, and what the VM makes for itself meanwhile, is some hundred objects. */
    private static long objects(Form form, Shape shape) throws TrialFailed {
        double objects = values(form, shape).getOrDefault("objects", Double.NaN);
        assertThat(Math.abs(objects - Math.rint(objects))).isLessThan(0.05);
        return (long) Math.rint(objects);
    }

    private static double bytes(Form form, Shape shape) throws TrialFailed {
        return values(form, shape).getOrDefault("heap-bytes", Double.NaN);
    }

    /** Counted once: the answer is the same each time. */
    private static Map<String, Double> values(Form form, Shape shape) throws TrialFailed {
        Map<String, Double> values = COUNTED.get(form + " " + shape);
        if (values == null) {
            List<String> arguments = List.of(shape.name(), Integer.toString(TASKS));
            values = measured(form, new ChildWork(ParkedTasks.class.getName(), arguments, new WovenLab(form)));
            COUNTED.put(form + " " + shape, values);
        }
        return values;
    }

    private static Map<String, Double> measured(Form form, Work work) throws TrialFailed {
        Trial trial = new Trial("parked", Param.of("depth=1"), form.subject(), Jdk.running(), FLAGS, 1, work);
        return work.measure(trial, line -> {}).values();
    }
}
