package dev.bobbin.lab.trial;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long steps will take. A trial that has been run takes as long again; any other what it costs, times what the costs of
 * those that have been run were too low by. At first those count little: the first of them may be far off.
 */
public final class Estimate {
    /** Seconds that are taken to have been as expected, before anything has been run. */
    private static final double TRUST = 30;

    private final Map<Trial, Double> took = new HashMap<>();
    private double expected = TRUST;
    private double passed = TRUST;

    /** A step has been run. */
    public void took(Step step, double seconds) {
        if (took.put(step.trial(), seconds) == null) {
            expected += step.trial().cost().seconds();
            passed += seconds;
        }
    }

    /** Of these steps, in seconds. */
    public double seconds(List<Step> steps) {
        double sum = 0;
        for (Step step : steps) {
            Double before = took.get(step.trial());
            sum += before == null ? step.trial().cost().seconds() * passed / expected : before;
        }
        return sum;
    }

    /** For people: {@code 45 s}, {@code 3 min 20 s}, {@code 1 h 5 min}. */
    public static String text(double seconds) {
        long all = Math.round(seconds);
        if (all < 60) {
            return all + " s";
        }
        return all < 3600 ? all / 60 + " min " + all % 60 + " s" : all / 3600 + " h " + all % 3600 / 60 + " min";
    }
}
