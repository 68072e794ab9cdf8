package dev.bobbin.maven;

import dev.bobbin.compiler.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the files that diagnostics speak of, where people and IDEs open them. */
record SourceRoots(List<Path> roots, Path classes) {
    /** The same about the source file, or class file, as it lies on disk; as it was if there is none. */
    Diagnostic located(Diagnostic diagnostic) {
        for (Path root : roots) {
            if (Files.isRegularFile(root.resolve(diagnostic.file()))) {
                return diagnostic.withFile(root.resolve(diagnostic.file()).toString());
            }
        }
        Path classFile = classes.resolve(diagnostic.file());
        return Files.isRegularFile(classFile) ? diagnostic.withFile(classFile.toString()) : diagnostic;
    }
}
