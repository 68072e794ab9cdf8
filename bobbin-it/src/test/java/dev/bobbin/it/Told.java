package dev.bobbin.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a build of {@code src/it/mistakes} tells its user, against the golden file beside its POM: called by the scripts there, in the JVM
 * that builds Bobbin. {@code -Dgolden.update=true} writes the files anew.
 */
public final class Told {
    /** What Maven says of its own work and adds to any failure, the invoker of its scripts, and a JVM to an exception. */
    private static final Pattern NOISE = Pattern.compile(
            "(\\[INFO]|Download|Progress|WARNING: |Picked up |\\s+at |org\\.apache\\.commons\\.exec\\.|(Running|Finished) (pre|post)-build script).*"
                    + "|(\\[ERROR])?\\s*");

    private static final String HELP = "[ERROR] To see the full stack trace";
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[;\\d]*m");
    private static final Pattern VERSION = Pattern.compile("(?<=-maven-plugin:)[^:]+:");

    private Told() {}

    /**
     * @param project the copy that has been built
     * @param root the checkout
     */
    public static void assertAsExpected(File project, String root) throws IOException {
        Path golden = Path.of(root, "bobbin-it/src/it/mistakes", project.getName(), "told.txt");
        String told = String.join("\n", told(project.toPath())) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, told);
            fail("wrote " + golden + ": run again without golden.update");
        }

        assertThat(told)
                .as("%s; -Dgolden.update=true writes it anew", golden)
                .isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
    }

    /** With paths relative to the project, and no versions of plugins. */
    private static List<String> told(Path project) throws IOException {
        String here = project.toRealPath() + File.separator;
        return Files.readAllLines(project.resolve("build.log"), UTF_8).stream()
                .map(line -> COLOUR.matcher(line).replaceAll(""))
                .takeWhile(line -> !line.startsWith(HELP))
                .filter(line -> !NOISE.matcher(line).matches())
                .map(line -> VERSION.matcher(line.replace(here, "")).replaceAll(""))
                .map(line -> line.replace(File.separatorChar, '/'))
                .toList();
    }
}
