package dev.bobbin.cli;

import dev.bobbin.compiler.ClassFileHeader;
import dev.bobbin.compiler.ClassRoots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory of class files, laid out by package. */
final class ClassDirectory {
    private ClassDirectory() {}

    /**
     * The program that starts at one class file: that class and all it refers to, directly or not, in the same directory tree.
     *
     * <p>Rejected: taking every class file below the root. The root of a class without a package may be the user's home.
     */
    static Program around(Path file, List<Path> libraries) throws Refusal {
        byte[] first = bytes(file);
        String name = header(file, first).name();
        Path root = root(file, name);
        Map<String, byte[]> classes = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.remove();
            Path at = root.resolve(next + ".class");
            if (next.startsWith("[") || classes.containsKey(next) || !Files.isRegularFile(at)) {
                continue;
            }
            byte[] classFile = bytes(at);
            classes.put(next, classFile);
            open.addAll(header(at, classFile).referenced());
        }
        List<Path> classPath = new ArrayList<>(libraries);
        classPath.add(0, root);
        return new Program(classes, List.of(name), classPath);
    }

    /** All files in a directory and below, by their names in it. */
    static Map<String, byte[]> contents(Path directory) throws Refusal {
        try {
            return contentsOf(
                    directory.toRealPath()); // a walk does not follow links, not even the one that it begins with
        } catch (IOException | UncheckedIOException e) { // the latter is met while walking
            throw Refusal.because(directory + ": cannot be read (" + e.getMessage() + ")");
        }
    }

    private static Map<String, byte[]> contentsOf(Path directory) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                contents.put(name, Files.readAllBytes(file));
            }
        }
        return contents;
    }

    /** The class files of a directory or jar. */
    static ClassRoots roots(Path where, Map<String, byte[]> files) throws Refusal {
        return ClassRoots.of(
                files,
                (path, classFile) -> header(where.resolve(path), classFile).name());
    }

    /** Reads and names a class file. */
    static ClassFileHeader header(Path file, byte[] classFile) throws Refusal {
        try {
            return ClassFileHeader.of(classFile);
        } catch (IOException e) {
            throw Refusal.because(file + ": not a class file (" + e.getMessage() + ")");
        }
    }

    private static Path root(Path file, String name) throws Refusal {
        Path expected = Path.of(name + ".class");
        Path absolute = file.toAbsolutePath().normalize();
        if (!absolute.endsWith(expected)) {
            throw Refusal.because(file + ": holds class " + name.replace('/', '.') + ", so it belongs at " + expected);
        }
        Path root = absolute;
        for (int i = 0; i < expected.getNameCount(); i++) {
            root = root.resolveSibling("").toAbsolutePath().normalize();
        }
        return root;
    }

    private static byte[] bytes(Path file) throws Refusal {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Refusal.because(file + ": cannot be read (" + e.getMessage() + ")");
        }
    }
}
