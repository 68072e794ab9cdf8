package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's first example is the file it names, and does what the README says. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));

    @Test
    void firstExample_inReadme_isExamplesHello() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        String shown = readme.substring(start, readme.indexOf("```", start));

        assertThat(shown).isEqualTo(Files.readString(ROOT.resolve("examples/Hello.java")));
    }

    @Test
    void hello_run_prints42() throws Exception {
        var outcome = new ChildJvm(ROOT.resolve("bobbin-cli/target")).bobbin("run", "../../examples/Hello.java");

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(0, "42\n", ""));
    }
}
