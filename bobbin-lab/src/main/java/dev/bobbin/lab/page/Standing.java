package dev.bobbin.lab.page;

import dev.bobbin.lab.figure.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A figure among those it is compared with.
 *
 * @param behind how many times worse than the best; no number where there are no multiples of the best
 * @param close whether the difference may be noise
 */
record Standing(Figure figure, double behind, boolean close) {
    /** Of figures with one metric, the best first. */
    static List<Standing> of(List<Figure> figures) {
        if (figures.isEmpty()) {
            return List.of();
        }
        boolean more = Metric.of(figures.get(0).metric()).moreIsBetter();
        Comparator<Figure> byValue = Comparator.comparingDouble(Standing::value);
        Comparator<Figure> bestFirst = more ? byValue.reversed() : byValue;
        List<Figure> sorted = figures.stream()
                .sorted(bestFirst.thenComparingInt(f -> Subject.of(f.subject()).rank()))
                .toList();
        Figure best = sorted.get(0);
        boolean hasBest = !isNothing(best);
        List<Standing> standings = new ArrayList<>();
        for (Figure figure : sorted) {
            double behind = !hasBest
                    ? Double.NaN
                    : more ? ratio(value(best), value(figure)) : ratio(value(figure), value(best));
            standings.add(new Standing(figure, behind, figure != best && figure.isCloseTo(best)));
        }
        return standings;
    }

    /** A slope that may as well be zero, or is negative, as only noise can be: no slope is better than another for that. */
    private static boolean isNothing(Figure figure) {
        return Metric.of(figure.metric()).isSlope() && (figure.noisy() || value(figure) <= 0);
    }

    /** Without the digits that are noise: what they alone tell apart is equally good. */
    private static double value(Figure figure) {
        return figure.rounded(figure.value()).doubleValue();
    }

    /** Of what is nothing, or less, as a slope may be, there are no multiples. */
    private static double ratio(double large, double small) {
        return large == small ? 1 : small > 0 ? large / small : Double.NaN;
    }

    boolean isBest() {
        return behind == 1;
    }

    /** The ratio to the best, as text; empty where a ratio says nothing. */
    String text() {
        if (isBest()) {
            return "best";
        }
        if (Double.isNaN(behind)) {
            return "";
        }
        return (close ? "~ " : "") + new Quantity(Quantity.TIMES, behind).text();
    }
}
