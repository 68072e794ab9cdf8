package dev.bobbin.lab;

import dev.bobbin.lab.figure.Derived;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.idle.IdleTasks;
import dev.bobbin.lab.pingpong.PlayingKotlin;
import dev.bobbin.lab.pingpong.PlayingTasks;
import dev.bobbin.lab.pingpong.PlayingThreads;
import dev.bobbin.lab.sleeping.KotlinSleepers;
import dev.bobbin.lab.sleeping.SleepingTasks;
import dev.bobbin.lab.sleeping.SleepingThreads;
import dev.bobbin.lab.spawn.SpawnedAtOnce;
import dev.bobbin.lab.spawn.SpawnedKotlin;
import dev.bobbin.lab.spawn.SpawnedTasks;
import dev.bobbin.lab.spawn.SpawnedThreads;
import dev.bobbin.lab.timers.PendingTimers;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Work;
import dev.bobbin.lab.yielding.YieldingKotlin;
import dev.bobbin.lab.yielding.YieldingTasks;
import dev.bobbin.lab.yielding.YieldingThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The benches of the scheduler and its timers, and which subject does what of them. */
final class SchedulingBenches {
    static final List<String> OF_TASKS = Jvms.formsAnd(Jvms.THREADS, Jvms.VIRTUAL, Jvms.KOTLIN);

    static final Bench YIELD = new Bench("yield", OF_TASKS, SchedulingBenches::yields, figures -> List.of());
    static final Bench SPAWN = new Bench("spawn", OF_TASKS, SchedulingBenches::spawn, figures -> List.of());
    static final Bench PINGPONG = new Bench("pingpong", OF_TASKS, SchedulingBenches::pingPong, figures -> List.of());
    static final Bench TIMERS = new Bench(
            "timers",
            Jvms.formsAnd(Jvms.THREADS, Jvms.VIRTUAL, Jvms.KOTLIN),
            SchedulingBenches::timers,
            figures -> List.of());
    static final Bench SLEEPING = new Bench(
            "sleeping", Jvms.formsAnd(Jvms.VIRTUAL, Jvms.KOTLIN), SchedulingBenches::sleeping, figures -> List.of());
    static final Bench IDLE = new Bench(
            "idle",
            Form.subjects(),
            SchedulingBenches::idle,
            figures -> Derived.differences(figures, "cpu-percent", "tasks", "cpu-percent-more"));

    /** Where the JDK's threads run too. */
    private static final String ON_ALL_PROCESSORS = "scheduler=workers";

    static final List<String> SCHEDULERS = List.of("scheduler=single", ON_ALL_PROCESSORS);

    private static final Benchmarks YIELDING =
            new Benchmarks(YieldingTasks.class, YieldingKotlin.class, YieldingThreads.class);
    private static final Benchmarks SPAWNED =
            new Benchmarks(SpawnedTasks.class, SpawnedKotlin.class, SpawnedThreads.class);
    private static final Benchmarks PLAYING =
            new Benchmarks(PlayingTasks.class, PlayingKotlin.class, PlayingThreads.class);

    private static final int TIMERS_SET = 1_000_000;
    private static final String LEAD_SECONDS = "6";
    private static final String SETTLING_SECONDS = "2";
    private static final String IDLE_SECONDS = "5";
    private static final int SLEEPING_TASKS = 1_000_000;
    private static final List<String> HEAP_OF_TIMERS = List.of("-Xms4g", "-Xmx4g");

    /** How long the programs take: by what they wait for, and to make and end a million. */
    private static final double TIMERS_SECONDS = 10;

    private static final double SLEEPING_SECONDS = 8;
    private static final double IDLING_SECONDS = 8;

    private SchedulingBenches() {}

    private static List<Trial> yields(String subject, Bench.Jdks jdks) {
        List<String> params = new ArrayList<>();
        for (String tasks : List.of("tasks=1", "tasks=2", "tasks=1000")) {
            SCHEDULERS.forEach(scheduler -> params.add(tasks + "," + scheduler));
        }
        return timed("yield", params, subject, jdks, YIELDING);
    }

