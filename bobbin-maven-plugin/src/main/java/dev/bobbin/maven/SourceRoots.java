package dev.bobbin.maven;

import dev.bobbin.compiler.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the files that diagnostics speak of, where people and IDEs open them. */
record SourceRoots(List<Path> roots, Path classes) {
    /** The same about the source file, or class file, as it lies on disk; as it was if there is none. */
    Diagnostic located(Diagnostic diagnostic) {
        Path source = find(diagnostic.file());
        if (source != null) {
            return diagnostic.withFile(source.toString());
        }
        Path classFile = classes.resolve(diagnostic.file());
        return Files.isRegularFile(classFile) ? diagnostic.withFile(classFile.toString()) : diagnostic;
    }

    /** The source file of that name below one of the roots, null if there is none. */
    @Nullable
    Path find(String name) {
        return roots.stream()
                .map(root -> root.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }
}
