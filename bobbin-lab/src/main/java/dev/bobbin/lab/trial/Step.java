package dev.bobbin.lab.trial;

import java.util.ArrayList;
import java.util.List;

/** One run of a trial in a round, counted from 1. */
public record Step(int round, Trial trial) {
    /**
     * What is still to be run, in order. Each round runs every trial once, so that a machine that becomes slower or faster
     * meanwhile does so for all subjects alike; what has been measured before is not run again.
     */
    public static List<Step> remaining(List<Trial> trials, int rounds, Measured measured) {
        List<Step> steps = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Trial trial : trials) {
                if (round <= trial.maxRounds() && round > measured.runs(trial) && !measured.isSettled(trial)) {
                    steps.add(new Step(round, trial));
                }
            }
        }
        return steps;
    }

    /** With one more trial before each round, and at the end; none if there are no steps. */
    public static List<Step> withBetween(Trial between, List<Step> steps) {
        List<Step> all = new ArrayList<>();
        int round = 0;
        for (Step step : steps) {
            if (step.round() != round) {
                round = step.round();
                all.add(new Step(round, between));
            }
            all.add(step);
        }
        if (round > 0) {
            all.add(new Step(round, between));
        }
        return all;
    }
}
