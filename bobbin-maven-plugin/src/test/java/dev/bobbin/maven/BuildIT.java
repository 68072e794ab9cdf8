package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a user sees of the plugin. */
class BuildIT {
    @BeforeAll
    static void publish() throws Exception {
        Build.prepare();
    }

    @Test
    void project_builtAgainAndAgain_isRewrittenAsOftenAsItChanges() throws Exception {
        Build build = Build.of("single");

        String first = build.maven("test").assertSuccess().log();
        assertThat(first)
                .containsOnlyOnce("transform (default-transform) @ single")
                .containsOnlyOnce("transform-tests (default-transform-tests) @ single")
                .contains("Rewrote the coroutines of 1 class (fused)")
                .contains("Tests run: 1, Failures: 0");

        String second = build.maven("test").assertSuccess().log();
        assertThat(second)
                .doesNotContain("Rewrote")
                .doesNotContain("Recompiling")
                .contains("coroutines are up to date")
                .contains("Tests run: 1, Failures: 0");

        Path source = build.file("src/main/java/app/Sum.java");
        Files.writeString(source, Files.readString(source).replace("sum += i;", "sum += i + 0 * n;"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        String third =
                build.maven("test", "-Dbobbin.model=pull").assertSuccess().log();
        assertThat(third)
                .contains("Rewrote the coroutines of 1 class (pull)")
                .doesNotContain("(fused)")
                .contains("Tests run: 1, Failures: 0");
    }

    @Test
    void mainAndTestClasses_inDirectoriesOfTheSameName_areBothRewrittenAnew() throws Exception {
        Build build = Build.of("single");
        Path pom = build.file("pom.xml");
        Files.writeString(pom, Files.readString(pom).replace("<build>", """
                <build>
                  <outputDirectory>target/main/classes</outputDirectory>
                  <testOutputDirectory>target/test/classes</testOutputDirectory>"""));
        build.maven("test").assertSuccess();

        String again =
                build.maven("test", "-Dbobbin.model=pull").assertSuccess().log();

        assertThat(again.split("Rewrote the coroutines of 1 class \\(pull\\)", -1))
                .hasSize(1 + 2);
        assertThat(again).doesNotContain("Left as they are").contains("Tests run: 1, Failures: 0");
    }

    @Test
    void reactor_ofTwoModels_builtInParallel_runs() throws Exception {
        String log = Build.of("reactor").maven("-T2", "test").assertSuccess().log();

        assertThat(log)
                .contains("Rewrote the coroutines of 1 class (embedded --flatten)")
                .contains("Rewrote the coroutines of 1 class (pull)")
                .contains("Tests run: 1, Failures: 0");
    }

    @Test
    void mistakes_inTwoFiles_areBothNamed_andEndTheBuild() throws Exception {
        Build build = Build.of("mistakes");

        Build.Result result = build.maven("test");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.log())
                .containsOnlyOnce("transform (own) @ mistakes")
                .doesNotContain("default-transform")
                .containsOnlyOnce("[ERROR] " + build.file("src/main/java/app/First.java") + ":11: error: ")
                .containsOnlyOnce("[ERROR] " + build.file("src/main/java/app/Second.java") + ":12: error: ")
                .contains("Coroutines could not be rewritten because of the 2 errors above")
                .doesNotContain("\tat ");
    }

    @Test
    void model_unknown_isRefusedWithThoseThereAre() throws Exception {
        Build.Result result = Build.of("single").maven("process-classes", "-Dbobbin.model=swift");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.log())
                .contains("unknown model 'swift': use one of fused, push, pull, embedded")
                .doesNotContain("\tat ");
    }
}
