package dev.bobbin.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Reads and writes jars. */
final class Jars {
    /** Any; so that the same files make the same jar. */
    private static final long TIME = 1_700_000_000_000L;

    private Jars() {}

    /** Its files by name; no directories. */
    static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (JarFile in = new JarFile(jar.toFile())) {
            for (JarEntry entry : in.stream().filter(e -> !e.isDirectory()).toList()) {
                files.put(entry.getName(), in.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    /** What lies in directories, into one jar for the class path. */
    static void write(Path jar, List<Path> directories) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path directory : directories) {
            try (Stream<Path> walk = Files.walk(directory)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    files.put(directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        }
        files.remove("module-info.class");
        write(jar, files);
    }

    static void write(Path jar, Map<String, byte[]> files) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                JarEntry entry = new JarEntry(each.getKey());
                entry.setTime(TIME);
                out.putNextEntry(entry);
                out.write(each.getValue());
                out.closeEntry();
            }
        }
    }
}
