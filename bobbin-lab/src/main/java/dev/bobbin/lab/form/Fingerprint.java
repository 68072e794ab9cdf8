package dev.bobbin.lab.form;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Tells whether two class paths have the same files in them, wherever they lie and whenever they were built. What jars say of
 * themselves, in {@code META-INF}, is left out.
 */
public final class Fingerprint {
    private static final String ABOUT_THE_JAR = "META-INF/";

    private Fingerprint() {}

    /** Of directories and jars, as {@code -cp} has them; entries that do not exist count for nothing, and an empty one neither. */
    public static String of(String classPath) throws IOException {
        CRC32 all = new CRC32();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path place = Path.of(entry);
            TreeMap<String, Long> sums = new TreeMap<>();
            if (Files.isDirectory(place) && !entry.isEmpty()) {
                addDirectory(place, sums);
            } else if (Files.isRegularFile(place)) {
                addJar(place, sums);
            }
            sums.forEach((name, sum) -> {
                all.update(name.getBytes(StandardCharsets.UTF_8));
                all.update(ByteBuffer.allocate(Long.BYTES).putLong(0, sum));
            });
        }
        return String.format(Locale.ROOT, "%08x", all.getValue());
    }

    private static void addJar(Path jar, TreeMap<String, Long> sums) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && !entry.getName().startsWith(ABOUT_THE_JAR)) {
                    sums.put(entry.getName(), entry.getCrc());
                }
            }
        }
    }

    private static void addDirectory(Path directory, TreeMap<String, Long> sums) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
                if (!name.startsWith(ABOUT_THE_JAR)) {
                    CRC32 sum = new CRC32();
                    sum.update(Files.readAllBytes(file));
                    sums.put(name, sum.getValue());
                }
            }
        }
    }
}
