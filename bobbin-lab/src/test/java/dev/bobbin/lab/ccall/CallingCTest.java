package dev.bobbin.lab.ccall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.ChildWork;
import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In JVMs of their own, since a library is loaded once: calls count to what they should, or there would be no figure. */
class CallingCTest {
    private static final int FIRST_WITH_FFM = 22;

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void callsInACoroutineOfEachForm_count(Form form) throws TrialFailed, URISyntaxException {
        assertCounts(Place.COROUTINE, new WovenLab(form));
    }

    @Test
    void callsInPlainCode_count() throws TrialFailed, URISyntaxException {
        assertCounts(Place.PLAIN, ClassPath.own());
    }

    @Test
    void callsInAVirtualThread_countWhereThereAreSuch() throws TrialFailed, URISyntaxException {
        if (Runtime.version().feature() >= Threads.FIRST_WITH_VIRTUAL) {
            assertCounts(Place.VIRTUAL_THREAD, ClassPath.own());
        }
    }

    private static void assertCounts(Place place, ClassPath classPath) throws TrialFailed, URISyntaxException {
        Path tests = Path.of(CallingCTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ClassPath both = () -> classPath.path() + File.pathSeparator + tests;
        List<Via> vias = Runtime.version().feature() < FIRST_WITH_FFM ? List.of(Via.JNI) : List.of(Via.values());
        for (Via via : vias) {
            Work work = CLibrary.of(
                    library -> new ChildWork(Once.class.getName(), List.of(via.name(), place.name(), library), both));
            List<String> flags = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED");
            Trial trial = new Trial("native", Param.of("via=jni"), "somebody", Jdk.running(), flags, 1, work);

            assertThat(work.measure(trial, line -> {}).values()).as("%s", via).containsEntry("calls", 100_000.0);
        }
    }

    /** One invocation of the benchmark, checked as the benchmark does. */
    static final class Once {
        private Once() {}

        public static void main(String[] args) {
            CallingC bench = new CallingC();
            bench.via = Via.valueOf(args[0]);
            bench.place = Place.valueOf(args[1]);
            bench.library = args[2];
            bench.check();
            ChildReport.figure("calls", bench.calls());
            bench.again();
        }
    }
}
