package dev.bobbin.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A source of {@code src/test/resources/debug}, compiled as an IDE does and rewritten in one form. */
record DebuggedProgram(String mainClass, List<String> source, Path classes) {
    /** Those whose programs this JDK can run. */
    static Stream<Options> forms() {
        return Runtime.version().feature() >= 21 ? Options.models().stream() : Options.forms().stream();
    }

    static DebuggedProgram of(String name, Options form, Path into) throws IOException {
        Path file = resource(name + ".java");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-g", "-proc:none", "-d", into.toString(), "-cp", classPath(), file.toString());
        assertThat(status).isZero();
        Map<String, byte[]> plain = new HashMap<>();
        try (Stream<Path> walk = Files.walk(into)) {
            for (Path each : walk.filter(f -> f.toString().endsWith(".class")).toList()) {
                String path = into.relativize(each).toString().replace(File.separatorChar, '/');
                plain.put(path.substring(0, path.length() - ".class".length()), Files.readAllBytes(each));
            }
        }
        ClassLoader libraries = DebuggedProgram.class.getClassLoader();
        Transformer.Result result = Transformer.transform(plain, ClassSource.of(libraries), form);
        assertThat(result.diagnostics()).isEmpty();
        for (Map.Entry<String, byte[]> each : result.classes().entrySet()) {
            Files.write(into.resolve(each.getKey() + ".class"), each.getValue());
        }
        return new DebuggedProgram("debug." + name, Files.readAllLines(file), into);
    }

    /** The number of the line that ends with this comment. */
    int line(String comment) {
        for (int n = 0; n < source.size(); n++) {
            if (source.get(n).endsWith("// " + comment)) {
                return n + 1;
            }
        }
        throw new AssertionError(comment);
    }

    /** The comment that the line ends with. */
    String comment(int line) {
        String text = line < 1 || line > source.size() ? "" : source.get(line - 1);
        int at = text.indexOf("// ");
        return at < 0 ? "line " + line + ": " + text.strip() : text.substring(at + "// ".length());
    }

    /** Options of the JVM: where its classes are, and what stacks of coroutines need. */
    List<String> flags() {
        return List.of(
                "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                classes + File.pathSeparator + classPath());
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static Path resource(String name) {
        try {
            return Path.of(DebuggedProgram.class.getResource("/debug/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
