package dev.bobbin.cli;

import dev.bobbin.cli.inspect.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bobbin inspect} is asked about.
 *
 * @param program the classes to compile together
 * @param only if not null, only this class and those inside it are reported; the others are what it calls
 */
record InspectInput(Program program, @Nullable String only, Sources sources) {
    /** @param source where to look for sources, null if the user did not say */
    static InspectInput of(Path input, @Nullable Path source, List<Path> libraries) throws Refusal {
        String name = input.toString();
        if (Files.isDirectory(input)) {
            return ofDirectory(input, source, libraries);
        }
        if (!Files.exists(input)) {
            throw Refusal.because(input + ": no such file or directory");
        }
        if (!Files.isReadable(input)) {
            throw Refusal.because(input + ": cannot be read (permission denied)");
        }
        if (name.endsWith(".java")) {
            return new InspectInput(SourceFile.compile(List.of(input), libraries), null, new Typed(List.of(input)));
        }
        Sources sources = source == null ? Sources.NONE : new Below(source);
        if (name.endsWith(".class")) {
            Program program = ClassDirectory.around(input, libraries);
            return new InspectInput(program, program.mainCandidates().get(0), sources);
        }
        if (name.endsWith(".jar")) {
            return new InspectInput(program(input, Jar.contents(input), libraries), null, sources);
        }
        throw Refusal.because(input + ": expected a .java, .class or .jar file, or a directory");
    }

    /** Whether the user asked about this class. */
    boolean isAsked(String className) {
        return only == null || className.equals(only) || className.startsWith(only + "$");
    }

    private static InspectInput ofDirectory(Path directory, @Nullable Path source, List<Path> libraries)
            throws Refusal {
        Map<String, byte[]> files = ClassDirectory.contents(directory);
        if (files.keySet().stream().anyMatch(Jar::isClass)) {
            return new InspectInput(
                    program(directory, files, libraries), null, new Below(source == null ? directory : source));
        }
        List<Path> written = files.keySet().stream()
                .filter(file -> file.endsWith(".java"))
                .map(directory::resolve)
                .toList();
        if (written.isEmpty()) {
            throw Refusal.because(directory + ": no class files in it, and no Java sources");
        }
        return new InspectInput(SourceFile.compile(written, libraries), null, new Typed(written));
    }

    private static Program program(Path input, Map<String, byte[]> files, List<Path> libraries) throws Refusal {
        List<Path> classPath = new ArrayList<>(libraries);
        classPath.add(0, input);
        Map<String, byte[]> classes = new LinkedHashMap<>();
        ClassDirectory.roots(input, files).plain().forEach(classes::putAll);
        return new Program(classes, List.of(), classPath);
    }

    /** Source files that the user named, or that lie in a directory that the user named. */
    private record Typed(List<Path> files) implements Sources {
        @Override
        public List<String> lines(String file) {
            return read(find(file));
        }

        @Override
        public String name(String file) {
            return find(file).toString();
        }

        /** One file is the one; among many, packages tell those of the same name apart as far as directories follow them. */
        private Path find(String file) {
            Path name = Path.of(file);
            Path last = name.getFileName();
            Path same = name;
            for (Path each : files) {
                if (each.toAbsolutePath().endsWith(name)) {
                    return each;
                }
                if (each.getFileName().equals(last)) {
                    same = each;
                }
            }
            return same;
        }
    }

    /** Source files below a directory, by package. */
    private record Below(Path root) implements Sources {
        @Override
        public List<String> lines(String file) {
            return read(root.resolve(file));
        }
    }

    private static List<String> read(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) { // also not UTF-8: the report does without
            return List.of();
        }
    }
}
