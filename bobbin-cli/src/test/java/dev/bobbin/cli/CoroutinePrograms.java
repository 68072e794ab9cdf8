package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The programs of {@code examples/coroutines} and the cases of {@code src/test/resources/rules}, which are written for either kind of coroutine. */
final class CoroutinePrograms {
    /** Whether this JVM has stacks. */
    static final boolean HAS_STACKS = Runtime.version().feature() >= 21;

    /** By which way it makes them: {@code continuation} or {@code threads}. */
    static final String WAY = System.getProperty("dev.bobbin.stackful", "continuation");

    private final Map<String, byte[]> plain;
    private final Map<Options, ClassLoader> transformed = new HashMap<>();

    private CoroutinePrograms(Map<String, byte[]> plain) {
        this.plain = plain;
    }

    static CoroutinePrograms compiled() throws Exception {
        Path examples = Path.of(System.getProperty("bobbin.root")).resolve("examples/coroutines");
        List<Path> sources =
                Stream.concat(javaFiles(examples), javaFiles(rules())).toList();
        return new CoroutinePrograms(SourceFile.compile(sources, List.of()).classes());
    }

    private static Path rules() throws URISyntaxException {
        return Path.of(CoroutinePrograms.class.getResource("/rules").toURI());
    }

    private static Stream<Path> javaFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        }
    }

    /** As javac left them. */
    ClassLoader plain() {
        return new Classes(plain);
    }

    /** Compiled without a word. */
    ClassLoader in(Options form) {
        return transformed.computeIfAbsent(form, this::transformed);
    }

    private ClassLoader transformed(Options form) {
        ClassLoader libraries = CoroutinePrograms.class.getClassLoader();
        Transformer.Result result = Transformer.transform(plain, ClassSource.of(libraries), form);
        assertThat(result.diagnostics()).isEmpty();
        return new Classes(result.classes());
    }

    /** A {@code coroutines.Maker}: {@code stackless} or {@code stackful}. */
    static Object maker(ClassLoader loader, String kind) throws ReflectiveOperationException {
        return quadrants(loader).getMethod("maker", String.class).invoke(null, kind);
    }

    static Class<?> quadrants(ClassLoader loader) throws ClassNotFoundException {
        return Class.forName("coroutines.Quadrants", true, loader);
    }

    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> classes;

        Classes(Map<String, byte[]> classes) {
            super(CoroutinePrograms.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name.replace('.', '/'));
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
