package dev.bobbin.it.migration;

import static dev.bobbin.it.Pieces.leftAligned;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of docs/guide/migration: each piece of code in them stands in a source that a test compiles and runs, before and after where it says so. */
class MigrationPagesIT {
    private static final Pattern PIECE =
            Pattern.compile("(?:(Before|After):\n\n)?```(java|kotlin)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("(?m)^ *```\\w");

    static List<Path> pages() throws IOException {
        return Pages.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_piecesOfCode_standInSourcesThatRun(Path page) throws IOException {
        String text = Files.readString(page);
        Matcher piece = PIECE.matcher(text);
        List<String> order = new ArrayList<>();
        int pieces = 0;
        while (piece.find()) {
            pieces++;
            String label = piece.group(1);
            assertThat(sources(label))
                    .as("%s, as in\n%s", label, piece.group(3))
                    .anyMatch(contains(piece.group(3)));
            if (label != null) {
                order.add(label);
            }
        }
        assertThat(FENCE.matcher(text).results()).as("pieces in Java or Kotlin").hasSize(pieces);
        assertThat(String.join(" ", order)).matches("(Before After ?)*");
    }

    /** All, or those of one side: a program's class says by its name whether it is Bobbin's. */
    private static List<String> sources(String label) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path source : Pages.sources()) {
            boolean after = source.getFileName().toString().matches("(InBobbin|After).*");
            if (label == null || label.equals("After") == after) {
                texts.add(leftAligned(Files.readString(source)));
            }
        }
        return texts;
    }

    private static Predicate<String> contains(String piece) {
        String code = leftAligned(piece);
        return source -> source.contains(code);
    }

    @Test
    void pages_showWhatIsBeforeAndAfter_eachSeveralTimes() throws IOException {
        for (Path page : Pages.all()) {
            if (!page.endsWith("README.md")) {
                assertThat(Pattern.compile("(?m)^After:$")
                                .matcher(Files.readString(page))
                                .results())
                        .as("%s", page)
                        .hasSizeGreaterThanOrEqualTo(5);
            }
        }
    }
}
