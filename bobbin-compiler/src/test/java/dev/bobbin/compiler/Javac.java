package dev.bobbin.compiler;

import dev.bobbin.Async;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The JDK's own compiler, from source files to class files in memory, against bobbin-core. */
public final class Javac {
    /** The feature version of the JDK that runs the tests. */
    public static final int JDK = Runtime.version().feature();

    private static final Map<String, byte[]> FOUND = new ConcurrentHashMap<>();

    private Javac() {}

    /** Where bobbin-core's classes are. */
    public static Path core() {
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

    /** A directory of test resources. */
    public static Path resources(String name) {
        try {
            return Path.of(Javac.class.getResource("/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All Java files below a directory, sorted. */
    public static List<Path> sources(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Internal name to class file; fails with javac's messages. */
    static Map<String, byte[]> compile(List<Path> sources, int release, String debug) {
        return compile(ToolProvider.getSystemJavaCompiler(), sources, release, debug);
    }

    /** By any compiler that has the interface of the JDK's. */
    static Map<String, byte[]> compile(JavaCompiler compiler, List<Path> sources, int release, String debug) {
        Map<String, String> texts = new TreeMap<>();
        for (Path source : sources) {
            try {
                texts.put(source.toString(), Files.readString(source));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return compile(compiler, texts, release, debug);
    }

    /** From file name to text, to the class files as above. */
    public static Map<String, byte[]> compile(Map<String, String> sources, int release, String debug) {
        return compile(ToolProvider.getSystemJavaCompiler(), sources, release, debug);
    }

    private static Map<String, byte[]> compile(
            JavaCompiler compiler, Map<String, String> sources, int release, String debug) {
        Map<String, ByteArrayOutputStream> out = new TreeMap<>();
        StringBuilder messages = new StringBuilder();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        List<String> options = List.of(
                debug,
                "--release",
                Integer.toString(release),
                "-proc:none",
                "-nowarn",
                "-classpath",
                core().toString());
        try (var standard = compiler.getStandardFileManager(null, null, null);
                JavaFileManager files = new InMemory(standard, out)) {
            boolean fine = compiler.getTask(null, files, d -> messages.append(d).append('\n'), options, null, units)
                    .call();
            if (!fine) {
                throw new AssertionError("the compiler refused\n" + messages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, byte[]> classes = new TreeMap<>();
        out.forEach((name, bytes) -> classes.put(name.replace('.', '/'), bytes.toByteArray()));
        return classes;
    }

    /** What the tested compiler may look up beside the classes that it is given. */
    public static byte[] onClassPath(String internalName) {
        byte[] found = FOUND.get(internalName);
        if (found == null) {
            found = read(internalName);
            if (found != null) {
                FOUND.put(internalName, found);
            }
        }
        return found;
    }

    private static byte[] read(String internalName) {
        try (var in = ClassLoader.getSystemResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(Path.of(name).toUri(), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> out;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> out) {
            super(files);
            this.out = out;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(
                    URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    out.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
