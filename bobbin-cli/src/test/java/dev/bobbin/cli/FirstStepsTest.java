package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/guide/first-steps.md, as its reader does it: each program is saved as it stands there, and says what stands below it. */
class FirstStepsTest {
    private static final Path PAGE = Path.of(System.getProperty("bobbin.root")).resolve("docs/guide/first-steps.md");

    private static final Pattern PROGRAM =
            Pattern.compile("```java\n(?<source>import .*?\nclass (?<name>\\w+) .*?)```", Pattern.DOTALL);

    private static final Pattern RUN =
            Pattern.compile("```console\n\\$ bobbin run (?<file>\\w+\\.java)\n(?<said>.*?)```", Pattern.DOTALL);

    @TempDir
    Path dir;

    @BeforeEach
    void saveThePrograms() throws IOException {
        Matcher program = PROGRAM.matcher(Files.readString(PAGE));
        while (program.find()) {
            Files.writeString(dir.resolve(program.group("name") + ".java"), program.group("source"));
        }
    }

    static Stream<Arguments> runs() throws IOException {
        return RUN
                .matcher(Files.readString(PAGE))
                .results()
                .map(run -> Arguments.of(run.group(1), run.group(2)))
                .toList()
                .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void program_run_saysWhatThePageShows(String file, String said) throws Exception {
        var outcome = new ChildJvm(dir).bobbin("run", file);

        assertThat(outcome.err() + outcome.out()).matches(GuideTest.shown(said));
    }

    @Test
    void programs_ofThePage_areAllRun() throws IOException {
        assertThat(dir).isDirectoryNotContaining("glob:**.class");
        try (Stream<Path> programs = Files.list(dir)) {
            assertThat(programs.map(program -> program.getFileName().toString()).collect(Collectors.toSet()))
                    .isNotEmpty()
                    .isEqualTo(runs().map(run -> run.get()[0]).collect(Collectors.toSet()));
        }
    }
}
