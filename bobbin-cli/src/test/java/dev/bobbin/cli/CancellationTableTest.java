package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation that may suspend says in docs/cancellation.md what a cancellation does to it. */
class CancellationTableTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));

    /** A method that gives an Async, and a class that is one; see {@link ApiTest}. */
    private static final Pattern METHOD =
            Pattern.compile("([\\w.]+) \\. .*?(?<![\\w$])(\\w+)\\(.*\\) : dev\\.bobbin\\.Async");

    private static final Pattern CLASS = Pattern.compile("([\\w.]+) extends dev\\.bobbin\\.(?:Async|Cancellable)");
    private static final Pattern ROW = Pattern.compile("\\| `([\\w.]+)` \\| .+ \\|");

    /** What the program itself writes, or the compiler emits for it. */
    private static final List<String> FUNCTIONS =
            List.of("AsyncFunction.apply", "AsyncSeqBody.run", "AsyncSupplier.get", "OnStack.body");

    @Test
    void everySuspendingOperation_hasItsRow() throws IOException {
        Set<String> operations = new TreeSet<>(List.of("Scope.close"));
        for (String module : List.of("bobbin-core", "bobbin-runtime")) {
            for (String line : Files.readAllLines(ROOT.resolve(module).resolve("api.txt"))) {
                if (line.contains("$yields(")) { // what the compiler makes of a method that yields, and calls itself
                    continue;
                }
                Stream.of(METHOD.matcher(line), CLASS.matcher(line))
                        .filter(Matcher::matches)
                        .map(CancellationTableTest::name)
                        .forEach(operations::add);
            }
        }
        FUNCTIONS.forEach(operations::remove);

        assertThat(rows()).containsExactlyElementsOf(operations);
    }

    private static String name(Matcher found) {
        String type = found.group(1).substring(found.group(1).lastIndexOf('.') + 1);
        return found.groupCount() == 1 ? type : type + "." + found.group(2);
    }

    private static Set<String> rows() throws IOException {
        Set<String> rows = new TreeSet<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/cancellation.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.add(row.group(1)))
                        .as("one row of %s", row.group(1))
                        .isTrue();
            }
        }
        return rows;
    }
}
