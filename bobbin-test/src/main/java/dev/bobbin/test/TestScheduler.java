package dev.bobbin.test;

import dev.bobbin.Async;
import dev.bobbin.AsyncSupplier;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler for tests: all tasks on the calling thread, a clock that jumps to the next deadline when nothing is ready, and an order
 * that is drawn from a seed, so that it can be had again.
 *
 * <pre>{@code
 * try (var test = TestScheduler.seeded(1)) {
 *     test.run(() -> Clock.sleep(Duration.ofDays(1))); // takes no time
 *     assertEquals(Duration.ofDays(1), test.now());
 * }
 * }</pre>
 *
 * <p>A test that can never end fails, and says what each task waits for, with file and line. What waits for the system, a socket, a file or
 * {@code Blocking.call}, is awaited in real time, in which the clock stands still.
 *
 * <p>It belongs to the thread that uses it; tasks may be woken by others.
 */
public final class TestScheduler implements AutoCloseable {
    private static final int TURNS = 10_000_000;

    /** Of virtual time: for whoever was left running to clean up. */
    private static final Duration TO_END = Duration.ofHours(1);

    /** More than that, and the clock's nanoseconds would not do for long. */
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private final VirtualLoop loop;
    private final Scheduler scheduler;
    private final String order;
    private boolean closed;

    TestScheduler(Order order, String name, int turns, Duration patience) {
        this.loop = new VirtualLoop(order, turns, patience);
        this.scheduler = new Scheduler(loop);
        this.order = name;
    }

    private TestScheduler(Order order, String name) {
        this(order, name, Integer.getInteger("bobbin.test.turns", TURNS), Patience.given());
    }

    /**
     * A scheduler that draws which of the ready tasks is next, and when one that need not wait lets others go first all the same. The same seed
     * means the same order, on every JDK.
     */
    public static TestScheduler seeded(long seed) {
        return new TestScheduler(new Order.Drawn(seed), "seed " + seed);
    }

    /** A scheduler with the order of {@link Scheduler#single}: first come, first served. */
    public static TestScheduler inOrder() {
        return new TestScheduler(new Order.AsTheyCome(), "in order");
    }

    /**
     * Runs a test under the seeds from 1 to that number, each time with a new scheduler, until it fails; the failure names the seed. With
     * {@code -Dbobbin.test.seed=N} it runs under that one alone, with {@code -Dbobbin.test.seeds=N} under so many.
     *
     * <pre>{@code TestScheduler.explore(1000, test -> test.run(() -> transfers())); }</pre>
     */
    public static void explore(int seeds, Consumer<? super TestScheduler> test) {
        Seeds.upTo(seeds).forEach(seed -> {
            try (TestScheduler scheduler = seeded(seed)) {
                test.accept(scheduler);
            } catch (Throwable t) { // passes through, with the seed
                Seeds.note(t, seed);
                throw t;
            }
        });
    }

    /**
     * Runs a computation, and all that is ready meanwhile, until the computation has ended. A failure is thrown as it is.
     *
     * @throws AssertionError if it can never end, or has not after ten million turns of tasks
     * @throws IllegalStateException inside one of this scheduler's tasks: await the computation there
     */
    public <T extends @Nullable Object> T run(AsyncSupplier<T> body) {
        try {
            return scheduler.run(body);
        } catch (AssertionError e) {
            if (loop.hasThrown(e)) {
                settle(e); // the body has been cancelled, and is to come to its end
            }
            throw e;
        }
    }

    private void settle(AssertionError failure) {
        try {
            advance(Duration.ZERO);
        } catch (AssertionError again) { // it does not end
            failure.addSuppressed(again);
        }
    }

    /** Starts a computation that runs in {@link #run} and {@link #advance}; it has to end before {@link #close}. */
    public <T extends @Nullable Object> Task<T> start(Async<T> computation) {
        return scheduler.start(computation);
    }

    /**
     * Lets so much time pass, by jumps from deadline to deadline, and runs all that is ready by then; with {@link Duration#ZERO} only what is
     * ready now. For plain code; a coroutine sleeps.
     *
     * @throws AssertionError if it comes to no end in ten million turns of tasks, or waits for the system too long
     */
    public void advance(Duration duration) {
        if (duration.isNegative() || duration.compareTo(CENTURY) > 0) {
            throw new IllegalArgumentException("advance by between nothing and " + CENTURY + ", not by " + duration);
        }
        passing(() -> loop.advance(duration.toNanos()));
    }

    private interface Passing {
        void run() throws InterruptedException;
    }

    private static void passing(Passing time) {
        try {
            time.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while time passed", e);
        }
    }

    /** How much time has passed. */
    public Duration now() {
        return loop.time();
    }

    /** For code that takes one; {@link #close} closes it. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /**
     * The end of the test: all that has been started must have ended. What has not is cancelled, so that its {@code finally} blocks run.
     *
     * @throws AssertionError if something has not ended; it says what, and what that waits for
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            passing(loop::runReady);
            long left = loop.live();
            if (left > 0) {
                throw leftRunning(left);
            }
        } finally {
            scheduler.close();
        }
    }

    private AssertionError leftRunning(long left) {
        AssertionError failure = new AssertionError("left running at the end of the test, at " + now() + ": " + left
                + (left == 1 ? " task" : " tasks") + "; await or cancel what start() has returned." + loop.others());
        try {
            List<String> late = scheduler.close(TO_END);
            if (!late.isEmpty()) {
                failure.addSuppressed(new AssertionError("not ended when cancelled: " + late));
            }
        } catch (AssertionError stuck) { // it does not end
            failure.addSuppressed(stuck);
        }
        return failure;
    }

    @Override
    public String toString() {
        return "TestScheduler[" + order + ", at " + now() + "]";
    }
}
