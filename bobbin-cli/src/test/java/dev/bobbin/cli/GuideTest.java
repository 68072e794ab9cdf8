package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's pages: each piece of Java in them, and each text that a program says, stands in a program of {@code examples}, each of which runs. */
@Timeout(120)
class GuideTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));
    private static final Pattern JAVA = Pattern.compile("```(?:java|text)\n(.*?)```", Pattern.DOTALL);

    private static final Pattern INSPECT = Pattern.compile(
            "```inspect\n\\./bobbin inspect --model (?<model>\\w+) (?<file>\\S+)\n(?<text>.*?)```", Pattern.DOTALL);

    @TempDir
    Path dir;

    /** But those that others hold: the page on tests bobbin-test, the first steps {@link FirstStepsTest}. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> guide = Files.list(ROOT.resolve("docs/guide"))) {
            return Stream.concat(guide, Stream.of(ROOT.resolve("docs/cancellation.md")))
                    .filter(page -> page.toString().endsWith(".md")
                            && !page.endsWith("testing.md")
                            && !page.endsWith("first-steps.md"))
                    .filter(page -> JAVA.matcher(read(page)).find())
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> programs() throws IOException {
        return programs("examples/guide");
    }

    private static List<Path> programs(String directory) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_piecesOfJava_standInProgramsThatRun(Path page) throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path program : programs()) {
            sources.add(leftAligned(Files.readString(program)));
        }
        for (Path program : programs("examples")) { // which ExamplesTest runs
            sources.add(leftAligned(Files.readString(program)));
        }
        Matcher piece = JAVA.matcher(read(page));
        while (piece.find()) {
            String code = leftAligned(piece.group(1));
            assertThat(sources).as("programs with\n%s", piece.group(1)).anyMatch(source -> source.contains(code));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"state-machine.md", "blocking.md"})
    void page_whatInspectShows_isWhatItSays(String page) throws Exception {
        Matcher piece =
                INSPECT.matcher(Files.readString(ROOT.resolve("docs/guide").resolve(page)));
        int pieces = 0;
        while (piece.find()) {
            pieces++;
            var outcome = new ChildJvm(ROOT.resolve("bobbin-cli/target"))
                    .bobbin("inspect", "--model", piece.group("model"), "../../" + piece.group("file"));

            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out().replace("../../", ""))
                    .as(piece.group("model"))
                    .containsPattern(shown(piece.group("text")));
        }
        assertThat(pieces).isPositive();
    }

    /** {@code ...} in place of a line stands for any lines, at its end for the rest of it. */
    static String shown(String text) {
        return text.lines()
                .map(line -> line.equals("...")
                        ? "(?:.*\n)*?"
                        : line.endsWith("...")
                                ? Pattern.quote(line.substring(0, line.length() - 3)) + ".*\n"
                                : Pattern.quote(line) + "\n")
                .collect(Collectors.joining("", "(?m)^", ""));
    }

    private static String leftAligned(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void program_inEveryModel_isFine(Path program) throws Exception {
        for (String model : ChildJvm.models()) {
            var outcome = new ChildJvm(dir).bobbin("run", "--model", model, program.toString());

            assertThat(outcome.err()).as(model).isEmpty();
            assertThat(outcome.out()).as(model).endsWith("fine\n");
            assertThat(outcome.status()).isZero();
        }
    }
}
