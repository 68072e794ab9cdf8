package dev.bobbin.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --class-path}: where the program finds classes that are not its own. They are used as they are. */
final class ClassPathOption {
    @Option(
            names = {"--class-path", "-cp"},
            paramLabel = "PATH",
            description =
                    "Directories and jars of classes to use, as they are, beside Bobbin's own. Sources there that a .java file"
                            + " needs are compiled with it.")
    private @Nullable String path;

    @Nullable
    String path() {
        return path;
    }

    /** The entries of a class path, all of which must exist. */
    static List<Path> entries(@Nullable String path) throws Refusal {
        List<Path> entries = new ArrayList<>();
        if (path != null) {
            for (String entry : path.split(File.pathSeparator)) {
                entries.add(existing(Path.of(entry)));
            }
        }
        return entries;
    }

    private static Path existing(Path entry) throws Refusal {
        if (!Files.exists(entry)) {
            throw Refusal.because(entry + ": no such directory or jar (in --class-path)");
        }
        return entry;
    }
}
