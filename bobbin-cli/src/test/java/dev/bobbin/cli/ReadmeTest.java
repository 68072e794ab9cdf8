package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's first example is the file it names, and does what the README says; its other pieces of Java run too. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void firstExample_inReadme_isExamplesHello() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        String shown = readme.substring(start, readme.indexOf("```", start));

        assertThat(shown).isEqualTo(Files.readString(ROOT.resolve("examples/Hello.java")));
    }

    @Test
    void otherPieces_inReadme_standInProgramsAndTestsThatRun() throws Exception {
        StringBuilder sources = new StringBuilder(leftAligned(
                Files.readString(ROOT.resolve("bobbin-test/src/test/java/dev/bobbin/test/guide/AccountTest.java"))));
        for (Path program : GuideTest.programs()) {
            sources.append(leftAligned(Files.readString(program)));
        }

        assertThat(JAVA.matcher(Files.readString(ROOT.resolve("README.md")))
                        .results()
                        .skip(1))
                .hasSizeGreaterThan(1)
                .allSatisfy(piece -> assertThat(sources).contains(leftAligned(piece.group(1))));
    }

    private static String leftAligned(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }

    @Test
    void hello_run_prints42() throws Exception {
        var outcome = new ChildJvm(ROOT.resolve("bobbin-cli/target")).bobbin("run", "../../examples/Hello.java");

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(0, "42\n", ""));
    }
}
