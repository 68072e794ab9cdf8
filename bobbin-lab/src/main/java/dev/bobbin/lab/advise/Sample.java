package dev.bobbin.lab.advise;

import java.util.List;

/**
 * The values that some runs gave, in order of size. What can be known without running has one.
 */
record Sample(List<Double> values) {
    /** Less than that is no reason to choose, be it ever so certain. */
    private static final double NEGLIGIBLE = 0.01;

    Sample {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no value");
        }
    }

    static Sample exact(double value) {
        return new Sample(List.of(value));
    }

    double low() {
        return values.get(0);
    }

    double high() {
        return values.get(values.size() - 1);
    }

    double median() {
        int n = values.size();
        return (values.get((n - 1) / 2) + values.get(n / 2)) / 2;
    }

    /** Whether some run of this one gave no more than some run of the other, or hardly more. */
    boolean isAsGoodAs(Sample best) {
        return low() <= best.high() * (1 + NEGLIGIBLE);
    }
}
