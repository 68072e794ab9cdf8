package dev.bobbin;

import dev.bobbin.abi.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    /** A duration to sleep for. What the task then waits for is {@link Asleep}, so that this object need not be kept. */
    private static final class Sleep extends Async<Void> {
        private final long nanos;
        private boolean started;

        Sleep(long nanos) {
            this.nanos = nanos;
        }

        @Override
        protected @Nullable Object start(Context context) {
            synchronized (this) {
                if (started) {
                    throw new IllegalStateException("this sleep has been awaited before: it runs once");
                }
                started = true;
            }
            if (nanos == 0) {
                return null;
            }
            Task<?> task = (Task<?>) context.task();
            return Asleep.until(task.dispatcher().nanoTime() + nanos, context);
        }
    }
}
