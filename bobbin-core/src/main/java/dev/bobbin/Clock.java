package dev.bobbin;

import java.time.Duration;

/** Time for coroutines. */
public final class Clock {
    private Clock() {}

    /**
     * Suspends for at least this long; a zero or negative duration does not suspend at all. Durations beyond 292 years
     * are taken as that.
     */
    public static Async<Void> sleep(Duration duration) {
        return new Sleep(nanos(duration));
    }

    /** The duration in nanoseconds, at most {@code Long.MAX_VALUE / 2}, so that a sum with a clock does not overflow. */
    static long nanos(Duration duration) {
        long max = Long.MAX_VALUE / 2;
        if (duration.compareTo(Duration.ofNanos(max)) > 0) {
            return max;
        }
        return duration.isNegative() ? 0 : duration.toNanos();
    }
}
