package dev.bobbin.lab.page;

import dev.bobbin.lab.figure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;

/**
 * What to look up in a run, or to compute from what is there.
 *
 * @param bench whose figures it needs, for who has not measured them
 */
record Measure(String bench, Lookup lookup) {
    /** A value that comes from figures of this run: one for each JDK they were measured on. */
    interface Lookup {
        List<Reading> in(Figures figures);
    }

    /**
     * One value.
     *
     * @param error the most that the errors of the figures allow
     * @param from the figures it follows from
     */
    record Reading(int jdk, Quantity quantity, double error, List<Figure> from) {
        double value() {
            return quantity.value();
        }

        /** Whether it shows a difference that may be noise: of two figures, or of those that a derived one follows from. */
        boolean isNoisy() {
            return from.size() == 1
                    ? from.get(0).noisy()
                    : from.size() == 2
                            && from.get(0).metric().equals(from.get(1).metric())
                            && from.get(0).isCloseTo(from.get(1));
        }

        /** Whether it is a slope of which the runs do not even say that there is one. */
        boolean isNothing() {
            Figure one = from.get(0);
            return from.size() == 1
                    && Metric.of(one.metric()).isSlope()
                    && one.noisy()
                    && (one.value() <= 0 || one.min() <= 0);
        }
    }

    static Measure of(String bench, String param, String subject, String metric) {
        return new Measure(
                bench,
                figures -> figures.find(bench, param, subject, metric).stream()
                        .map(f -> new Reading(f.jdk(), Quantity.of(f), f.error(), List.of(f)))
                        .toList());
    }

    /** The fastest run: what disturbs one can only add to it. */
    static Measure least(String bench, String param, String subject, String metric) {
        return new Measure(
                bench,
                figures -> figures.find(bench, param, subject, metric).stream()
                        .map(f -> new Reading(f.jdk(), new Quantity(metric, f.min()), f.error(), List.of(f)))
                        .toList());
    }

    /** This divided by another, where both were measured on one JDK, or one of them on none. */
    Measure over(Measure other) {
        return with(
                other,
                Quantity.TIMES,
                (a, b) -> a / b,
                (a, b) -> (a.error() + Math.abs(a.value() / b.value()) * b.error()) / Math.abs(b.value()));
    }

    Measure minus(Measure other, String metric) {
        return with(other, metric, (a, b) -> a - b, (a, b) -> a.error() + b.error());
    }

    /** So many times this. */
    Measure times(double factor, String metric) {
        return map(metric, v -> v * factor, (v, error) -> error * factor);
    }

    /** How often this goes into an amount. */
    Measure into(double amount, String metric) {
        return map(metric, v -> amount / v, (v, error) -> amount / v * error / v);
    }

    /** The other where this was not measured. */
    Measure orElse(Measure other) {
        return new Measure(bench, figures -> {
            List<Reading> mine = lookup.in(figures);
            return mine.isEmpty() ? other.lookup.in(figures) : mine;
        });
    }

    private interface Error {
        double of(Reading a, Reading b);
    }

    private Measure with(Measure other, String metric, DoubleBinaryOperator value, Error error) {
        String both = bench.equals(other.bench) ? bench : bench + "," + other.bench;
        return new Measure(both, figures -> {
            List<Reading> readings = new ArrayList<>();
            for (Reading a : lookup.in(figures)) {
                for (Reading b : other.lookup.in(figures)) {
                    if (a.jdk() == b.jdk() || a.jdk() == 0 || b.jdk() == 0) {
                        double result = value.applyAsDouble(a.value(), b.value());
                        List<Figure> from = Stream.of(a.from(), b.from())
                                .flatMap(List::stream)
                                .distinct()
                                .toList();
                        if (Double.isFinite(result)) {
                            int jdk = Math.max(a.jdk(), b.jdk());
                            readings.add(new Reading(jdk, new Quantity(metric, result), error.of(a, b), from));
                        }
                    }
                }
            }
            return readings;
        });
    }

    private interface Mapping {
        double of(double value);
    }

    private Measure map(String metric, Mapping value, DoubleBinaryOperator error) {
        return new Measure(
                bench,
                figures -> lookup.in(figures).stream()
                        .map(r -> new Reading(
                                r.jdk(),
                                new Quantity(metric, value.of(r.value())),
                                error.applyAsDouble(r.value(), r.error()),
                                r.from()))
                        .filter(r -> Double.isFinite(r.value()))
                        .toList());
    }
}
