package dev.bobbin.lab.trial;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A JMH benchmark in one forked JVM: nanoseconds and bytes per operation. The time is that of the fastest of some short
 * iterations, since what else the machine does can only add to it.
 *
 * <p>It checks its answers itself, in its {@code @Setup} and {@code @TearDown}, by {@link Answer}.
 *
 * @param benchmark the class, whose only benchmark method is run
 * @param params values of its {@code @Param} fields
 */
public record JmhWork(String benchmark, Map<String, String> params, ClassPath classPath, Timing timing)
        implements Work {
    /** How long it warms up and measures. */
    public record Timing(int warmups, int warmupMillis, int iterations, int iterationMillis) {
        /** What a figure to be quoted takes. */
        public static final Timing FULL = new Timing(3, 500, 10, 200);

        /** What tells a factor of two. */
        public static final Timing QUICK = new Timing(1, 400, 4, 100);

        double seconds() {
            return (warmups * warmupMillis + iterations * iterationMillis) / 1e3;
        }
    }

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** With full timing. */
    public JmhWork(String benchmark, Map<String, String> params, ClassPath classPath) {
        this(benchmark, params, classPath, Timing.FULL);
    }

    @Override
    public Cost cost(Trial trial) {
        return new Cost(1, Cost.JVM_SECONDS + timing.seconds());
    }

    @Override
    public Work quick() {
        return new JmhWork(benchmark, params, classPath, Timing.QUICK);
    }

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        System.setProperty("jmh.ignoreLock", "true"); // the lock is one for all users of the machine
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.replace(".", "\\.") + "\\.[^.]*$")
                .jvm(trial.jdk().java().toString())
                .jvmArgs(trial.flags().toArray(new String[0]))
                .forks(1)
                .warmupIterations(timing.warmups())
                .warmupTime(TimeValue.milliseconds(timing.warmupMillis()))
                .measurementIterations(timing.iterations())
                .measurementTime(TimeValue.milliseconds(timing.iterationMillis()))
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class);
        params.forEach(options::param);
        try {
            return new Run(values(single(run(options.build(), progress))), "");
        } catch (RunnerException e) {
            WrongAnswer wrong = wrongAnswer(e);
            if (wrong != null) {
                throw wrong;
            }
            throw new TrialFailed(reason(e));
        }
    }

    /** JMH gives its forks this JVM's own class path and has no option for another: so it is changed meanwhile. */
    private Collection<RunResult> run(Options options, Progress progress) throws RunnerException {
        String own = ClassPath.own().path();
        String forks = classPath.path();
        System.setProperty("java.class.path", forks);
        try {
            return new Runner(options, JmhProgress.format(progress)).run();
        } finally {
            System.setProperty("java.class.path", own);
        }
    }

    private RunResult single(Collection<RunResult> results) throws TrialFailed {
        if (results.size() != 1) {
            throw new TrialFailed(results.size() + " results from " + benchmark + " instead of one");
        }
        return results.iterator().next();
    }

    private static Map<String, Double> values(RunResult result) throws TrialFailed {
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        if (allocated == null) {
            throw new TrialFailed("JMH did not report " + ALLOCATED);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("ns/op", result.getPrimaryResult().getStatistics().getMin());
        values.put("B/op", allocated.getScore());
        return values;
    }

    /** JMH hands on what a benchmark threw as a cause or a suppressed exception, at some depth. */
    private static @Nullable WrongAnswer wrongAnswer(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>(List.of(thrown));
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            if (next instanceof WrongAnswer wrong) {
                return wrong;
            }
            if (seen.add(next)) {
                open.addAll(List.of(next.getSuppressed()));
                if (next.getCause() != null) {
                    open.add(next.getCause());
                }
            }
        }
        return null;
    }

    private static String reason(RunnerException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null || deepest.getSuppressed().length > 0) {
            deepest = deepest.getCause() != null ? deepest.getCause() : deepest.getSuppressed()[0];
        }
        return deepest.toString();
    }
}
