package dev.bobbin.lab.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures that follow from others. Their error is what the errors of those allow at most, lowest and highest what their runs
 * allow, and their runs are those of the one that has the fewest.
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
            if (one != null && f.metric().equals(metric) && !f.subject().equals(reference) && one.min() > 0) {
                double ratio = f.value() / one.value();
                double error = (f.error() + ratio * one.error()) / one.value();
                double min = f.min() / one.max();
                double max = f.max() / one.min();
                int runs = Math.min(f.runs(), one.runs());
                ratios.add(derived(f, f.param(), ratioMetric, ratio, error, min, max, runs, f.isCloseTo(one)));
            }
        }
        return ratios;
    }

    /**
     * How much more a subject's value is with the highest value of a number of the param than with the lowest. Where there are
     * fewer than two values there is none.
     *
     * @param number its name in the param; the difference's param has the range in its place: {@code tasks=0..100000}
     */
    public static List<Figure> differences(List<Figure> figures, String metric, String number, String moreMetric) {
        List<Figure> ends = new ArrayList<>();
        for (List<Figure> line : lines(figures, metric, number)) {
            if (line.size() > 1) {
                ends.add(difference(line, number, moreMetric));
            }
        }
        return ends;
    }

    private static Figure difference(List<Figure> line, String number, String metric) {
        Comparator<Figure> byNumber =
                Comparator.comparingInt(f -> Param.of(f.param()).number(number));
        Figure low = Collections.min(line, byNumber);
        Figure high = Collections.max(line, byNumber);
        double error = high.error() + low.error();
        int runs = Math.min(high.runs(), low.runs());
        return derived(
                low,
                range(line, number),
                metric,
                high.value() - low.value(),
                error,
                high.min() - low.max(),
                high.max() - low.min(),
                runs,
                high.isCloseTo(low));
    }

    /**
     * By how much a subject's value grows for each one that a number of the param grows: the slope of the straight line with
     * the least squares. Where there are fewer than two values there is none.
     *
     * @param number its name in the param; the slope's param has the range of values in its place: {@code depth=1..100}
     */
    public static List<Figure> slopes(List<Figure> figures, String metric, String number, String slopeMetric) {
        List<Figure> slopes = new ArrayList<>();
        for (List<Figure> line : lines(figures, metric, number)) {
            if (line.stream().map(Figure::param).distinct().count() > 1) {
                slopes.add(slope(line, number, slopeMetric));
            }
        }
        return slopes;
    }

    /** Figures that differ in that number only. */
    private static Collection<List<Figure>> lines(List<Figure> figures, String metric, String number) {
        Map<List<Object>, List<Figure>> lines = new LinkedHashMap<>();
        for (Figure f : figures) {
            if (f.metric().equals(metric) && Param.of(f.param()).has(number)) {
                String others = Param.of(f.param()).without(number);
                lines.computeIfAbsent(List.of(f.bench(), others, f.subject(), f.jdk()), k -> new ArrayList<>())
                        .add(f);
            }
        }
        return lines.values();
    }

    /** The param of all of them: how that is spelt with all values of the number. */
    private static String range(List<Figure> line, String number) {
        int[] values = line.stream()
                .mapToInt(f -> Param.of(f.param()).number(number))
                .sorted()
                .toArray();
        String range = number + "=" + values[0] + ".." + values[values.length - 1];
        String others = Param.of(line.get(0).param()).without(number);
        return others.isEmpty() ? range : range + "," + others;
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
        double min = 0;
        double max = 0;
        int runs = Integer.MAX_VALUE;
        for (Figure f : line) {
            double weight = (Param.of(f.param()).number(number) - mean) / squares;
            slope += weight * f.value();
            error += Math.abs(weight) * f.error();
            min += weight * (weight < 0 ? f.max() : f.min());
            max += weight * (weight < 0 ? f.min() : f.max());
            runs = Math.min(runs, f.runs());
        }
        boolean noisy = min <= 0 && max >= 0 || line.stream().anyMatch(Figure::isOfUnknownRange);
        return derived(line.get(0), range(line, number), metric, slope, error, min, max, runs, noisy);
    }

    /** Of the same bench, subject and JDK as one that it follows from. */
    private static Figure derived(
            Figure from,
            String param,
            String metric,
            double value,
            double error,
            double min,
            double max,
            int runs,
            boolean noisy) {
        return new Figure(
                from.bench(),
                param,
                from.subject(),
                metric,
                value,
                error,
                min,
                max,
                runs,
                List.of(),
                from.jdk(),
                noisy);
    }
}