    private static List<Trial> spawn(String subject, Bench.Jdks jdks) {
        List<String> params = new ArrayList<>();
        SCHEDULERS.forEach(scheduler -> params.add("scopes=1000," + scheduler));
        List<Trial> trials = new ArrayList<>(timed("spawn", params, subject, jdks, SPAWNED));
        if (hasSchedulers(subject)) {
            List<String> atOnce = SCHEDULERS.stream().map(s -> "scopes=1," + s).toList();
            trials.addAll(timed("spawn", atOnce, subject, jdks, SPAWNED));
        } else if (subject.equals(Jvms.VIRTUAL)) {
            for (Jdk jdk : jdks.timed()) {
                Work work = Jvms.jmh(subject, SpawnedAtOnce.class, Map.of());
                trials.add(Jvms.timed("spawn", "scopes=1," + ON_ALL_PROCESSORS, subject, jdk, List.of(), work));
            }
        }
        return trials;
    }

    private static List<Trial> pingPong(String subject, Bench.Jdks jdks) {
        return timed("pingpong", SCHEDULERS, subject, jdks, PLAYING);
    }

    /**
     * The benchmarks that do the same work.
     *
     * @param threads null if they have no part
     */
    record Benchmarks(
            Class<?> tasks, Class<?> kotlin, @Nullable Class<?> threads) {
        Class<?> of(String subject) {
            if (subject.equals(Jvms.KOTLIN)) {
                return kotlin;
            }
            return Jvms.isForm(subject) ? tasks : Objects.requireNonNull(threads);
        }
    }

    /** Threads run on all processors, others where they are told to. */
    private static boolean hasSchedulers(String subject) {
        return Jvms.isForm(subject) || subject.equals(Jvms.KOTLIN);
    }

    /** Params are handed to the benchmark under their own names; that of threads gets their kind in place of the scheduler. */
    static List<Trial> timed(
            String bench, List<String> params, String subject, Bench.Jdks jdks, Benchmarks benchmarks) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            for (String param : params) {
                if (hasSchedulers(subject) || param.endsWith(ON_ALL_PROCESSORS)) {
                    Work work = Jvms.jmh(subject, benchmarks.of(subject), jmhParams(param, subject));
                    trials.add(Jvms.timed(bench, param, subject, jdk, List.of(), work));
                }
            }
        }
        return trials;
    }

    private static Map<String, String> jmhParams(String param, String subject) {
        Map<String, String> values = new TreeMap<>(Param.of(param).values());
        if (!hasSchedulers(subject)) {
            values.remove("scheduler");
            values.remove("scopes");
            values.put("kind", Jvms.threads(subject).name());
        }
        return values;
    }

    private static List<Trial> timers(String subject, Bench.Jdks jdks) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            List<String> arguments = List.of(subject, Integer.toString(TIMERS_SET), LEAD_SECONDS);
            Work work = Jvms.child(subject, PendingTimers.class, arguments, TIMERS_SECONDS);
            trials.add(Jvms.timed("timers", "timers=" + TIMERS_SET, subject, jdk, HEAP_OF_TIMERS, work));
        }
        return trials;
    }

    private static List<Trial> sleeping(String subject, Bench.Jdks jdks) {
        Class<?> main = new Benchmarks(SleepingTasks.class, KotlinSleepers.class, SleepingThreads.class).of(subject);
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.counted()) {
            List<String> arguments = List.of(Integer.toString(SLEEPING_TASKS));
            Work work = Jvms.child(subject, main, arguments, SLEEPING_SECONDS);
            Param param = Param.of("tasks=" + SLEEPING_TASKS);
            trials.add(Jvms.counted("sleeping", param, subject, jdk, List.of(), work));
        }
        return trials;
    }

    private static List<Trial> idle(String subject, Bench.Jdks jdks) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            for (String tasks : List.of("0", "100000")) {
                List<String> arguments = List.of(tasks, SETTLING_SECONDS, IDLE_SECONDS);
                Work work = Jvms.child(subject, IdleTasks.class, arguments, IDLING_SECONDS);
                trials.add(Jvms.timed("idle", "tasks=" + tasks, subject, jdk, List.of(), work));
            }
        }
        return trials;
    }
}
