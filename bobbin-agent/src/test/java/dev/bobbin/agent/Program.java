package dev.bobbin.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.loom.Stacks;
import dev.bobbin.net.Tcp;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A program of {@code src/test/resources/programs}, compiled by javac alone, and JVMs that run it. */
final class Program {
    private static final int LIMIT_SECONDS = 120;

    private final Path directory;
    private final List<Path> classPath;

    private Program(Path directory, List<Path> classPath) {
        this.directory = directory;
        this.classPath = classPath;
    }

    /**
     * Compiles it.
     *
     * @param into an empty directory
     * @param libraries beside Bobbin's core and runtime
     */
    static Program compile(String name, Path into, Class<?>... libraries) throws IOException {
        List<Path> classPath = new ArrayList<>(List.of(into, home(Async.class), home(Tcp.class)));
        Stream.of(libraries).map(Program::home).forEach(classPath::add);
        List<String> arguments =
                new ArrayList<>(List.of("-g", "--release", "17", "-d", into.toString(), "-cp", join(classPath)));
        try (Stream<Path> files = Files.walk(resources().resolve(name))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).isZero();
        return new Program(into, classPath);
    }

    /** With bobbin-loom, which stackful programs need. */
    Program withStacks() {
        List<Path> all = new ArrayList<>(classPath);
        all.add(home(Stacks.class));
        return new Program(directory, all);
    }

    /** What is on the class path in place of its own directory. */
    Program from(Path... instead) {
        List<Path> all = new ArrayList<>(List.of(instead));
        all.addAll(classPath.subList(1, classPath.size()));
        return new Program(directory, all);
    }

    Path directory() {
        return directory;
    }

    /** What a finished JVM left behind. */
    record Outcome(int status, String out, String err) {}

    /** Under Bobbin's agent. */
    Outcome run(String options, String mainClass) throws IOException, InterruptedException {
        return java(List.of(agent(options)), mainClass);
    }

    Outcome java(List<String> flags, String mainClass) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-Duser.language=en", "-cp", join(classPath), mainClass));
        Path out = Files.createTempFile("agent", ".out");
        Path err = Files.createTempFile("agent", ".err");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + command);
        }
        return new Outcome(process.exitValue(), text(out), text(err));
    }

    /** The option of the JVM that loads Bobbin's agent. */
    static String agent(String options) {
        return "-javaagent:" + System.getProperty("bobbin.agent") + (options.isEmpty() ? "" : "=" + options);
    }

    /** The jar or directory that a class is in. */
    static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Path resources() {
        return Path.of(System.getProperty("bobbin.root"), "bobbin-agent", "src", "test", "resources", "programs");
    }

    private static String join(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static String text(Path file) throws IOException {
        String text = Files.readString(file, UTF_8).replace("\r\n", "\n");
        Files.delete(file);
        return text;
    }
}
