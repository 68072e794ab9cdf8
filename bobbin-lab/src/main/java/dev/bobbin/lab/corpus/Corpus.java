package dev.bobbin.lab.corpus;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.WovenLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Sources by path, as javac takes them. */
public final class Corpus {
    /** Where the build has put copies of sources, beside the lab's class files. */
    private static final String OWN_SOURCES = "corpus/lab";

    private static final String EXAMPLES = "corpus/examples";

    private Corpus() {}

    /**
     * The program that a param names: {@code corpus=lab} is the examples and the lab itself; others are generated, see
     * {@link Generated}.
     */
    public static Map<String, String> of(Param param) {
        for (String family : Generated.FAMILIES) {
            if (param.has(family)) {
                return Generated.of(family, param.number(family));
            }
        }
        if (param.is("corpus", "generated")) {
            return Generated.project(200, 10);
        }
        if (param.is("corpus", "lab")) {
            return own();
        }
        throw new IllegalArgumentException("param '" + param + "' names no corpus");
    }

    private static Map<String, String> own() {
        Path classes = WovenLab.ownClasses();
        try {
            if (Files.isDirectory(classes)) {
                return own(classes);
            }
            try (FileSystem jar = FileSystems.newFileSystem(classes)) {
                return own(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lab's own sources cannot be read", e);
        }
    }

    private static Map<String, String> own(Path root) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        read(root.resolve(OWN_SOURCES), sources);
        read(root.resolve(EXAMPLES), sources);
        return sources;
    }

    private static void read(Path directory, Map<String, String> sources) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file :
                    walk.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                sources.put(directory.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
    }
}
