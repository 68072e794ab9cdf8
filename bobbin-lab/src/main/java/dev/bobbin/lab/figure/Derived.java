package dev.bobbin.lab.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures that follow from others. Their error is what the errors of those allow at most, and their runs are those of the one
 * that has the fewest.
 */
public final class Derived {
    private Derived() {}

    /** The value of each other subject in values of the reference, where bench, param and JDK are the same. */
    public static List<Figure> ratios(List<Figure> figures, String metric, String reference, String ratioMetric) {
        Map<List<Object>, Figure> references = new LinkedHashMap<>();
        for (Figure f : figures) {
            if (f.metric().equals(metric) && f.subject().equals(reference)) {
                references.put(List.of(f.bench(), f.param(), f.jdk()), f);
            }
        }
        List<Figure> ratios = new ArrayList<>();
        for (Figure f : figures) {
            Figure one = references.get(List.of(f.bench(), f.param(), f.jdk()));
            if (one != null && f.metric().equals(metric) && !f.subject().equals(reference) && one.value() > 0) {
                double ratio = f.value() / one.value();
                double error = (f.error() + ratio * one.error()) / one.value();
                int runs = Math.min(f.runs(), one.runs());
                ratios.add(new Figure(f.bench(), f.param(), f.subject(), ratioMetric, ratio, error, runs, f.jdk()));
            }
        }
        return ratios;
    }

    /**
     * By how much a subject's value grows for each one that a number of the param grows: the slope of the straight line with
     * the least squares. Where there are fewer than two values there is none.
     *
     * @param number its name in the param; the slope's param has the range of values in its place: {@code depth=1..100}
     */
    public static List<Figure> slopes(List<Figure> figures, String metric, String number, String slopeMetric) {
        Map<List<Object>, List<Figure>> lines = new LinkedHashMap<>();
        for (Figure f : figures) {
            if (f.metric().equals(metric) && Param.of(f.param()).has(number)) {
                String others = Param.of(f.param()).without(number);
                lines.computeIfAbsent(List.of(f.bench(), others, f.subject(), f.jdk()), k -> new ArrayList<>())
                        .add(f);
            }
        }
        List<Figure> slopes = new ArrayList<>();
        for (List<Figure> line : lines.values()) {
            if (line.size() > 1) {
                slopes.add(slope(line, number, slopeMetric));
            }
        }
        return slopes;
    }

    private static Figure slope(List<Figure> line, String number, String metric) {
        int[] x = line.stream()
                .mapToInt(f -> Param.of(f.param()).number(number))
                .sorted()
                .toArray();
        double mean = 0;
        for (int at : x) {
            mean += (double) at / x.length;
        }
        double squares = 0;
        for (int at : x) {
            squares += (at - mean) * (at - mean);
        }
        double slope = 0;
        double error = 0;
        int runs = Integer.MAX_VALUE;
        for (Figure f : line) {
            double weight = (Param.of(f.param()).number(number) - mean) / squares;
            slope += weight * f.value();
            error += Math.abs(weight) * f.error();
            runs = Math.min(runs, f.runs());
        }
        Figure first = line.get(0);
        String range = number + "=" + x[0] + ".." + x[x.length - 1];
        String others = Param.of(first.param()).without(number);
        String param = others.isEmpty() ? range : range + "," + others;
        return new Figure(first.bench(), param, first.subject(), metric, slope, error, runs, first.jdk());
    }
}
