package dev.bobbin.it.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Class files by name, of sources that the build does not compile, or not so; what they need is found where the tests are. */
record Compiled(Map<String, byte[]> classes) {

    /** By the compiler of the JDK that runs the tests. */
    static Compiled of(Path source, String... options) throws IOException {
        Path into = Files.createTempDirectory("migration");
        try {
            List<String> arguments = new ArrayList<>(List.of(options));
            arguments.addAll(List.of("-g", "-proc:none", "-cp", classPath(), "-d", into.toString(), source.toString()));
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            int status = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new));
            if (status != 0) {
                throw new Refused(said.toString(UTF_8));
            }
            return new Compiled(read(into));
        } finally {
            delete(into);
        }
    }

    /** What javac says. */
    static final class Refused extends RuntimeException {
        Refused(String said) {
            super(said);
        }
    }

    /** What EA Async's agent makes of them when they are loaded. */
    Compiled byEaAsync() {
        Map<String, byte[]> changed = new HashMap<>(classes);
        changed.replaceAll((name, file) -> {
            byte[] instrumented = new com.ea.async.instrumentation.Transformer()
                    .instrument(Compiled.class.getClassLoader(), new ByteArrayInputStream(file));
            return instrumented == null ? file : instrumented; // null: it awaits nothing
        });
        return new Compiled(changed);
    }

    Compiled byBobbin(Options model) {
        Map<String, byte[]> files = new HashMap<>();
        classes.forEach((name, file) -> files.put(name.replace('.', '/'), file));
        Transformer.Result result =
                Transformer.transform(files, ClassSource.of(Compiled.class.getClassLoader()), model);
        assertThat(result.diagnostics()).isEmpty();
        Map<String, byte[]> changed = new HashMap<>();
        result.classes().forEach((name, file) -> changed.put(name.replace('/', '.'), file));
        return new Compiled(changed);
    }

    /** With a loader of its own, which has these classes even if the tests have classes of the same names. */
    Class<?> load(String name) throws ClassNotFoundException {
        return new Loader(classes).loadClass(name);
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(Compiled.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] file = classes.get(name);
            if (file == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, file, 0, file.length);
            }
        }
    }

    /** Of the tests, and of what their sources name beside the JDK. */
    static String classPath() {
        return Stream.of(Shops.class, dev.bobbin.Async.class, com.ea.async.Async.class, Logger.class, Nullable.class)
                .map(type -> place(type).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The jar, or the directory, where a class is. */
    static Path place(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static Map<String, byte[]> read(Path directory) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = directory.relativize(file).toString();
                String name = path.substring(0, path.length() - ".class".length());
                classes.put(name.replace(File.separatorChar, '.'), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
