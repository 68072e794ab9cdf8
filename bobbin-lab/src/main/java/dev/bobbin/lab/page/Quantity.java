package dev.bobbin.lab.page;

import dev.bobbin.lab.figure.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * A value with its unit, for people: three digits, and the unit that keeps them few.
 *
 * @param metric as in {@link Figure#metric()}, or one of those below
 */
record Quantity(String metric, double value) {
    /** What is no metric of a bench but follows from some. */
    static final String TIMES = "times";

    static final String PERCENT = "percent";
    static final String COUNT = "count";
    static final String BYTES = "bytes";

    private static final int DIGITS = 3;
    private static final int DECIMALS = 2;
    private static final double THOUSAND = 1000;

    private static final List<String> OF_TIME = List.of("ns", "µs", "ms", "s");
    private static final List<String> OF_BYTES = List.of("B", "kB", "MB", "GB", "TB");
    private static final List<String> OF_COUNTS = List.of("", " thousand", " million", " billion");

    /** The units of a metric, which of them it is in, and what stands behind. */
    private record Units(List<String> row, int first, String per) {}

    private static final Units BYTES_OF_MEMORY = new Units(OF_BYTES, 0, "");

    private static final Map<String, Units> UNITS = Map.ofEntries(
            Map.entry("ns/op", new Units(OF_TIME, 0, "")),
            Map.entry("ns/level", new Units(OF_TIME, 0, "")),
            Map.entry("ns/local", new Units(OF_TIME, 0, "")),
            Map.entry("heap-bytes/local", BYTES_OF_MEMORY),
            Map.entry("max-us", new Units(OF_TIME, 1, "")),
            Map.entry("p50-us", new Units(OF_TIME, 1, "")),
            Map.entry("p99-us", new Units(OF_TIME, 1, "")),
            Map.entry("ms", new Units(OF_TIME, 2, "")),
            Map.entry("B/op", BYTES_OF_MEMORY),
            Map.entry("class-bytes/one", BYTES_OF_MEMORY),
            Map.entry("ops/s", new Units(OF_COUNTS, 0, "/s")),
            Map.entry(COUNT, new Units(OF_COUNTS, 0, "")));

    /** As it is written to files, without the digits that are noise. */
    static Quantity of(Figure figure) {
        return new Quantity(figure.metric(), figure.rounded(figure.value()).doubleValue());
    }

    /** The value with its unit. */
    String text() {
        Units units = units();
        int unit = unit(units);
        return digits(value / scale(units, unit), DIGITS) + name(units, unit);
    }

    /** The value and how far the runs lie from it, in the same unit and to the same digit. */
    String text(double error) {
        Units units = units();
        int unit = unit(units);
        String number = digits(value / scale(units, unit), DIGITS);
        int point = number.indexOf('.');
        int decimals = point < 0 ? 0 : number.length() - point - 1;
        String plusMinus = BigDecimal.valueOf(error / scale(units, unit))
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
        return number + " ± " + plusMinus + name(units, unit);
    }

    private Units units() {
        Units units = metric.endsWith("bytes") ? BYTES_OF_MEMORY : UNITS.get(metric);
        return units == null ? new Units(List.of(""), 0, suffix()) : units;
    }

    private String suffix() {
        if (metric.equals(TIMES) || metric.startsWith("times-")) {
            return " ×";
        }
        return metric.contains("percent") ? " %" : "";
    }

    /** The largest that leaves something before the point. */
    private int unit(Units units) {
        int unit = units.first;
        double rest = Math.abs(value);
        while (rest >= THOUSAND && unit < units.row.size() - 1) {
            rest /= THOUSAND;
            unit++;
        }
        return unit;
    }

    private static double scale(Units units, int unit) {
        return Math.pow(THOUSAND, unit - (double) units.first);
    }

    private static String name(Units units, int unit) {
        String name = units.row.get(unit);
        return (name.isEmpty() || name.startsWith(" ") ? "" : " ") + name + units.per;
    }

    /** So many digits, but all of a whole number's, and none behind the second decimal: that is noise. */
    private static String digits(double value, int digits) {
        BigDecimal exact = BigDecimal.valueOf(value);
        int before = exact.precision() - exact.scale();
        int decimals = Math.max(0, Math.min(DECIMALS, digits - before));
        BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }
}
