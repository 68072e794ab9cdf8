package dev.bobbin.site;

import java.nio.file.Path;

/** Where on the site stands what a file or folder of the house becomes. */
final class Place {
    /** What stands for its folder. */
    static final String INDEX = "README.md";

    private Place() {}

    /** A document is beside where its file was; its folder's {@link #INDEX} is the folder's page. */
    static Path ofDocument(Path file) {
        String name = file.getFileName().toString();
        return name.equals(INDEX)
                ? file.resolveSibling("index.html")
                : file.resolveSibling(name.replaceAll("\\.md$", "") + ".html");
    }

    /** A source keeps its whole name, {@code examples/Hello.java.html}. */
    static Path ofSource(Path file) {
        return file.resolveSibling(file.getFileName() + ".html");
    }

    static Path ofFolder(Path folder) {
        return folder.resolve("index.html");
    }

    /** How a page names another one. */
    static String href(Path from, Path to) {
        Path folder = from.getParent();
        return name(folder == null ? to : folder.relativize(to));
    }

    /** With slashes on every system. */
    static String name(Path path) {
        return path.toString().replace('\\', '/');
    }
}
