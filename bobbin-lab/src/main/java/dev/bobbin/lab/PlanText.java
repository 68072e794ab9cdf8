package dev.bobbin.lab;

import dev.bobbin.lab.trial.Estimate;
import dev.bobbin.lab.trial.Step;
import dev.bobbin.lab.trial.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is going to be run, for people. */
final class PlanText {
    private PlanText() {}

    /** In a sentence: {@code 812 processes in 840 runs, about 1 h 5 min}. */
    static String sum(List<Step> steps) {
        int processes =
                steps.stream().mapToInt(step -> step.trial().cost().processes()).sum();
        return steps.size() + " runs in " + processes + " processes, about "
                + Estimate.text(new Estimate().seconds(steps));
    }

    /** A line for each trial: how many runs, how long they take, and what it is. */
    static String list(List<Step> steps) {
        Map<Trial, Integer> runs = new LinkedHashMap<>();
        steps.forEach(step -> runs.merge(step.trial(), 1, Integer::sum));
        StringBuilder text = new StringBuilder();
        runs.forEach((trial, number) -> text.append(String.format(
                Locale.ROOT,
                "%3d runs %6.1f s  %s%n",
                number,
                number * trial.cost().seconds(),
                trial)));
        return text.toString();
    }
}
