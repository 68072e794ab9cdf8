package dev.bobbin.compiler.lift;

import dev.bobbin.compiler.Options;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** One library in one form, from its class files to what came of it. */
final class Trial {
    /** Stops what does not end; the slowest takes ten seconds, of a machine that has nothing else to do. */
    private static final long DEADLINE_MILLIS = 300_000;

    private static final long STACK = 1L << 23;

    /**
     * What came of it.
     *
     * @param counted the methods that have suspended
     * @param unstable what was not compared since it differs from itself
     */
    record Report(
            Compilation compilation,
            SortedSet<String> counted,
            SortedSet<String> unstable,
            int calls,
            List<Driver.Failure> failures,
            long millis) {
        Options form() {
            return compilation.form();
        }

        /** What the compiler refused, and its reason. */
        List<String> refused() {
            return compilation.refused().entrySet().stream()
                    .map(e -> e.getKey() + ": " + e.getValue())
                    .toList();
        }

        @Override
        public String toString() {
            return compilation.library() + ": " + counted.size() + " of "
                    + compilation.lifted().all().size() + " methods suspended and equal, in " + calls + " calls; "
                    + refused().size() + " refused, " + unstable.size() + " unstable; " + millis + " ms";
        }
    }

    private final Library library;
    private final long seed;
    private final UnaryOperator<Map<String, byte[]>> damage;
    private volatile Driver driver;

    private Trial(Library library, long seed, UnaryOperator<Map<String, byte[]>> damage) {
        this.library = library;
        this.seed = seed;
        this.damage = damage;
    }

    /** In a thread of its own, with room for deep recursion. */
    static Report of(Library library, Options form, Lift.Result lifted, long seed) {
        return of(library, form, lifted, seed, UnaryOperator.identity());
    }

    /** @param damage what is done to the compiled classes before they are loaded */
    static Report of(
            Library library, Options form, Lift.Result lifted, long seed, UnaryOperator<Map<String, byte[]>> damage) {
        Trial trial = new Trial(library, seed, damage);
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
        Lift.Result lifted = compilation.lifted();
        LiftedWorld world = new LiftedWorld(damage.apply(compilation.classes()), lifted.methods());
        Rhythm.current().forget(lifted.all().size() + 1);
        driver = new Driver(library, world, seed);
        driver.compare();
        SortedSet<String> counted = new TreeSet<>();
        for (LiftedMethod method : lifted.all()) {
            if (Rhythm.current().suspensions(method.number()) > 0) {
                counted.add(method.toString());
            }
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Report(compilation, counted, driver.unstable(), driver.calls(), driver.failures(), millis);
    }
}
