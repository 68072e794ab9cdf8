package dev.bobbin.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The documents that there are, and the files that they may name. */
final class House {
    /** What there may be beside {@code docs/}; the first must be. */
    private static final List<String> AT_THE_ROOT =
            List.of(Place.INDEX, "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md");

    private final Path root;
    private final Map<Path, Document> documents = new TreeMap<>();

    House(Path root) throws IOException {
        this.root = root;
        for (String name : AT_THE_ROOT) {
            if (Files.exists(root.resolve(name))) {
                add(Path.of(name));
            }
        }
        try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                add(root.relativize(file));
            }
        }
    }

    private void add(Path file) throws IOException {
        documents.put(file, ReadDocument.of(root, file));
    }

    Collection<Document> documents() {
        return documents.values();
    }

    /** The document in this file, or which stands for this folder. */
    @Nullable
    Document document(Path path) {
        Document document = documents.get(path);
        return document != null ? document : documents.get(inFolder(path));
    }

    private static Path inFolder(Path folder) {
        return folder.toString().isEmpty() ? Path.of(Place.INDEX) : folder.resolve(Place.INDEX);
    }

    /** From the root, what a link of a document names; null if that is nothing in the house. */
    @Nullable
    Path named(Document document, Link link) {
        if (link.path().isEmpty()) {
            return document.file();
        }
        Path named = root.resolve(document.file()).resolveSibling(link.path()).normalize();
        return named.startsWith(root) && Files.exists(named) ? root.relativize(named) : null;
    }

    boolean isFolder(Path path) {
        return Files.isDirectory(root.resolve(path));
    }

    Path absolute(Path path) {
        return root.resolve(path);
    }
}
