package dev.bobbin.compiler.lift;

import dev.bobbin.compiler.Options;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/** One library in one form, from its class files to what came of it. */
final class Trial {
    /** Stops what does not end; the slowest takes a twentieth. */
    private static final long DEADLINE_MILLIS = 120_000;

    private static final long STACK = 1L << 23;

    /**
     * What came of it.
     *
     * @param lifted methods with a coroutine beside them
     * @param counted those that have suspended
     * @param refused by Bobbin's compiler, and left plain, with its reason
     * @param unstable what was not compared since it differs from itself
     */
    record Report(
            Library library,
            Options form,
            int lifted,
            SortedSet<String> counted,
            List<String> refused,
            SortedSet<String> unstable,
            int calls,
            List<String> failures,
            long millis) {
        @Override
        public String toString() {
            return library + ": " + counted.size() + " of " + lifted + " methods suspended and equal, in " + calls
                    + " calls; " + refused.size() + " refused, " + unstable.size() + " unstable; " + millis + " ms";
        }
    }

    private final Library library;
    private final long seed;
    private volatile Driver driver;

    private Trial(Library library, long seed) {
        this.library = library;
        this.seed = seed;
    }

    /** In a thread with room for deep recursion. */
    static Report of(Library library, Options form, Lift.Result lifted, long seed) {
        Trial trial = new Trial(library, seed);
        AtomicReference<Object> outcome = new AtomicReference<>();
        Runnable body = () -> {
            try {
                outcome.set(trial.run(form, lifted));
            } catch (Throwable t) { // is thrown by who waits
                outcome.set(t);
            }
        };
        Thread thread = new Thread(null, body, "trial of " + library, STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(DEADLINE_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (thread.isAlive()) {
            Driver slow = trial.driver;
            AssertionError late = new AssertionError(library + ", " + form + ", seed " + seed + ": no end of "
                    + (slow == null ? "compiling" : slow.current()));
            late.setStackTrace(thread.getStackTrace());
            throw late;
        }
        if (outcome.get() instanceof Throwable t) {
            throw new AssertionError(library + ", " + form + ", seed " + seed, t);
        }
        return (Report) outcome.get();
    }

    private Report run(Options form, Lift.Result whole) {
        long start = System.nanoTime();
        Compilation compilation = Compilation.of(library, form, whole, seed);
        System.out.println(library + " compiled " + cpu());
        Report report = play(compilation, new LiftedWorld(compilation));
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Report(
                library, form, report.lifted, report.counted, report.refused, report.unstable, report.calls, report.failures, millis);
    }

    private static long cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    private Report play(Compilation compilation, LiftedWorld world) {
        Lift.Result lifted = compilation.lifted();
        Rhythm.current().forget(lifted.all().size() + 1);
        driver = new Driver(library, world, seed);
        System.out.println(library + " loaded " + cpu());
        driver.compare();
        System.out.println(library + " played " + cpu());
        SortedSet<String> counted = new TreeSet<>();
        for (LiftedMethod method : lifted.all()) {
            if (Rhythm.current().suspensions(method.number()) > 0) {
                counted.add(method.toString());
            }
        }
        List<String> refused = compilation.refused().entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .toList();
        return new Report(
                library,
                compilation.form(),
                lifted.all().size(),
                counted,
                refused,
                driver.unstable(),
                driver.calls(),
                driver.failures(),
                0);
    }
}
