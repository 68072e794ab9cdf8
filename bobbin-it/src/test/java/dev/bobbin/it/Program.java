package dev.bobbin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.ClassRoots;
import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The program of {@code src/test/resources/programs}: two modules, each compiled by itself, as two projects would. */
record Program(Path library, Path app) {
    /** What it prints, but for the last line. */
    static final String SAYS = """
            calls 43
            overrides dear you;you;lambda you;
            channel 55
            yields 1 2 3 30 two one
            by hand 2 4 0 true
            fails deep down
            network 6
            workers 5
            """;

    static final String MAIN = "app.Tour";
    static final String MODULE = "dev.bobbin.it.app";

    private static final List<Path> BOBBIN = List.of(Artefact.CORE.jar(), Artefact.RUNTIME.jar(), Artefact.LOOM.jar());

    /** By javac alone. */
    static Program compile(Path into) throws IOException {
        Program program = new Program(into.resolve("library"), into.resolve("app"));
        javac("library", program.library, BOBBIN);
        javac("app", program.app, with(program.library, BOBBIN));
        return program;
    }

    /** What Bobbin makes of it, in another place. */
    Program transformed(Options options, Path into) throws IOException {
        Program program = new Program(into.resolve("library"), into.resolve("app"));
        transform(library, program.library, BOBBIN, options);
        transform(app, program.app, with(program.library, BOBBIN), options);
        return program;
    }

    /** It and all that it needs. */
    List<Path> path() {
        return with(app, with(library, BOBBIN));
    }

    private static List<Path> with(Path first, List<Path> others) {
        List<Path> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }

    private static void javac(String module, Path into, List<Path> modulePath) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-g", "--release", "17", "-d", into.toString(), "--module-path", Jvm.path(modulePath)));
        Path sources =
                Artefact.ROOT.resolve("bobbin-it/src/test/resources/programs").resolve(module);
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private static void transform(Path from, Path to, List<Path> libraries, Options options) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(from.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        URL[] urls = new URL[libraries.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = libraries.get(i).toUri().toURL();
        }
        try (URLClassLoader classPath = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            ClassRoots roots = ClassRoots.of(files, (path, file) -> path.substring(0, path.length() - 6));
            Map<String, byte[]> changed = roots.rewritten(classes -> {
                var result = Transformer.transform(classes, ClassSource.of(classPath), options);
                assertThat(result.diagnostics()).isEmpty();
                return result.classes();
            });
            assertThat(changed).isNotEmpty();
            files.putAll(changed);
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = to.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }
}
