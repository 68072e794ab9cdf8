package dev.bobbin.lab.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.ccall.CLibrary;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In JVMs of their own: each request is answered rightly in the end, and whoever was blocked comes back; or there would be no figure. */
class BlockedWorkersTest {
    static Stream<String> subjects() {
        Stream<String> everywhere = Stream.of(Form.FUSED.subject(), "java-threads", "kotlin");
        return Runtime.version().feature() < Threads.FIRST_WITH_VIRTUAL
                ? everywhere
                : Stream.concat(everywhere, Stream.of("virtual-threads"));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void subject_ofWhomNoneOrSomeOrAllAreBlocked_hasFigures(String subject) throws TrialFailed {
        for (String by : List.of("read", "native")) {
            for (int blocked : List.of(0, 1, 2)) {
                assertThat(measure(subject, blocked, by))
                        .as("%s, %s", blocked, by)
                        .containsOnlyKeys("ops/s", "p99-us", "max-us");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java-threads", "kotlin"})
    void pool_allOfWhoseThreadsAreBlocked_answersNobody(String subject) throws TrialFailed {
        Map<String, Double> values = measure(subject, 2, "read");

        assertThat(values).containsEntry("ops/s", 0.0);
        assertThat(values.get("p99-us")).isGreaterThanOrEqualTo(200_000);
    }

    private static Map<String, Double> measure(String subject, int blocked, String by) throws TrialFailed {
        ClassPath classPath = subject.startsWith("bobbin") ? new WovenLab(Form.of(subject)) : ClassPath.own();
        Work work = CLibrary.of(library -> new ChildWork(
                BlockedWorkers.class.getName(),
                List.of(subject, "2", Integer.toString(blocked), by, "200", library),
                classPath));
        List<String> flags = List.of(
                "-Djdk.virtualThreadScheduler.parallelism=2", "-Dkotlinx.coroutines.scheduler.core.pool.size=2");
        Trial trial = new Trial("blocking", Param.of("blocked=" + blocked), subject, Jdk.running(), flags, 1, work);
        return work.measure(trial, line -> {}).values();
    }
}
