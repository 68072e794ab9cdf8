package dev.bobbin.test.guide;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each piece of Java in docs/guide/testing.md stands in a test that runs. */
class TestingPageTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void page_piecesOfJava_standInATestThatRuns() throws IOException {
        String source = leftAligned(
                Files.readString(ROOT.resolve("bobbin-test/src/test/java/dev/bobbin/test/guide/AccountTest.java")));
        Matcher piece = JAVA.matcher(Files.readString(ROOT.resolve("docs/guide/testing.md")));
        int pieces = 0;
        while (piece.find()) {
            pieces++;
            assertTrue(source.contains(leftAligned(piece.group(1))), piece.group(1));
        }
        assertTrue(pieces > 0);
    }

    private static String leftAligned(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }
}
