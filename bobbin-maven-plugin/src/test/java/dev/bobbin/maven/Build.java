package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A project of {@code src/test/projects} in a directory of its own, built by the Maven that runs this build, in a process of its own, on
 * the JDK that runs the tests.
 *
 * <p>Where it finds what: Bobbin's jars are in no repository, so they are laid out as one below {@code target/builds}. What else
 * a build needs, this build has needed already: the user's local repository has it, and is read as a remote one, since it has the same
 * layout. The local repository of these builds is another, empty at first, so that nothing of Bobbin gets into the user's. They
 * are offline, but for {@code file:}: they work where this build works, with a network or without.
 */
final class Build {
    private static final Path ROOT = Path.of(property("bobbin.root"));
    private static final Path BUILDS = Path.of(property("bobbin.builds"));
    private static final List<String> MODULES = List.of(
            "bobbin-core",
            "bobbin-runtime",
            "bobbin-loom",
            "bobbin-compiler",
            "bobbin-test",
            "bobbin-cli",
            "bobbin-maven-plugin");
    private static final String VERSION = property("bobbin.version");
    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>([a-z-]+)</artifactId>\\s*<version>([0-9.]+|\\$\\{[a-z.-]+\\})</version>");
    private static final String RESOURCES =
            "<plugin><artifactId>maven-resources-plugin</artifactId><version>@maven-resources-plugin@</version></plugin>";
    private static final Pattern PLACE = Pattern.compile("@([a-z-]+)@");

    private final Path directory;

    private Build(Path directory) {
        this.directory = directory;
    }

    /** What a build said, and its exit status. */
    record Result(int status, String log) {
        Result assertSuccess() {
            assertThat(status).as(log).isZero();
            return this;
        }
    }

    /** The project as it lies in the sources, in place of what earlier runs left. */
    static Build of(String project) throws IOException {
        Path from = ROOT.resolve("bobbin-maven-plugin/src/test/projects").resolve(project);
        Path to = BUILDS.resolve(project);
        delete(to);
        Map<String, String> versions = versions();
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, filled(Files.readString(file), versions));
        }
        Files.createDirectories(to.resolve(".mvn")); // else Maven takes that of Bobbin itself
        return new Build(to);
    }

    /** A project that a test has written. Its POM may leave out one plugin's version, as nothing is fetched here. */
    static Build at(Path directory) throws IOException {
        Path pom = directory.resolve("pom.xml");
        String text = Files.readString(pom);
        if (!text.contains("maven-resources-plugin")) {
            Files.writeString(pom, text.replace("<plugins>", "<plugins>" + filled(RESOURCES, versions())));
        }
        Files.createDirectories(directory.resolve(".mvn"));
        return new Build(directory);
    }

    /** Lays out Bobbin's jars, those that a user's build needs, and forgets what builds took from there before. */
    static void prepare() throws IOException {
        delete(BUILDS.resolve("local/dev/bobbin"));
        publish("bobbin", ROOT.resolve("pom.xml"), null);
        for (String module : MODULES) {
            Path at = ROOT.resolve(module);
            publish(module, at.resolve("pom.xml"), at.resolve("target/" + module + "-" + VERSION + ".jar"));
        }
        Files.writeString(BUILDS.resolve("settings.xml"), """
                <settings>
                  <profiles>
                    <profile>
                      <id>builds</id>
                      <repositories>%1$s</repositories>
                      <pluginRepositories>%2$s</pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>builds</activeProfile>
                  </activeProfiles>
                </settings>
                """.formatted(
                        repositories("repository"), repositories("pluginRepository")));
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** An empty directory of that name, for what is no Maven project. */
    static Path empty(String name) throws IOException {
        delete(BUILDS.resolve(name));
        return Files.createDirectories(BUILDS.resolve(name));
    }

    Result maven(String... arguments) throws IOException, InterruptedException {
        boolean windows = File.separatorChar == '\\';
        List<String> command = new ArrayList<>();
        command.add(Path.of(property("bobbin.maven"), "bin", windows ? "mvn.cmd" : "mvn")
                .toString());
        command.addAll(List.of("-B", "-o", "-Daether.offline.protocols=file", "-Dstyle.color=never"));
        command.addAll(List.of("-s", BUILDS.resolve("settings.xml").toString()));
        command.add("-Dmaven.repo.local=" + BUILDS.resolve("local"));
        command.addAll(List.of(arguments));
        return run(directory, command);
    }

    /** A program of the JDK that runs the tests: its name or path, and its arguments. */
    static Result java(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        return run(directory, command);
    }

    private static Result run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path log = directory.resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"); // gone before C2 pays
        List.of("MAVEN_ARGS", "MAVEN_CONFIG", "MAVEN_PROJECTBASEDIR", "JAVA_TOOL_OPTIONS")
                .forEach(builder.environment()::remove);
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " hangs after:\n" + Files.readString(log));
        }
        return new Result(process.exitValue(), Files.readString(log));
    }

    private static void publish(String module, Path pom, @Nullable Path jar) throws IOException {
        Path to = BUILDS.resolve("bobbin/dev/bobbin").resolve(module).resolve(VERSION);
        Files.createDirectories(to);
        Files.copy(pom, to.resolve(module + "-" + VERSION + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        if (jar != null) {
            assertThat(jar)
                    .as("run 'mvn verify' for all modules that the plugin needs")
                    .exists();
            Files.copy(jar, to.resolve(module + "-" + VERSION + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String repositories(String kind) {
        return repository(kind, "bobbin", BUILDS.resolve("bobbin"))
                + repository(kind, "user", Path.of(property("bobbin.repository")));
    }

    private static String repository(String kind, String id, Path at) {
        String policy = "<enabled>true</enabled><checksumPolicy>ignore</checksumPolicy>";
        return "<%1$s><id>%2$s</id><url>%3$s</url><releases>%4$s</releases><snapshots>%4$s</snapshots></%1$s>"
                .formatted(kind, id, at.toUri(), policy);
    }

    /** Of the plugins, as this build has them. */
    private static Map<String, String> versions() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        Map<String, String> versions = new HashMap<>();
        Matcher plugin = PLUGIN.matcher(pom);
        while (plugin.find()) {
            versions.putIfAbsent(plugin.group(1), version(plugin.group(2), pom));
        }
        versions.put("bobbin", VERSION);
        versions.put("junit", property("bobbin.junit"));
        versions.put("jacoco", property("bobbin.jacoco"));
        return versions;
    }

    /** As written, or of the property that is. */
    private static String version(String written, String pom) {
        if (!written.startsWith("$")) {
            return written;
        }
        String tag = "<" + written.substring(2, written.length() - 1) + ">";
        int at = pom.indexOf(tag) + tag.length();
        return pom.substring(at, pom.indexOf('<', at));
    }

    private static String filled(String text, Map<String, String> versions) {
        return PLACE.matcher(text)
                .replaceAll(place -> Objects.requireNonNull(versions.get(place.group(1)), place.group()));
    }

    static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name + " is set by failsafe, in the POM");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> walk = Files.walk(directory)) {
                for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
