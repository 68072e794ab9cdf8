package dev.bobbin.lab.form;

import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Transformer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Class files by internal name: where they come from, and what a form makes of them. */
public final class ClassFiles {
    private static final String SUFFIX = ".class";

    private ClassFiles() {}

    /** Those of a directory or a jar. */
    public static Map<String, byte[]> in(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return below(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return below(jar.getPath("/"));
        }
    }

    private static Map<String, byte[]> below(Path root) throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(ClassFiles::isClass).sorted().toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                classes.put(name.substring(0, name.length() - SUFFIX.length()), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    /** A module descriptor and the classes of a later Java's version are not this program's code. */
    private static boolean isClass(Path file) {
        String path = file.toString();
        return path.endsWith(SUFFIX) && !path.endsWith("module-info.class") && !path.startsWith("/META-INF/");
    }

    /**
     * All of them in this form, with what it adds.
     *
     * @throws IllegalStateException if the compiler refuses one
     */
    public static Map<String, byte[]> transformed(Map<String, byte[]> classes, Form form) {
        Transformer.Result result = Transformer.transform(classes, ClassFiles::find, form.options());
        if (result.hasErrors()) {
            throw new IllegalStateException(
                    result.diagnostics().stream().map(Diagnostic::render).collect(Collectors.joining("\n")));
        }
        return result.classes();
    }

    private static byte @Nullable [] find(String internalName) {
        try (InputStream in = ClassFiles.class.getClassLoader().getResourceAsStream(internalName + SUFFIX)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            return null; // as if it were not there: the compiler then takes a supertype it can name
        }
    }
}
