package dev.bobbin.lab.timers;

import dev.bobbin.lab.trial.Answer;
import dev.bobbin.lab.trial.ChildReport;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** When each timer is to fire, and when it did. Each place of the arrays is written by one thread, and read when that has ended. */
final class Deadlines {
    /** All but each tenth timer is cancelled. */
    private static final int KEPT = 10;

    private static final long NOT_FIRED = Long.MIN_VALUE;

    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    private final long first;
    private final long last;
    private final long[] deadlines;
    private final long[] lateness;
    private final LongAdder pending = new LongAdder();

    /**
     * @param lead nanoseconds until the first deadline: all timers must be set, and most cancelled, by then
     * @param spread nanoseconds over which the deadlines are scattered
     */
    Deadlines(int timers, long lead, long spread) {
        first = System.nanoTime() + lead;
        deadlines = new SplittableRandom(timers)
                .longs(timers, 0, spread)
                .map(after -> first + after)
                .toArray();
        last = first + spread;
        lateness = new long[timers];
        Arrays.fill(lateness, NOT_FIRED);
    }

    int count() {
        return deadlines.length;
    }

    /** In nanoseconds. */
    long until(int timer) {
        return deadlines[timer] - System.nanoTime();
    }

    boolean isKept(int timer) {
        return timer % KEPT == 0;
    }

    /** Those whose timers are kept, or those whose timers are cancelled. */
    int[] timers(boolean kept) {
        return IntStream.range(0, count()).filter(i -> isKept(i) == kept).toArray();
    }

    /** One more timer is about to be pending. */
    void set() {
        pending.increment();
    }

    boolean allSet() {
        return pending.sum() == count();
    }

    void fired(int timer) {
        lateness[timer] = System.nanoTime() - deadlines[timer];
    }

    /** Whether a timer may have fired. */
    boolean hasBegun() {
        return System.nanoTime() - first >= 0;
    }

    /** Whether all should have fired a minute ago. */
    boolean isLongOver() {
        return System.nanoTime() - last >= LONG;
    }

    /** Each timer that was kept has fired, none of the others has, and none too early. */
    void check() {
        int early = 0;
        int missing = 0;
        int undead = 0;
        for (int i = 0; i < count(); i++) {
            boolean fired = lateness[i] != NOT_FIRED;
            early += fired && lateness[i] < 0 ? 1 : 0;
            missing += !fired && isKept(i) ? 1 : 0;
            undead += fired && !isKept(i) ? 1 : 0;
        }
        Answer.check("timers that fired early", 0, early);
        Answer.check("timers that never fired", 0, missing);
        Answer.check("cancelled timers that fired", 0, undead);
    }

    void report() {
        long[] sorted = Arrays.stream(lateness)
                .filter(nanos -> nanos != NOT_FIRED)
                .sorted()
                .toArray();
        ChildReport.figure("p50-us", quantile(sorted, 0.5));
        ChildReport.figure("p99-us", quantile(sorted, 0.99));
    }

    private static double quantile(long[] sorted, double quantile) {
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1e3;
    }
}
