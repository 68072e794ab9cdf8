package dev.bobbin.lab.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that prints what it measured: lines {@code figure METRIC VALUE}, {@code note TEXT}, {@code answer NUMBER} and
 * {@code wrong TEXT}; any other line is progress.
 */
public final class Child {
    private static final int LAST_WORDS = 3;

    /** More than the slowest takes: a million stacks. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Map<String, Double> values = new LinkedHashMap<>();
    private final StringBuilder note = new StringBuilder();
    private final List<String> other = new ArrayList<>();
    private @Nullable Long answer;

    private Child() {}

    /**
     * Runs it to its end.
     *
     * @param name for people
     * @param directory where it runs
     * @throws WrongAnswer if it says that it is wrong
     * @throws TrialFailed if it ends with another status than 0 or without a figure, with its last words; or if it does not end
     */
    public static Child run(String name, List<String> command, Path directory, Progress progress) throws TrialFailed {
        return run(name, command, directory, progress, LIMIT);
    }

    static Child run(String name, List<String> command, Path directory, Progress progress, Duration limit)
            throws TrialFailed {
        Process process = start(name, command, directory);
        CompletableFuture<?> end = process.onExit().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        // Then there is nothing more to be read. Not of one that has ended: that closes what it has printed.
        end.exceptionally(late -> {
            process.destroyForcibly();
            return null;
        });
        Child child = new Child();
        try {
            child.read(process, progress);
            child.end(name, process);
            return child;
        } catch (IOException | TrialFailed e) {
            if (end.isCompletedExceptionally()) {
                throw new TrialFailed(name + " had not ended after " + limit.toMinutes() + " minutes");
            }
            throw e instanceof TrialFailed failed
                    ? failed
                    : new TrialFailed(name + " could not be read: " + e.getMessage());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String name, List<String> command, Path directory) throws TrialFailed {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new TrialFailed(name + " could not be started: " + e.getMessage());
        }
    }

    /** What it measured. */
    public Work.Run result() {
        return new Work.Run(values, note.toString());
    }

    /** What it computed, null if it did not say. */
    public @Nullable Long answer() {
        return answer;
    }

    private void read(Process process, Progress progress) throws IOException {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("figure ")) {
                    String[] words = line.split(" ");
                    values.put(words[1], Double.valueOf(words[2]));
                    progress.say("  " + words[2] + " " + words[1]);
                } else if (line.startsWith("note ")) {
                    note.append(line.substring("note ".length())).append('\n');
                } else if (line.startsWith("answer ")) {
                    answer = Long.valueOf(line.substring("answer ".length()));
                } else if (line.startsWith("wrong ")) {
                    throw new WrongAnswer(line.substring("wrong ".length()));
                } else {
                    other.add(line);
                }
            }
        }
    }

    private void end(String name, Process process) throws TrialFailed {
        int status = exitStatus(process);
        if (status != 0 || values.isEmpty()) {
            List<String> last = other.subList(Math.max(0, other.size() - LAST_WORDS), other.size());
            throw new TrialFailed(name + " ended with status " + status + ": " + String.join(" | ", last));
        }
    }

    private static int exitStatus(Process process) throws TrialFailed {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailed("interrupted");
        }
    }
}
