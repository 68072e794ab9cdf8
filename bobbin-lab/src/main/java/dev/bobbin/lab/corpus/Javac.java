package dev.bobbin.lab.corpus;

import dev.bobbin.lab.trial.ClassPath;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The JDK's compiler, from texts in memory to class files in memory, against this JVM's class path. */
public final class Javac {
    private static final List<String> OPTIONS = List.of("-proc:none", "-nowarn", "-g", "-parameters");

    private Javac() {}

    /**
     * The class files by internal name.
     *
     * @param sources texts by path, {@code dev/bobbin/lab/Lab.java} say
     * @throws IllegalStateException if there is no compiler or it refuses the sources
     */
    public static Map<String, byte[]> compile(Map<String, String> sources) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new IllegalStateException("this JVM has no compiler: run the lab on a JDK");
        }
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of("-cp", ClassPath.own().path()));
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((path, text) -> units.add(new Source(path, text)));
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Output output = new Output(javac.getStandardFileManager(diagnostics, Locale.ROOT, null));
        if (!javac.getTask(null, output, diagnostics, options, null, units).call()) {
            throw new IllegalStateException(
                    "javac refuses the corpus: " + diagnostics.getDiagnostics().get(0));
        }
        return output.classes();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("corpus:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

        Output(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            String name = className.replace('.', '/');
            return new SimpleJavaFileObject(URI.create("corpus:///" + name + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(name, n -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> files = new LinkedHashMap<>();
            classes.forEach((name, bytes) -> files.put(name, bytes.toByteArray()));
            return files;
        }
    }
}
