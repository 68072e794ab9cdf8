package dev.bobbin.lab.trial;

import dev.bobbin.lab.figure.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures trials in rounds, each of which runs every trial once, so that a machine that becomes slower or faster
 * meanwhile does so for all subjects alike.
 */
public final class Rounds {
    /**
     * What came out.
     *
     * @param rejected trials without a figure, with the reason
     * @param notes of trials that have something else to show
     */
    public record Outcome(List<Figure> figures, Map<Trial, String> rejected, Map<Trial, String> notes) {}

    private final Map<Trial, Map<String, List<Double>>> samples = new LinkedHashMap<>();
    private final Map<Trial, String> rejected = new LinkedHashMap<>();
    private final Map<Trial, String> notes = new LinkedHashMap<>();
    private final Progress progress;

    private Rounds(Progress progress) {
        this.progress = progress;
    }

    /** A trial that fails once or answers wrongly once is out: it has no figure at all, and is not run again. */
    public static Outcome measure(List<Trial> trials, int rounds, Progress progress) {
        Rounds all = new Rounds(progress);
        for (int round = 1; round <= rounds; round++) {
            int number = 0;
            for (Trial trial : trials) {
                number++;
                if (round <= trial.maxRounds() && !all.rejected.containsKey(trial)) {
                    progress.say("round " + round + "/" + rounds + ", " + number + "/" + trials.size() + ": " + trial);
                    all.run(trial);
                }
            }
        }
        return all.outcome();
    }

    private void run(Trial trial) {
        try {
            Work.Run run = trial.work().measure(trial, progress);
            Map<String, List<Double>> byMetric = samples.computeIfAbsent(trial, t -> new LinkedHashMap<>());
            run.values()
                    .forEach((metric, value) -> byMetric.computeIfAbsent(metric, m -> new ArrayList<>())
                            .add(value));
            if (!run.note().isEmpty()) {
                notes.put(trial, run.note());
            }
        } catch (WrongAnswer e) {
            reject(trial, "wrong answer: " + e.getMessage());
        } catch (TrialFailed e) {
            reject(trial, String.valueOf(e.getMessage()));
        }
    }

    private void reject(Trial trial, String reason) {
        Interruption.holdIfEnding(); // killed children fail; that is no result
        progress.say("rejected: " + reason);
        rejected.put(trial, reason);
        samples.remove(trial);
        notes.remove(trial);
    }

    private Outcome outcome() {
        List<Figure> figures = new ArrayList<>();
        samples.forEach((trial, byMetric) -> byMetric.forEach((metric, values) -> figures.add(Figure.of(
                trial.bench(),
                trial.param(),
                trial.subject(),
                metric,
                values,
                trial.jdk().feature()))));
        return new Outcome(figures, rejected, notes);
    }
}
