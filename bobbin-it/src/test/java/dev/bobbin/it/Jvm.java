package dev.bobbin.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** JVMs of their own, of the JDK that runs the tests or of an image. */
public final class Jvm {
    private static final int LIMIT_SECONDS = 120;

    private final Path home;

    private Jvm(Path home) {
        this.home = home;
    }

    public static Jvm ofTheTests() {
        return new Jvm(Path.of(System.getProperty("java.home")));
    }

    /** That of an image made by jlink. */
    static Jvm of(Path image) {
        return new Jvm(image);
    }

    /** What a finished JVM left behind, with line ends as {@code \n}. */
    public record Outcome(int status, String out, String err) {}

    public Outcome java(List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve("java").toString()));
        command.add("-Duser.language=en");
        command.addAll(arguments);
        Path out = Files.createTempFile("it", ".out");
        Path err = Files.createTempFile("it", ".err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + command);
        }
        return new Outcome(process.exitValue(), text(out), text(err));
    }

    /** A class path, or a module path. */
    static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static String text(Path file) throws IOException {
        String text = Files.readString(file, UTF_8).replace("\r\n", "\n");
        Files.delete(file);
        return text;
    }
}
