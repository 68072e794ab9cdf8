package dev.bobbin.lab.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program in a JVM of its own that prints what it measured: lines {@code figure METRIC VALUE}, {@code note TEXT} and
 * {@code wrong TEXT}; any other line is progress.
 *
 * @param main its class
 */
public record ChildWork(String main, List<String> arguments, ClassPath classPath) implements Work {
    private static final int LAST_WORDS = 3;

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        List<String> command = new ArrayList<>(List.of(trial.jdk().java().toString()));
        command.addAll(trial.flags());
        command.addAll(List.of("-cp", classPath.path(), main));
        command.addAll(arguments);
        try {
            Process child =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            child.getOutputStream().close();
            try {
                return read(child, progress);
            } finally {
                child.destroyForcibly();
            }
        } catch (IOException e) {
            throw new TrialFailed(main + " could not be started: " + e.getMessage());
        }
    }

    private Run read(Process child, Progress progress) throws IOException, TrialFailed {
        Map<String, Double> values = new LinkedHashMap<>();
        StringBuilder note = new StringBuilder();
        List<String> other = new ArrayList<>();
        try (BufferedReader lines = child.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("figure ")) {
                    String[] words = line.split(" ");
                    values.put(words[1], Double.valueOf(words[2]));
                    progress.say("  " + words[2] + " " + words[1]);
                } else if (line.startsWith("note ")) {
                    note.append(line.substring("note ".length())).append('\n');
                } else if (line.startsWith("wrong ")) {
                    throw new WrongAnswer(line.substring("wrong ".length()));
                } else {
                    other.add(line);
                }
            }
        }
        int status = exitStatus(child);
        if (status != 0 || values.isEmpty()) {
            List<String> last = other.subList(Math.max(0, other.size() - LAST_WORDS), other.size());
            throw new TrialFailed(main + " ended with status " + status + ": " + String.join(" | ", last));
        }
        return new Run(values, note.toString());
    }

    private static int exitStatus(Process child) throws TrialFailed {
        try {
            return child.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailed("interrupted");
        }
    }
}
