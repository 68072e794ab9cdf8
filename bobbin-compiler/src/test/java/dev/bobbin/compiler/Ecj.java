package dev.bobbin.compiler;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The Eclipse compiler, whose class files differ from javac's wherever the specification leaves a choice. */
final class Ecj {
    /**
     * What ecj 3.44 compiles to class files that the JVM refuses, whether or not Bobbin has seen them: it declares wrong
     * types for a {@code new Foo(x, switch (y) {... try ...})} that it keeps in local variables, and for a record pattern
     * with an unnamed part above a stack that is not empty.
     */
    private static final Set<String> BEYOND = Set.of("TryInsideAnArgument.java", "UnnamedPatterns.java");

    private Ecj() {}

    /** Internal name to class file; fails with ecj's messages. */
    static Map<String, byte[]> compile(List<Path> sources, int release, String debug) {
        List<Path> within = sources.stream()
                .filter(file -> !BEYOND.contains(file.getFileName().toString()))
                .toList();
        return Javac.compile(new EclipseCompiler(), within, release, debug);
    }
}
