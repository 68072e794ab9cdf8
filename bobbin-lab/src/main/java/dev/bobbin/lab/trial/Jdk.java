package dev.bobbin.lab.trial;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A JDK to measure on.
 *
 * @param feature 17, 25, ...; 0 of {@link #none}
 * @param version all of it, for people
 */
public record Jdk(Path home, int feature, String version) {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    /** The one that runs this program. */
    public static Jdk running() {
        Runtime.Version version = Runtime.version();
        return new Jdk(Path.of(System.getProperty("java.home")), version.feature(), version.toString());
    }

    /** In place of one, where something is measured that runs on none. */
    public static Jdk none() {
        return new Jdk(Path.of(""), 0, "none");
    }

    /** @throws IllegalArgumentException if there is none, with the reason */
    public static Jdk at(Path home) {
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            throw new IllegalArgumentException(home + ": no JDK (it has no bin/java)");
        }
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            String full = release.getProperty("JAVA_RUNTIME_VERSION", version).replace("\"", "");
            return new Jdk(home, Runtime.Version.parse(version).feature(), full);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(home + ": no JDK (its file 'release' gives no version)", e);
        }
    }

    /**
     * The JDK of a feature version: the one that the environment variable {@code BOBBIN_JDKn} names, else one in
     * {@code /usr/lib/jvm}; null if there is none.
     */
    public static @Nullable Jdk find(int feature) {
        if (Runtime.version().feature() == feature) {
            return running();
        }
        String named = System.getenv("BOBBIN_JDK" + feature);
        if (named != null && !named.isEmpty()) {
            return at(Path.of(named));
        }
        TreeSet<Path> homes = new TreeSet<>();
        try (DirectoryStream<Path> installed = Files.newDirectoryStream(INSTALLED, "*" + feature + "*")) {
            installed.forEach(homes::add);
        } catch (IOException e) {
            return null; // nothing is installed there
        }
        for (Path home : homes) {
            try {
                Jdk jdk = at(home);
                if (jdk.feature() == feature) {
                    return jdk;
                }
            } catch (IllegalArgumentException e) {
                continue; // not a JDK, or the rest of one
            }
        }
        return null;
    }

    /** Whether this stands for none. */
    public boolean isNone() {
        return feature == 0;
    }

    /** Its launcher. */
    public Path java() {
        return home.resolve("bin/java");
    }
}
