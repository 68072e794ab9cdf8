package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bobbin.cli.inspect.Findings;
import dev.bobbin.cli.inspect.JsonReport;
import dev.bobbin.cli.inspect.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What inspect says of the programs in src/test/resources/inspect, without what depends on a form or on the compiler that
 * wrote the class file. {@code -Dgolden.update=true} writes the golden files anew, and fails the run so that nobody forgets
 * to read them.
 */
class InspectGoldenTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));
    private static final Path GOLDEN = ROOT.resolve("bobbin-cli/src/test/resources/inspect");

    @ParameterizedTest
    @ValueSource(strings = {"Straight", "Branches", "Callees"})
    void states_ofProgram_areThoseOfTheGoldenFiles(String name) throws Exception {
        // given
        Path source = GOLDEN.resolve(name + ".java");

        // when
        Findings findings = Inspected.of(source, List.of()).findings(name + ".java");

        // then
        String json = JsonReport.of(findings).replaceAll("\"codeBytes\" : \\d+", "\"codeBytes\" : 0");
        boolean written = update(name + ".txt", TextReport.of(findings)) | update(name + ".json", json);
        if (written) {
            fail("wrote golden files of " + name + ": read them, then run again without golden.update");
        }
        assertThat(TextReport.of(findings)).isEqualTo(Files.readString(GOLDEN.resolve(name + ".txt")));
        assertThat(json).isEqualTo(Files.readString(GOLDEN.resolve(name + ".json")));
    }

    @Test
    void listing_inDocs_isWhatInspectSays() throws Exception {
        Findings findings =
                Inspected.of(ROOT.resolve("examples/Hello.java"), List.of()).findings("Hello.java");
        String docs = Files.readString(ROOT.resolve("docs/inspect.md"));
        int start = docs.indexOf("```\nHello.total") + "```\n".length();

        assertThat(TextReport.of(findings)).endsWith(docs.substring(start, docs.indexOf("```", start)));
    }

    private static boolean update(String name, String actual) throws IOException {
        Path golden = GOLDEN.resolve(name);
        if (!Boolean.getBoolean("golden.update")
                || Files.exists(golden) && Files.readString(golden).equals(actual)) {
            return false;
        }
        Files.writeString(golden, actual);
        return true;
    }
}
