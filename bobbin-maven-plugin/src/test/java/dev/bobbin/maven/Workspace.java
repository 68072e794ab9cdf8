package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.compiler.ClassPatterns;
import dev.bobbin.compiler.Options;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A project as a build sees it: sources, a directory of classes, and what the plugin keeps beside it. */
record Workspace(Path root) {
    static final String LIB = """
            package app;
            import static dev.bobbin.Async.done;
            import dev.bobbin.*;
            public class Lib {
                public static Async<Integer> plusOne(int x) {
                    Bobbin.yieldNow().await();
                    return done(x + 1);
                }
            }
            """;

    static final String MAIN = """
            package app;
            import static dev.bobbin.Async.done;
            import dev.bobbin.*;
            public class Main {
                static Async<Integer> total(int x) {
                    int a = Lib.plusOne(x).await();
                    int b = Lib.plusOne(a).await();
                    return done(a + b);
                }
                public static Object run() {
                    return Bobbin.run(() -> total(20));
                }
            }
            """;

    static final String PLAIN = "package app; public class Plain { int x; }";

    Path classes() {
        return root.resolve("target/classes");
    }

    Path keep() {
        return root.resolve("target/bobbin/classes");
    }

    Workspace source(String name, String text) throws IOException {
        Path file = root.resolve("src").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** With two coroutines that await each other over classes, and a class without. */
    Workspace twoCoroutines() throws IOException {
        return source("app/Lib.java", LIB).source("app/Main.java", MAIN).source("app/Plain.java", PLAIN);
    }

    /** All sources, into the directory of classes; what lies there stays. */
    Workspace javac() throws IOException {
        try (Stream<Path> walk = Files.walk(root.resolve("src"))) {
            return javac(walk.filter(file -> file.toString().endsWith(".java")).toList(), classes());
        }
    }

    /** Some only, against the classes that lie there. */
    Workspace javac(String... names) throws IOException {
        return javac(Stream.of(names).map(root.resolve("src")::resolve).toList(), classes());
    }

    Workspace javac(List<Path> sources, Path to) throws IOException {
        Files.createDirectories(to);
        List<String> arguments = new ArrayList<>(List.of(
                "-g", "--release", "17", "-d", to.toString(), "-cp", classes() + java.io.File.pathSeparator + core()));
        sources.forEach(file -> arguments.add(file.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .isZero();
        return this;
    }

    static Path core() {
        try {
            return Path.of(Async.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    RewriteInPlace.Outcome rewrite(Options options) throws Refusal {
        return rewrite(options, ClassPatterns.ALL, Disk.real(keep()));
    }

    RewriteInPlace.Outcome rewrite(Options options, ClassPatterns patterns, Disk disk) throws Refusal {
        return new RewriteInPlace(classes(), keep(), disk)
                .with(
                        options.toString() + patterns,
                        new CompileClasses(classes(), List.of(core()), Wanted.of(options, patterns)));
    }

    /** Content by name, of all files in the directory of classes. */
    Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(classes())) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                contents.put(classes().relativize(file).toString(), Fingerprint.of(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    /** What {@code app.Main.run()} answers; a failed one throws what it threw. */
    Object run() throws Throwable {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes().toUri().toURL()}, Async.class.getClassLoader())) {
            return loader.loadClass("app.Main").getMethod("run").invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The same sources in another place, compiled and rewritten with nothing there before: what every build must end at. */
    Map<String, String> fromScratch(Path elsewhere, Options options) throws IOException, Refusal {
        Workspace other = new Workspace(elsewhere);
        try (Stream<Path> walk = Files.walk(root.resolve("src"))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                other.source(root.resolve("src").relativize(file).toString(), Files.readString(file));
            }
        }
        other.javac().rewrite(options);
        return other.contents();
    }
}
