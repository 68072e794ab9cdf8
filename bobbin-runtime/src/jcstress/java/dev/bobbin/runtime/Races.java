package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the races, by its name only, in JVMs of jcstress's own. With {@code -Djcstress.mode=MODE} for another time than {@code quick}. */
class Races {
    @Test
    void races_ofAllKinds_haveNoForbiddenOutcome() throws Exception {
        Path reports = Path.of("target", "jcstress", "reports").toAbsolutePath();
        Files.createDirectories(reports);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process jcstress = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "org.openjdk.jcstress.Main",
                        "-m",
                        System.getProperty("jcstress.mode", "quick"),
                        "-t",
                        System.getProperty("jcstress.only", "Races"),
                        "-r",
                        reports.toString()))
                .directory(reports.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = jcstress.inputReader()) {
            said.lines().forEach(System.out::println);
        }

        assertThat(jcstress.waitFor()).isZero();
    }
}
