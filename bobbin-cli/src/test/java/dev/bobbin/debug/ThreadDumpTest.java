package dev.bobbin.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A coroutine that a worker runs, seen by {@code jstack}. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ThreadDumpTest {
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

    @TempDir
    Path directory;

    @Test
    void jstack_ofAWorkerThatRunsACoroutine_namesTaskMethodAndLine() throws Exception {
        // given
        DebuggedProgram program = DebuggedProgram.of("Dumped", Options.defaults(), directory);
        List<String> command =
                new ArrayList<>(List.of(BIN.resolve("java").toString(), "-Ddev.bobbin.thread-names=true"));
        command.addAll(program.flags());
        command.add(program.mainClass());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("stands");

            // when
            String frame = "debug.Dumped.inner$resume(Dumped.java:" + program.line("inner stands") + ")";
            String dump = dumpWith(frame, process.pid());

            // then
            String worker = dump.lines()
                    .dropWhile(line -> !line.startsWith("\"bobbin-worker-") || !line.contains(" runs "))
                    .takeWhile(line -> !line.isBlank())
                    .collect(Collectors.joining("\n"));
            assertThat(worker)
                    .containsPattern("^\"bobbin-worker-\\d+ runs Dumped.outer@[0-9a-f]+\"")
                    .contains(frame);
            process.getOutputStream().write('7');
            process.getOutputStream().flush();
            assertThat(out.readLine()).isEqualTo("55");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Looks until the coroutine has gone on after its await; the test's time limit is the only one. */
    private static String dumpWith(String frame, long pid) throws IOException, InterruptedException {
        while (true) {
            Process jstack = new ProcessBuilder(BIN.resolve("jstack").toString(), String.valueOf(pid))
                    .redirectErrorStream(true)
                    .start();
            String dump = new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(jstack.waitFor(60, TimeUnit.SECONDS)).isTrue();
            if (dump.contains(frame)) {
                return dump;
            }
        }
    }
}
