package dev.bobbin.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.FigureFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lab in a JVM of its own, measuring, until a signal comes. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptionTest {
    private static final String[] MEASURE = {
        "--quick", "--rounds", "2", "--only", "call,generator", "--subjects", "java-plain"
    };

    @TempDir
    private Path directory;

    /** A terminal tells all processes of the command; so does this, those that measure first. */
    @Test
    void ctrlC_whileItMeasures_keepsWhatThereIsAndGoesOnWithTheRest() throws Exception {
        Path file = directory.resolve("figures.json");
        Ended interrupted = interrupted("INT", true, "--json", file.toString());

        assertThat(interrupted.status).isEqualTo(130);
        assertThat(interrupted.out).contains("call", "java-plain").doesNotContain("rejected", "generator");
        assertThat(interrupted.err)
                .last()
                .isEqualTo("interrupted after 2 of 7 runs; to go on: ./bobbin lab --resume " + file);
        FigureFile.Content begun = FigureFile.read(file);
        assertThat(begun.interrupted()).isTrue();
        assertThat(begun.machine().calibration()).hasSize(1);
        Figure first = time(begun, "call");
        assertThat(first.runs()).isEqualTo(1);
        assertThat(begun.figures()).noneMatch(f -> f.bench().equals("generator"));

        Process process = start("--resume", file.toString());
        List<String> said = process.errorReader(UTF_8).lines().toList();

        assertThat(process.waitFor()).as("status after %s", said).isZero();
        assertThat(said.stream().filter(line -> line.startsWith("[")))
                .extracting(line -> line.substring(line.indexOf("round")).replaceFirst(", JDK.*", ""))
                .containsExactly(
                        "round 1/2, calibration steps=20000000, machine",
                        "round 1/2, generator kind=objects, java-plain",
                        "round 2/2, calibration steps=20000000, machine",
                        "round 2/2, call depth=10, java-plain",
                        "round 2/2, generator kind=objects, java-plain",
                        "round 2/2, calibration steps=20000000, machine");
        FigureFile.Content whole = FigureFile.read(file);
        assertThat(whole.interrupted()).isFalse();
        assertThat(whole.machine().calibration())
                .hasSize(4)
                .startsWith(begun.machine().calibration().get(0));
        assertThat(time(whole, "call").raw()).hasSize(2).startsWith(first.value());
        assertThat(time(whole, "generator").raw()).hasSize(2);
    }

    @Test
    void sigterm_withoutAFile_namesOneToGoOnWith() throws Exception {
        Ended ended = interrupted("TERM", false);

        assertThat(ended.status).isEqualTo(143);
        assertThat(ended.out).contains("java-plain");
        String last = ended.err.get(ended.err.size() - 1);
        Path file = Path.of(last.substring(last.indexOf("--resume ") + "--resume ".length()));
        assertThat(time(FigureFile.read(file), "call").runs()).isEqualTo(1);
        Files.delete(file);
    }

    @Test
    void kill_whichNobodyIsTold_leavesAFileOfWhatWasMeasured() throws Exception {
        Path file = directory.resolve("figures.json");

        Ended ended = interrupted("KILL", true, "--json", file.toString());

        assertThat(ended.status).isEqualTo(137);
        FigureFile.Content left = FigureFile.read(file);
        assertThat(left.interrupted()).isTrue();
        assertThat(time(left, "call").runs()).isEqualTo(1);
        assertThat(directory.toFile().list()).containsExactly("figures.json");
    }

    private record Ended(int status, String out, List<String> err) {}

    /** Starts the lab, and sends it a signal while its third run has a process. */
    private Ended interrupted(String signal, boolean all, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(MEASURE));
        arguments.addAll(List.of(more));
        Process process = start(arguments.toArray(String[]::new));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
            List<String> err = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                err.add(line);
                if (line.startsWith("[3/7]")) {
                    send(signal, process, all);
                }
            }
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), out, err);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void send(String signal, Process process, boolean all) throws Exception {
        List<ProcessHandle> measuring = process.descendants().toList();
        while (measuring.isEmpty()) {
            Thread.onSpinWait();
            measuring = process.descendants().toList();
        }
        List<String> kill = new ArrayList<>(List.of("kill", "-" + signal));
        if (all) {
            measuring.forEach(child -> kill.add(Long.toString(child.pid())));
        }
        kill.add(Long.toString(process.pid()));
        assertThat(new ProcessBuilder(kill).inheritIO().start().waitFor()).isZero();
        for (ProcessHandle child : measuring) {
            child.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(openToInterrupts());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Lab.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(directory.toFile()).start();
    }

    /** Who runs in the background of a script ignores SIGINT, and so do all its children unless told otherwise. */
    private static List<String> openToInterrupts() throws IOException {
        List<String> prefix = List.of("env", "--default-signal=INT");
        List<String> probe = new ArrayList<>(prefix);
        probe.add("true");
        Process probed = new ProcessBuilder(probe).start().onExit().join();
        return probed.exitValue() == 0 ? prefix : List.of();
    }

    private static Figure time(FigureFile.Content content, String bench) {
        return content.figures().stream()
                .filter(f -> f.bench().equals(bench) && f.metric().equals("ns/op"))
                .findFirst()
                .orElseThrow();
    }
}
