package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Timer;
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

    private static final class Sleep extends Async<Void> {
        private final long nanos;
        private long deadline;
        private boolean started;
        private volatile boolean over;
        private @Nullable Timer timer;
        private @Nullable Dispatcher dispatcher;

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
            deadline = dispatcherOf(context.task()).nanoTime() + nanos;
            return context.suspend(this);
        }

        @Override
        protected boolean park(Awaitable task) {
            Dispatcher d = dispatcherOf(task);
            Timer set = d.schedule(deadline, () -> {
                over = true;
                Abi.wake(task, this);
            });
            synchronized (this) {
                dispatcher = d;
                timer = set;
            }
            return true;
        }

        private static Dispatcher dispatcherOf(Awaitable task) {
            return ((Task<?>) task).scope().dispatcher();
        }

        @Override
        protected @Nullable Object wake(Context context) {
            return over ? null : context.suspend(this);
        }

        @Override
        protected void forget(Awaitable task) {
            synchronized (this) {
                if (timer != null && dispatcher != null) {
                    dispatcher.cancel(timer);
                    timer = null;
                }
            }
        }
    }
}
