package dev.bobbin.lab.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;

/**
 * One measured value, or one that follows from others ({@link Derived}).
 *
 * @param metric the unit: {@code ns/op}, {@code B/op}, {@code heap-bytes}, ...
 * @param value the median of the runs
 * @param error half the distance between the lowest and the highest run
 * @param min the lowest run; of a derived figure, the least that the runs it follows from allow
 * @param max the highest, likewise
 * @param runs how many there were, each in a process of its own
 * @param raw what each run gave, in the order of the rounds; empty if the figure is derived
 * @param jdk the feature version it was measured on; 0 if it was measured on none
 * @param noisy whether a derived figure shows a difference that may be noise: {@link #isCloseTo}
 */
public record Figure(
        String bench,
        String param,
        String subject,
        String metric,
        double value,
        double error,
        double min,
        double max,
        int runs,
        List<Double> raw,
        int jdk,
        boolean noisy) {
    /** What is counted, and the same in each run but for what is rounded off. */
    private static final Set<String> COUNTED =
            Set.of("B/op", "heap-bytes", "objects", "class-bytes", "code-bytes", "classes");

    /** Where the counts are not: how much of a stack the VM keeps depends on which frames its JIT has compiled by then. */
    private static final Set<String> WITH_STACKS = Set.of("bobbin-stackful", "virtual-threads");

    private static final Set<String> OF_MEMORY = Set.of("B/op", "heap-bytes", "objects");

    public Figure {
        raw = List.copyOf(raw);
    }

    /** The figure that some runs give. */
    public static Figure of(String bench, Param param, String subject, String metric, List<Double> raw, int jdk) {
        List<Double> sorted = raw.stream().sorted().toList();
        int n = sorted.size();
        double median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
        double min = sorted.get(0);
        double max = sorted.get(n - 1);
        double error = (max - min) / 2;
        return new Figure(bench, param.toString(), subject, metric, median, error, min, max, n, raw, jdk, false);
    }

    /**
     * Whether the difference between two figures of one metric may be noise: a run of the one lies among the runs of the other. If
     * one of them is of a single run of what is not counted exactly, nobody knows how far its runs would lie apart, and so it may.
     */
    public boolean isCloseTo(Figure other) {
        return isOfUnknownRange() || other.isOfUnknownRange() || min <= other.max && other.min <= max;
    }

    /** Whether there is a single run of something that differs from run to run: how far others would lie from it, nobody knows. */
    public boolean isOfUnknownRange() {
        return runs < 2 && !isExact();
    }

    private boolean isExact() {
        return COUNTED.contains(metric) && !(WITH_STACKS.contains(subject) && OF_MEMORY.contains(metric));
    }

    /** Whether it follows from others, and has no runs of its own. */
    public boolean isDerived() {
        return raw.isEmpty();
    }

    /**
     * A number of this figure without the digits that are noise: in the third decimal, JMH's own work between iterations
     * shows as bytes allocated, and the scope that holds a million tasks as bytes of each.
     */
    public BigDecimal rounded(double number) {
        int decimals = metric.equals("B/op") || metric.endsWith("-bytes") ? 2 : 3;
        BigDecimal rounded = BigDecimal.valueOf(number)
                .setScale(decimals, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
