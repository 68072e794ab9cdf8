package dev.bobbin.lab.trial;

import dev.bobbin.lab.figure.Figure;
import java.util.List;
import java.util.Map;

/** Runs trials one after the other, in the order of some steps. */
public final class Rounds {
    /**
     * What came out.
     *
     * @param rejected trials without a figure, with the reason
     * @param notes of trials that have something else to show
     */
    public record Outcome(List<Figure> figures, Map<Trial, String> rejected, Map<Trial, String> notes) {}

    /** Hears what happens. */
    public interface Observer extends Progress {
        /** A step begins. */
        void begins(Step step);

        /** It gave no figure. */
        void rejected(Step step, String reason);

        /** It has ended, and what it gave is in what has been measured. */
        void ended(Step step, double seconds);
    }

    private final Measured measured;
    private final Observer observer;

    private Rounds(Measured measured, Observer observer) {
        this.measured = measured;
        this.observer = observer;
    }

    /** All rounds, from the first on. */
    public static Outcome measure(List<Trial> trials, int rounds, Progress progress) {
        Measured measured = new Measured(trials);
        measure(Step.remaining(trials, rounds, measured), measured, new Lines(progress));
        return measured.outcome();
    }

    /** Ends early if the lab is to end. */
    public static void measure(List<Step> steps, Measured measured, Observer observer) {
        Rounds rounds = new Rounds(measured, observer);
        for (Step step : steps) {
            if (Interruption.hasBegun()) {
                return;
            }
            if (!measured.isSettled(step.trial())) {
                rounds.run(step);
            }
        }
    }

    private void run(Step step) {
        Trial trial = step.trial();
        observer.begins(step);
        long begin = System.nanoTime();
        try {
            measured.add(trial, trial.work().measure(trial, observer));
        } catch (WrongAnswer | TrialFailed e) {
            if (Interruption.isWhyItFailed()) {
                return;
            }
            String reason = (e instanceof WrongAnswer ? "wrong answer: " : "") + e.getMessage();
            measured.reject(trial, reason);
            observer.rejected(step, reason);
        }
        observer.ended(step, (System.nanoTime() - begin) / 1e9);
    }

    /** Says what happens, for who wants to know no more. */
    private record Lines(Progress progress) implements Observer {
        @Override
        public void begins(Step step) {
            progress.say("round " + step.round() + ": " + step.trial());
        }

        @Override
        public void rejected(Step step, String reason) {
            progress.say("rejected: " + reason);
        }

        @Override
        public void ended(Step step, double seconds) {}

        @Override
        public void say(String line) {
            progress.say(line);
        }
    }
}
