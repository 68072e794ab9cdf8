package dev.bobbin.lab.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How values become lengths.
 *
 * @param log by their logarithms
 * @param low the value at 0
 * @param high the value at 1
 */
record Scale(boolean log, double low, double high) {
    /** Where the largest value is so many times the smallest, the smallest would not be seen on a linear scale. */
    private static final double LINEAR_RANGE = 25;

    private static final int TICKS = 4;
    private static final int FEW_POWERS = 2;
    private static final double NEARLY = 1e-9;

    /** Steps between ticks, in powers of ten. */
    private static final List<Double> STEPS = List.of(1.0, 2.0, 5.0, 10.0);

    /** For values that may be compared by their ratios: from zero, or by logarithms if the range asks for it. */
    static Scale of(double... values) {
        double least = DoubleStream.of(values).min().orElse(0);
        double leastPositive = DoubleStream.of(values).filter(v -> v > 0).min().orElse(1);
        double most = DoubleStream.of(values).max().orElse(1);
        if (least >= 0 && most > LINEAR_RANGE * leastPositive) {
            return new Scale(true, below(leastPositive), most);
        }
        return linear(values);
    }

    /** For values of which nothing is a frequent one, and of what is nearly nothing it does not matter how little. */
    static Scale linear(double... values) {
        double least = Math.min(0, DoubleStream.of(values).min().orElse(0));
        double most = Math.max(0, DoubleStream.of(values).max().orElse(0));
        return new Scale(false, least, most > least ? most : least + 1);
    }

    /** For what is varied, which need not begin at zero. */
    static Scale of(List<Integer> numbers) {
        double least = numbers.stream().mapToInt(n -> n).min().orElse(0);
        double most = numbers.stream().mapToInt(n -> n).max().orElse(1);
        boolean log = least > 0 && most > LINEAR_RANGE * least;
        return new Scale(log, least, most > least ? most : least + 1);
    }

    /** So that the least value has some length too. */
    private static double below(double value) {
        return Math.pow(10, Math.ceil(Math.log10(value)) - 1);
    }

    /** Where a value lies, 0 to 1; what is too small for the scale lies at 0. */
    double position(double value) {
        double at = log ? value <= 0 ? 0 : Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        return Math.max(0, Math.min(1, at));
    }

    /** Round values to mark. */
    List<Double> ticks() {
        return log ? powers() : steps();
    }

    /** Of few powers also their multiples by two and five. */
    private List<Double> powers() {
        int first = (int) Math.floor(Math.log10(low) + NEARLY);
        int last = (int) Math.floor(Math.log10(high) + NEARLY);
        boolean few = last - first < FEW_POWERS;
        int every = Math.max(1, (last - first + TICKS) / (TICKS + 1));
        List<Double> ticks = new ArrayList<>();
        for (int power = first; power <= last; power += every) {
            for (double multiple : few ? List.of(1.0, 2.0, 5.0) : List.of(1.0)) {
                double tick = multiple * Math.pow(10, power);
                if (tick >= low * (1 - NEARLY) && tick <= high * (1 + NEARLY)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    private List<Double> steps() {
        double rough = (high - low) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = STEPS.stream()
                .map(s -> s * power)
                .filter(s -> s >= rough * 0.999)
                .findFirst()
                .orElse(10 * power);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - NEARLY); i * step <= high * (1 + NEARLY); i++) {
            ticks.add(i * step);
        }
        return ticks;
    }
}
