package dev.bobbin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Abi;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The core as it may have been one version of the ABI ago: today's, with an {@link Abi} that says so. */
public final class OlderCore {
    private static final String ABI = "dev/bobbin/abi/Abi";
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>dev.bobbin</groupId>
              <artifactId>bobbin-core</artifactId>
              <version>%s</version>
            </project>
            """;

    private OlderCore() {}

    /**
     * For the script of a project in {@code src/it/mistakes}.
     *
     * @param root the checkout
     * @param today the core that this build has made
     * @param repository where the older one goes, as a local repository has it
     * @param version of the older one
     * @param work to compile in
     */
    public static void install(String root, String today, String repository, String version, File work)
            throws IOException, URISyntaxException {
        Map<String, byte[]> files = Jars.read(Path.of(today));
        files.put(ABI + ".class", abi(Path.of(root), today, work.toPath()));
        Path to = Files.createDirectories(Path.of(repository, "dev/bobbin/bobbin-core", version));
        Jars.write(to.resolve("bobbin-core-" + version + ".jar"), files);
        Files.writeString(to.resolve("bobbin-core-" + version + ".pom"), POM.formatted(version));
    }

    private static byte[] abi(Path root, String core, Path work) throws IOException, URISyntaxException {
        String source = Files.readString(root.resolve("bobbin-core/src/main/java/" + ABI + ".java"));
        String older = source.replace(constant("VERSION", Abi.VERSION), constant("VERSION", Abi.VERSION - 1))
                .replace(constant("OLDEST", Abi.OLDEST), constant("OLDEST", Math.min(Abi.OLDEST, Abi.VERSION - 1)));
        assertThat(older).isNotEqualTo(source);
        Path file = Files.createDirectories(work).resolve("Abi.java");
        Files.writeString(file, older);
        Path annotations = Path.of(Nullable.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String classPath = Jvm.path(List.of(Path.of(core), annotations));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", work.toString(), "-cp", classPath, file.toString());
        assertThat(status).isZero();
        return Files.readAllBytes(work.resolve(ABI + ".class"));
    }

    private static String constant(String name, int value) {
        return " " + name + " = " + value + ";";
    }
}
