package dev.bobbin;

import java.time.Duration;

/** Time for coroutines. */
public final class Clock {
    private Clock() {}

    /**
     * Suspends for at least this long; a zero or negative duration does not suspend at all: deadlines that have passed may be
     * computed. Durations beyond 146 years are taken as that.
     */
    public static Async<Void> sleep(Duration duration) {
        return new Sleep(nanos(duration));
    }

    /** For people, of a limit. */
    static String passed(Duration limit) {
        return limit.isNegative() || limit.isZero()
                ? "not done at once, as a limit of " + limit + " demands"
                : "not done after " + limit;
    }

    /** The duration in nanoseconds, 0 for a negative one, at most {@code Long.MAX_VALUE / 2}, so that a sum with a clock does not overflow. */
    static long nanos(Duration duration) {
        long max = Long.MAX_VALUE / 2;
        if (duration.compareTo(Duration.ofNanos(max)) > 0) {
            return max;
        }
        return duration.isNegative() ? 0 : duration.toNanos();
    }
}
