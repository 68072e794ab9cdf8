package dev.bobbin.it.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pages of docs/guide/migration, and the sources whose pieces they show. */
final class Pages {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));
    private static final Path TESTS = ROOT.resolve("bobbin-it/src/test");

    static final Path DIRECTORY = ROOT.resolve("docs/guide/migration");

    private Pages() {}

    static List<Path> all() throws IOException {
        return files(DIRECTORY);
    }

    /** All that the build or a test compiles. */
    static List<Path> sources() throws IOException {
        return Stream.of(
                        files(TESTS.resolve("java/dev/bobbin/it/migration")),
                        files(TESTS.resolve("kotlin/dev/bobbin/it/migration")),
                        files(TESTS.resolve("resources/migration")))
                .flatMap(List::stream)
                .toList();
    }

    /** That of a class, by its name. */
    static Path source(String name) throws IOException {
        String file = name.substring(name.lastIndexOf('.') + 1) + ".java";
        return sources().stream()
                .filter(path -> path.endsWith(file))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
