package dev.bobbin.lab;

import dev.bobbin.lab.trial.Estimate;
import dev.bobbin.lab.trial.Rounds;
import dev.bobbin.lab.trial.Step;
import java.util.List;

/** Shows how far the measuring has come, and has each step saved. */
final class Watch implements Rounds.Observer {
    private final List<Step> steps;
    private final int rounds;
    private final ProgressLine line;
    private final Runnable save;
    private final Estimate estimate = new Estimate();
    private final long begin = System.nanoTime();
    private int done;
    private String shown = "";

    /** @param save called after each step */
    Watch(List<Step> steps, int rounds, ProgressLine line, Runnable save) {
        this.steps = steps;
        this.rounds = rounds;
        this.line = line;
        this.save = save;
    }

    /** How many steps have ended, or were not to be run any more. */
    int done() {
        return done;
    }

    @Override
    public void begins(Step step) {
        done += steps.subList(done, steps.size()).indexOf(step);
        double left = estimate.seconds(steps.subList(done, steps.size()));
        double gone = (System.nanoTime() - begin) / 1e9;
        shown = "[" + (done + 1) + "/" + steps.size() + "] " + Estimate.text(gone) + ", " + Estimate.text(left)
                + " left: round " + step.round() + "/" + rounds + ", " + step.trial();
        line.show(shown);
    }

    @Override
    public void say(String detail) {
        line.detail(shown + " " + detail);
    }

    @Override
    public void rejected(Step step, String reason) {
        line.keep("rejected: " + step.trial() + ": " + reason);
    }

    @Override
    public void ended(Step step, double seconds) {
        done++;
        estimate.took(step, seconds);
        save.run();
    }
}
