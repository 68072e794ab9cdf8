package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Task;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A task that cannot store a frame, for want of stack or memory: the error comes out of the await whose frame it is, and what
 * has been stored below is as if it had never been. {@link FailingSaves} lets it happen at every place, one by one; the
 * programs are src/test/resources/unwinding, where {@code Log} says what must hold.
 */
final class UnwindingTest {
    /** More places than any program has. */
    private static final int MANY = 100_000;

    private static final List<String> PROGRAMS = List.of(
            "nested",
            "caughtOnEveryLevel",
            "kinds",
            "cleanup",
            "cleanupThatWaits",
            "loop",
            "recursion",
            "virtual",
            "stored",
            "tailCalls",
            "mixed",
            "givenUp",
            "spawned",
            "spawnedWithoutScope",
            "closed",
            "childFailsLater",
            "groups",
            "groupWithoutScope",
            "uncancellable",
            "uncancellableInside",
            "keeps",
            "letsGo");

    private static final Map<Options, Class<?>> DRIVES = new HashMap<>();

    /**
     * How it fails.
     *
     * @param again so many places later it fails once more; 0: it does not
     * @param abandonFails whether it fails, too, to undo what has been stored
     * @param newestFirst in which order what the program waits for is completed
     */
    private record Mode(int again, boolean abandonFails, boolean newestFirst) {}

    private static final List<Mode> MODES =
            List.of(new Mode(0, false, false), new Mode(1, false, true), new Mode(4, true, true));

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        Map<String, byte[]> plain = Javac.compile(Javac.sources(Javac.resources("unwinding")), 17, "-g");
        Map<String, byte[]> programs = Jars.without(Jars.without(plain, "unwinding/Log"), "unwinding/Drive");
        for (Options form : Options.forms()) {
            Map<String, byte[]> classes = new HashMap<>(plain);
            Jars.transform(programs, plain, form).forEach((name, file) -> classes.put(name, FailingSaves.in(file)));
            ClassLoader loader = World.ofCoroutines(classes, "NEVER", 0).loader();
            DRIVES.put(form, Class.forName("unwinding.Drive", true, loader));
        }
    }

    static Stream<Arguments> formsAndPrograms() {
        return Options.forms().stream().flatMap(form -> PROGRAMS.stream().map(p -> Arguments.of(form, p)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("formsAndPrograms")
    void save_thatFails_isAnErrorOfTheAwaitAndLeavesNothingBehind(Options form, String program) throws Exception {
        // given
        Method run = drive(form, "run");
        Map<String, Object> outcomes = new TreeMap<>();

        // when
        for (Mode mode : MODES) {
            for (int place = 1; ; place++) {
                Object outcome = run.invoke(null, program, place, mode.again, mode.abandonFails, mode.newestFirst);
                if (outcome == null) {
                    break;
                }
                outcomes.put(mode + " at place " + place, outcome);
            }
        }

        // then
        assertThat(run.invoke(null, program, MANY, 0, false, false)).isNull();
        assertThat(outcomes).hasSizeGreaterThanOrEqualTo(MODES.size());
        outcomes.values().removeIf("42"::equals);
        assertThat(outcomes).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void task_afterAFailedSave_waitsWithTheObjectsOfOneThatHadNone(Options form) throws Exception {
        // given
        Method waiting = drive(form, "waiting");
        List<String> expected = reachable((Task<?>) waiting.invoke(null, "keeps", 0));
        Map<Integer, List<String>> kept = new TreeMap<>();

        // when
        for (int place = 1; ; place++) {
            Task<?> task = (Task<?>) waiting.invoke(null, "keeps", place);
            if (task == null) {
                break;
            }
            kept.put(place, reachable(task));
        }

        // then
        assertThat(kept).isNotEmpty();
        kept.values().removeIf(expected::equals);
        assertThat(kept).as("instead of " + expected).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void task_afterAFailedSave_standsWhereOneStandsThatHadNone(Options form) throws Exception {
        // given
        Method waiting = drive(form, "waiting");
        List<StackTraceElement> expected = ((Task<?>) waiting.invoke(null, "keeps", 0)).stackTrace();
        Map<Integer, List<StackTraceElement>> places = new TreeMap<>();

        // when
        for (int place = 1; ; place++) {
            Task<?> task = (Task<?>) waiting.invoke(null, "keeps", place);
            if (task == null) {
                break;
            }
            places.put(place, task.stackTrace());
        }

        // then
        assertThat(expected).hasSizeGreaterThan(1);
        assertThat(places).isNotEmpty();
        places.values().removeIf(expected::equals);
        assertThat(places).as("instead of " + expected).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void task_afterAFailedSave_keepsNothingOfTheCallsBelow(Options form) throws Exception {
        // given
        Method waiting = drive(form, "waiting");
        Map<Integer, List<String>> kept = new TreeMap<>();

        // when
        for (int place = 1; ; place++) {
            Task<?> task = (Task<?>) waiting.invoke(null, "letsGo", place);
            if (task == null) {
                break;
            }
            List<String> objects = new ArrayList<>(reachable(task));
            objects.removeIf(name -> name.startsWith("unwinding.Log") || name.contains("$$letsGo"));
            kept.put(place, objects);
        }

        // then
        assertThat(kept).isNotEmpty();
        kept.values().removeIf(List.of("unwinding.Programs$Thing")::equals);
        assertThat(kept).isEmpty();
    }

    /** The names of the classes, sorted. */
    private static List<String> reachable(Task<?> task) throws IllegalAccessException {
        return Reachable.from(task).stream()
                .map(object -> object.getClass().getName())
                .sorted()
                .toList();
    }

    private static Method drive(Options form, String name) {
        return Arrays.stream(DRIVES.get(form).getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
