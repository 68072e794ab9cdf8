package dev.bobbin.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Class files as plain {@code javac} leaves them in a directory. */
final class ClassFiles {
    private ClassFiles() {}

    static void compile(Path dir, String output, String... sources) throws IOException {
        compileWith("-g", dir, output, sources);
    }

    /** @param debug {@code -g}, or {@code -g:none} */
    static void compileWith(String debug, Path dir, String output, String... sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path target = Files.createDirectories(dir.resolve(output));
        StringWriter said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> paths = new ArrayList<>();
            for (String source : sources) {
                paths.add(dir.resolve(source));
            }
            List<String> options = List.of(
                    debug, "-proc:none", "-d", target.toString(), "-classpath", System.getProperty("java.class.path"));
            var units = files.getJavaFileObjectsFromPaths(paths);
            if (!compiler.getTask(said, files, null, options, null, units).call()) {
                throw new AssertionError(said);
            }
        }
    }
}
