package dev.bobbin;

import dev.bobbin.abi.Abi;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How often, and after which pauses, something is tried again that has failed. Immutable.
 *
 * <pre>{@code
 * static final Retry POLITELY = Retry.times(5).backOff(Duration.ofMillis(100), Duration.ofSeconds(10)).when(e -> e instanceof IOException);
 *
 * String page = Async.retry(POLITELY, () -> fetch(url)).await();
 * }</pre>
 */
public final class Retry {
    private final int times;
    private final long first;
    private final long longest;
    private final double jitter;
    private final Predicate<? super Exception> when;

    private Retry(int times, long first, long longest, double jitter, Predicate<? super Exception> when) {
        this.times = times;
        this.first = first;
        this.longest = longest;
        this.jitter = jitter;
        this.when = when;
    }

    /**
     * At most so many attempts, the first included, without a pause, whatever exception the one before has thrown.
     *
     * @throws IllegalArgumentException if that is less than 1
     */
    public static Retry times(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException(attempts + " attempts: at least 1");
        }
        return new Retry(attempts, 0, 0, 0.5, failure -> true);
    }

    /**
     * Pauses before each further attempt: at first so long, then twice as long each time, up to the longest; see {@link #jitter}.
     *
     * @throws IllegalArgumentException if one is negative, or the longest is shorter than the first
     */
    public Retry backOff(Duration firstPause, Duration longestPause) {
        if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("pauses from " + firstPause + " to " + longestPause);
        }
        return new Retry(times, Clock.nanos(firstPause), Clock.nanos(longestPause), jitter, when);
    }

    /**
     * How much of a pause is left to chance, so that many who have failed together do not come back together: 0 for none of it, 1
     * for all. A half by default.
     *
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public Retry jitter(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("a jitter of " + part + ": from 0 to 1");
        }
        return new Retry(times, first, longest, part, when);
    }

    /** Only failures for which this is true are worth another attempt. If it throws, that is thrown, with the failure suppressed into it. */
    public Retry when(Predicate<? super Exception> worthwhile) {
        return new Retry(times, first, longest, jitter, Objects.requireNonNull(worthwhile, "worthwhile"));
    }

    /** The nanoseconds to pause after so many attempts, at least 1, have failed. */
    long pause(int attempts) {
        long whole = first;
        for (int i = 1; i < attempts && whole < longest && whole > 0; i++) {
            whole = whole > longest / 2 ? longest : whole * 2;
        }
        return whole - (long) (whole * jitter * ThreadLocalRandom.current().nextDouble());
    }

    /** The attempts. An Error is no reason for another one, and neither is a cancellation, or what has stopped a scope that the caller has open. */
    static final class Attempts<T extends @Nullable Object> extends Repeating<T> {
        private final Retry how;
        private final AsyncSupplier<T> attempt;
        private int attempts;
        private boolean pauses;
        private @Nullable Object result;

        Attempts(Retry how, AsyncSupplier<T> attempt) {
            this.how = how;
            this.attempt = attempt;
        }

        @Override
        @Nullable
        Async<?> next(@Nullable Object value, @Nullable Throwable failure) throws Throwable {
            if (attempts == 0 || pauses && failure == null) {
                return attempt();
            }
            if (failure == null) {
                result = value;
                return null;
            }
            if (pauses
                    || !(failure instanceof Exception e)
                    || isOfTheBody(failure)
                    || attempts == how.times
                    || !isWorthwhile(e)) {
                throw failure;
            }
            pauses = true;
            return Clock.sleep(Duration.ofNanos(how.pause(attempts)));
        }

        private boolean isWorthwhile(Exception failure) {
            try {
                return how.when.test(failure);
            } catch (Throwable t) { // of the program's predicate: it takes the place of what it was asked about
                Abi.addSuppressed(t, failure);
                throw t;
            }
        }

        @Override
        protected String what() {
            return "Async.retry()";
        }

        /** A limit, or another child's failure, that stops whoever awaits this. */
        private static boolean isOfTheBody(Throwable failure) {
            Task<?> running = Task.running();
            return running != null && running.isStoppedBy(failure);
        }

        private Async<T> attempt() {
            attempts++;
            pauses = false;
            return Objects.requireNonNull(get(), "the supplier of an attempt returned null instead of an Async");
        }

        private Async<T> get() {
            try {
                return attempt.get();
            } catch (Exception e) { // as if it came out of the await
                return Async.failed(e);
            }
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // what the attempt gave; T may itself be nullable
        T outcome() {
            return (T) result;
        }
    }
}
