package dev.bobbin.lab.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * One measured value.
 *
 * @param metric the unit: {@code ns/op}, {@code B/op}, {@code heap-bytes}, ...
 * @param value the median of the runs
 * @param error half the distance between the lowest and the highest run
 * @param runs how many there were, each in a process of its own
 * @param jdk the feature version it was measured on; 0 if it was measured on none
 */
public record Figure(
        String bench, String param, String subject, String metric, double value, double error, int runs, int jdk) {

    /** The figure that some runs give. */
    public static Figure of(String bench, Param param, String subject, String metric, List<Double> runs, int jdk) {
        List<Double> sorted = runs.stream().sorted().toList();
        int n = sorted.size();
        double median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
        double error = (sorted.get(n - 1) - sorted.get(0)) / 2;
        return new Figure(bench, param.toString(), subject, metric, median, error, n, jdk);
    }

    /**
     * The value or the error without the digits that are noise: in the third decimal, JMH's own work between iterations
     * shows as bytes allocated, and the scope that holds a million tasks as bytes of each.
     */
    BigDecimal rounded(double number) {
        int decimals = metric.equals("B/op") || metric.endsWith("-bytes") ? 2 : 3;
        BigDecimal rounded = BigDecimal.valueOf(number)
                .setScale(decimals, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
