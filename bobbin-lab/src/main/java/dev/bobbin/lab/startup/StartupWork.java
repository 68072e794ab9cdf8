package dev.bobbin.lab.startup;

import dev.bobbin.lab.proc.ProcessStatus;
import dev.bobbin.lab.trial.Progress;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import dev.bobbin.lab.trial.WrongAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Starts a program twice: first it is asked, when it has answered, how much memory it has taken, which must not be in the time; then, all its files having
 * been read, it is timed from its start to its end, as the lab sees them.
 *
 * @param command starts it; with one more word it waits, when it has answered, until its standard input ends
 */
public record StartupWork(Function<Trial, List<String>> command) implements Work {
    private static final String ANSWER = "42";

    /** On the trial's JDK, with its flags. */
    public static StartupWork of(Program program) {
        return new StartupWork(trial -> {
            List<String> command = new ArrayList<>();
            command.add(trial.jdk().home().resolve("bin/java").toString());
            command.addAll(trial.flags());
            command.addAll(List.of("-cp", program.path(), program.main()));
            return command;
        });
    }

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        List<String> words = command.apply(trial);
        List<String> waiting = new ArrayList<>(words);
        waiting.add("wait");
        Map<String, Double> values = new LinkedHashMap<>();
        try {
            run(waiting, values);
            long start = System.nanoTime();
            run(words, null);
            values.put("ms", (System.nanoTime() - start) / 1e6);
        } catch (IOException e) {
            throw new TrialFailed("the program: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailed("interrupted");
        }
        values.forEach((metric, value) -> progress.say("  " + value + " " + metric));
        return new Run(values, "");
    }

    /** @param weighed gets its memory, if it can be asked; null for a program that does not wait for that */
    private static void run(List<String> command, @Nullable Map<String, Double> weighed)
            throws IOException, InterruptedException, TrialFailed {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            ProcessStatus status = new ProcessStatus(process.pid());
            if (weighed != null && line != null && status.isThere()) {
                weighed.put("rss-bytes", (double) status.peakResidentBytes());
            }
            process.getOutputStream().close();
            String more = out.readLine();
            int exit = process.waitFor();
            if (exit != 0) {
                throw new TrialFailed("the program ended with status " + exit + ": " + line + " | " + more);
            }
            if (!ANSWER.equals(line) || more != null) {
                throw new WrongAnswer(line + " instead of " + ANSWER);
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
