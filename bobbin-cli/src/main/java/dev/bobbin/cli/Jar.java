package dev.bobbin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A jar file, read into memory. */
final class Jar {
    private Jar() {}

    /** The program in a jar: all its classes, and the {@code Main-Class} of its manifest. */
    static Program program(Path file, List<Path> libraries) throws Refusal {
        try (JarFile jar = new JarFile(file.toFile(), true, ZipFile.OPEN_READ, JarFile.runtimeVersion())) {
            String main = mainClass(jar.getManifest());
            if (main == null) {
                throw Refusal.because(file + ": its manifest has no Main-Class");
            }
            Map<String, byte[]> classes = new LinkedHashMap<>();
            for (JarEntry entry : jar.versionedStream().toList()) { // the classes that this release of Java would load
                String name = entry.getName();
                if (isClass(name)) {
                    classes.put(name.substring(0, name.length() - ".class".length()), bytes(jar, entry));
                }
            }
            List<Path> classPath = new ArrayList<>(libraries);
            classPath.add(0, file);
            return new Program(classes, List.of(main.replace('.', '/')), classPath);
        } catch (IOException e) {
            throw Refusal.because(file + ": not a readable jar (" + e.getMessage() + ")");
        }
    }

    /** All files in a jar, by their names in it. */
    static Map<String, byte[]> contents(Path file) throws Refusal {
        try (JarFile jar = new JarFile(file.toFile())) {
            return contents(jar);
        } catch (IOException e) {
            throw Refusal.because(file + ": not a readable jar (" + e.getMessage() + ")");
        }
    }

    /** Whether a name in a jar is that of a class to transform: not a module's, and not one for other releases only. */
    static boolean isClass(String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class");
    }

    private static Map<String, byte[]> contents(JarFile jar) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            if (!entry.isDirectory()) {
                contents.put(entry.getName(), bytes(jar, entry));
            }
        }
        return contents;
    }

    private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static @Nullable String mainClass(@Nullable Manifest manifest) {
        return manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    }
}
