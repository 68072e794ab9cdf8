package dev.bobbin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command in a JVM of its own, of the JDK that runs the tests, in a given working directory. */
final class ChildJvm {
    private static final int LIMIT_SECONDS = 60;

    private final Path directory;
    private final List<String> flags;

    ChildJvm(Path directory) {
        this(directory, List.of());
    }

    private ChildJvm(Path directory, List<String> flags) {
        this.directory = directory;
        this.flags = flags;
    }

    /** With options of the JVM, and all that the command's own jar opens. */
    ChildJvm withFlags(String... options) {
        List<String> all = new ArrayList<>(List.of(
                "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        all.addAll(List.of(options));
        return new ChildJvm(directory, all);
    }

    /** Those whose programs this JDK can run. */
    static List<String> models() {
        List<String> models = new ArrayList<>(List.of("fused", "push", "pull", "embedded"));
        if (Runtime.version().feature() >= 21) {
            models.add("stackful");
        }
        return models;
    }

    /** What a finished command left behind, with line ends as {@code \n}. */
    record Outcome(int status, String out, String err) {}

    Outcome bobbin(String... args) throws IOException, InterruptedException {
        return bobbinWithInput("", args);
    }

    /** With {@code LC_ALL} set. */
    Outcome bobbinInLocale(String locale, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "LC_ALL=" + locale));
        command.addAll(command(System.getProperty("java.class.path"), Main.class.getName(), args));
        return outcome("", command);
    }

    Outcome bobbinWithInput(String input, String... args) throws IOException, InterruptedException {
        return outcome(input, command(System.getProperty("java.class.path"), Main.class.getName(), args));
    }

    /** A program under {@code java}, from a directory of class files and with Bobbin's jars beside it. */
    Outcome plainJava(String classes, String mainClass) throws IOException, InterruptedException {
        return outcome("", command(classes + File.pathSeparator + BobbinJars.classPath(), mainClass));
    }

    private Outcome outcome(String input, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "stdout", ".txt");
        Path err = Files.createTempFile(directory, "stderr", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        }
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + command);
        }
        return new Outcome(process.exitValue(), text(out), text(err));
    }

    /** Starts the command, open to interrupts; its errors go where the test's go. */
    Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(openToInterrupts());
        command.addAll(command(System.getProperty("java.class.path"), Main.class.getName(), args));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Who runs in the background of a script ignores SIGINT, and so do all its children unless told otherwise. */
    private static List<String> openToInterrupts() throws IOException {
        List<String> prefix = List.of("env", "--default-signal=INT");
        List<String> probe = new ArrayList<>(prefix);
        probe.add("true");
        Process probed = new ProcessBuilder(probe).start().onExit().join();
        return probed.exitValue() == 0 ? prefix : List.of();
    }

    private List<String> command(String classPath, String mainClass, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath);
        command.add("-Duser.language=en");
        command.add(mainClass);
        command.addAll(List.of(args));
        return command;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }
}
