package dev.bobbin.lab.peer;

import dev.bobbin.lab.trial.TrialFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a command printed, on both streams, until it ended.
 *
 * @param succeeded whether it is there, and ended with status 0
 */
record Output(boolean succeeded, List<String> lines) {
    private static final int FIRST_LINES = 10;

    static Output of(List<String> command, Path directory) throws TrialFailed {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return new Output(false, List.of(String.valueOf(e.getMessage()))); // that is how a command is missing
        }
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor() == 0, text.lines().toList());
        } catch (IOException e) {
            throw new TrialFailed(command.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailed("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Empty if it printed nothing. */
    String first() {
        return lines.isEmpty() ? "" : lines.get(0);
    }

    String begin() {
        return lines.stream().limit(FIRST_LINES).collect(Collectors.joining(" | "));
    }
}
