package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three modules built beside each other, with the plugins that read what Bobbin wrote: JaCoCo's, surefire, jar and shade. */
class PackagingIT {
    @BeforeAll
    static void publish() throws Exception {
        Build.prepare();
    }

    @Test
    void project_inParallel_isRewrittenTestedPackagedAndShaded() throws Exception {
        Build build = Build.of("packaged");

        String log = build.maven("-T2", "verify").assertSuccess().log();

        assertThat(log.split("Rewrote the coroutines of 1 class \\(fused\\)", -1))
                .hasSize(1 + 4);
        assertThat(log)
                .contains("[WARNING] " + build.file("library/src/main/java/lib/Counter.java")
                        + ":16: warning: Thread.sleep")
                .contains("Report: " + build.file("library/target/bobbin/classes.html"))
                .contains("Tests run: 1, Failures: 0");
        assertThat(build.file("library/target/bobbin/classes.html")).content().contains("Counter.upTo");
        assertThat(build.file("aside/target/bobbin/classes.html")).doesNotExist();
        assertThat(linesCovered(build.file("app/target/site/jacoco/jacoco.csv"), "App"))
                .isZero(); // see below
        Build.Result shaded = Build.java(
                build.file("app"), "-jar", build.file("app/target/app-1.jar").toString(), "4");
        assertThat(shaded.assertSuccess().log()).isEqualTo("sum 20" + System.lineSeparator());

        Build.Result strict = build.maven(
                "-fae",
                "-pl",
                "library,aside",
                "-Dmaven.test.skip",
                "-Dbobbin.blockingCalls=fail",
                "process-test-classes");
        assertThat(strict.status()).isEqualTo(1);
        assertThat(strict.log())
                .contains(
                        "[ERROR] " + build.file("library/src/main/java/lib/Counter.java") + ":16: error: Thread.sleep")
                .containsPattern("library [.]+ FAILURE")
                .containsPattern("aside [.]+ SUCCESS")
                .contains("Coroutines are not rewritten: skipped"); // those of the tests
    }

    /** JaCoCo does not count what compilers generate; so it has to see the classes before Bobbin does. */
    @Test
    void coverage_ofCoroutines_isMeasuredWithTheAgent() throws Exception {
        Build build = Build.of("packaged");

        build.maven("-Pcoverage", "-Dbobbin.agent=" + Build.property("bobbin.agent"), "verify")
                .assertSuccess();

        assertThat(linesCovered(build.file("app/target/site/jacoco/jacoco.csv"), "App"))
                .isEqualTo(4);
    }

    /** As with a plugin that lacks its {@code <extensions>}: the tests run, what is packaged would not. */
    @Test
    void build_thatRewritesNothing_isToldByTheTests() throws Exception {
        Build build = Build.of("packaged");

        String log = build.maven("-Dbobbin.skip", "-pl", "library,app", "test")
                .assertSuccess()
                .log();

        assertThat(log)
                .containsOnlyOnce(
                        "bobbin-test: warning: " + build.file("app/target/classes") + " has not been rewritten")
                .contains("Tests run: 1, Failures: 0");
    }

    private static int linesCovered(Path csv, String type) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        int column = List.of(lines.get(0).split(",")).indexOf("LINE_COVERED");
        String row = lines.stream()
                .filter(line -> line.split(",")[2].equals(type))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(row.split(",")[column]);
    }
}
