package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide's pages: each piece of Java in them stands in a program of {@code examples/guide}, each of which runs. */
@Timeout(120)
class GuideTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path dir;

    static Stream<String> pages() {
        return Stream.of("scopes.md", "cancellation.md");
    }

    static List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples/guide"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_piecesOfJava_standInProgramsThatRun(String page) throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path program : programs()) {
            sources.add(leftAligned(Files.readString(program)));
        }
        Matcher piece = JAVA.matcher(Files.readString(ROOT.resolve("docs").resolve(page)));
        int pieces = 0;
        while (piece.find()) {
            pieces++;
            String code = leftAligned(piece.group(1));
            assertThat(sources).as("programs with\n%s", piece.group(1)).anyMatch(source -> source.contains(code));
        }
        assertThat(pieces).isPositive();
    }

    private static String leftAligned(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void program_inEveryModel_isFine(Path program) throws Exception {
        for (String model : List.of("fused", "push", "pull", "embedded")) {
            var outcome = new ChildJvm(dir).bobbin("run", "--model", model, program.toString());

            assertThat(outcome.err()).as(model).isEmpty();
            assertThat(outcome.out()).as(model).endsWith("fine\n");
            assertThat(outcome.status()).isZero();
        }
    }
}
