package dev.bobbin.lab;

import dev.bobbin.lab.figure.Derived;
import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.locals.ResumedLocals;
import dev.bobbin.lab.parked.KotlinCrowd;
import dev.bobbin.lab.parked.ParkedAtGates;
import dev.bobbin.lab.parked.ParkedTasks;
import dev.bobbin.lab.parked.ParkedThreads;
import dev.bobbin.lab.parked.Shape;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.QuickWork;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The benches of what a waiting task keeps, and what that costs. */
final class MemoryBenches {
    static final Bench PARKED =
            new Bench("parked", Jvms.formsAnd(Jvms.KOTLIN, Jvms.VIRTUAL), MemoryBenches::parked, figures -> List.of());

    /** Those of which so many fit into 8 GB. */
    static final Bench PARKED_HUGE = new Bench(
            "parked-huge",
            List.of(Form.FUSED.subject(), Form.EMBEDDED.subject(), Form.EMBEDDED_FLAT.subject()),
            MemoryBenches::parkedHuge,
            figures -> List.of(),
            true);

    static final Bench LOCALS = new Bench("locals", Form.subjects(), MemoryBenches::locals, MemoryBenches::perLocal);
    static final Bench BRANCHES = new Bench("branches", Form.subjects(), MemoryBenches::branches, figures -> List.of());

    private static final String COMPACT_HEADERS = "-XX:+UseCompactObjectHeaders";
    private static final int FIRST_WITH_COMPACT_HEADERS = 25;

    private static final int FEWER = 100_000;
    private static final int MILLION = 1_000_000;
    private static final int LARGE = 10 * MILLION;
    private static final int HUGE = 100 * MILLION;

    /** To make one twice, count it and end it. */
    private static final double SECONDS_A_TASK = 8e-6;

    /** To make one once, of which there is nothing but the task. */
    private static final double SECONDS_OF_HUGE = 0.35e-6;

    private static final double SECONDS_A_STACK = 30e-6;

    private static final String SMALLEST = "depth=1,locals=1";

    /** The tasks that are delivered to are still alive while those that are cancelled are made. */
    private static final List<String> ROOM_FOR_LARGE = List.of("-Xmx6g");

    /** Whose tasks are six times as large, and whose promises are. */
    private static final List<String> ROOM_FOR_LARGE_OF_KOTLIN = List.of("-Xmx10g");

    /** Of which ten million would need more memory than most machines have. */
    private static final Set<String> HAVE_STACKS = Set.of(Jvms.STACKFUL, Jvms.VIRTUAL);

    /** From the beginning, or the heap is collected each time that it has grown a little. */
    private static final List<String> ROOM_FOR_HUGE = List.of("-Xms8g", "-Xmx8g");

    private static final Map<String, Shape> OF_CALLS = ordered(
            Map.entry(SMALLEST, Shape.ALONE),
            Map.entry("depth=3,locals=4", Shape.THREE_CALLS),
            Map.entry("depth=10,locals=10", Shape.TEN_CALLS));

    private static final Map<String, Shape> OF_LOCALS = ordered(
            Map.entry("locals=1", Shape.ALONE),
            Map.entry("locals=8", Shape.EIGHT_INTS),
            Map.entry("locals=32", Shape.THIRTY_TWO_INTS),
            Map.entry("locals=1,dead=31", Shape.ONE_INT_OF_THIRTY_TWO));

    private static final Map<String, Shape> OF_BRANCHES = ordered(
            Map.entry("longs=1,branches=1", Shape.ONE_LONG),
            Map.entry("longs=4,branches=1", Shape.FOUR_LONGS),
            Map.entry("longs=8,branches=1", Shape.EIGHT_LONGS),
            Map.entry("longs=1,branches=3", Shape.BRANCH_OF_ONE_LONG),
            Map.entry("longs=4,branches=3", Shape.BRANCH_OF_FOUR_LONGS),
            Map.entry("longs=8,branches=3", Shape.BRANCH_OF_EIGHT_LONGS));

    private MemoryBenches() {}

    @SafeVarargs
    private static Map<String, Shape> ordered(Map.Entry<String, Shape>... entries) {
        Map<String, Shape> all = new LinkedHashMap<>();
        for (Map.Entry<String, Shape> entry : entries) {
            all.put(entry.getKey(), entry.getValue());
        }
        return all;
    }

    private static List<Trial> parked(String subject, Bench.Jdks jdks) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.counted()) {
            (Jvms.isForm(subject) ? OF_CALLS : Map.of(SMALLEST, Shape.ALONE)).forEach((text, shape) -> {
                Param param = Param.of(text);
                trials.add(counted("parked", param, shape, MILLION, subject, jdk, List.of()));
                if (jdk.feature() >= FIRST_WITH_COMPACT_HEADERS) {
                    List<String> flags = List.of(COMPACT_HEADERS);
                    trials.add(counted("parked", param.with("compact", "yes"), shape, MILLION, subject, jdk, flags));
                }
            });
            if (!HAVE_STACKS.contains(subject)) {
                Param param = Param.of(SMALLEST + ",tasks=" + LARGE);
                List<String> room = subject.equals(Jvms.KOTLIN) ? ROOM_FOR_LARGE_OF_KOTLIN : ROOM_FOR_LARGE;
                trials.add(counted("parked", param, Shape.ALONE, LARGE, subject, jdk, room));
            }
        }
        return trials;
    }

    private static List<Trial> parkedHuge(String subject, Bench.Jdks jdks) {
        double seconds = 1 + HUGE * SECONDS_OF_HUGE;
        Work work = Jvms.child(subject, ParkedAtGates.class, List.of(Integer.toString(HUGE)), seconds);
        Param param = Param.of("tasks=" + HUGE);
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            trials.add(Jvms.countedOnce("parked-huge", param, subject, jdk, ROOM_FOR_HUGE, work));
        }
        return trials;
    }

    /** Times, and the same variables in tasks that are counted. */
    private static List<Trial> locals(String subject, Bench.Jdks jdks) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            OF_LOCALS.forEach((text, shape) -> {
                Param param = Param.of(text);
                String dead = param.has("dead") ? Integer.toString(param.number("dead")) : "0";
                Map<String, String> variables = Map.of(
                        "locals",
                        Integer.toString(param.number("locals")),
                        "dead",
                        dead,
                        "kind",
                        CoroutineBenches.kind(subject));
                Work timing = CoroutineBenches.jmh(subject, ResumedLocals.class, variables);
                trials.add(Jvms.timed("locals", text, subject, jdk, CoroutineBenches.flags(subject), timing));
                Param waiting = param.with("tasks", Integer.toString(MILLION));
                trials.add(counted("locals", waiting, shape, MILLION, subject, jdk, List.of()));
            });
        }
        return trials;
    }

    private static List<Figure> perLocal(List<Figure> figures) {
        List<Figure> slopes = new ArrayList<>(Derived.slopes(figures, "ns/op", "locals", "ns/local"));
        slopes.addAll(Derived.slopes(figures, "heap-bytes", "locals", "heap-bytes/local"));
        return slopes;
    }

    private static List<Trial> branches(String subject, Bench.Jdks jdks) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            OF_BRANCHES.forEach((text, shape) ->
                    trials.add(counted("branches", Param.of(text), shape, MILLION, subject, jdk, List.of())));
        }
        return trials;
    }

    private static Trial counted(
            String bench, Param param, Shape shape, int tasks, String subject, Jdk jdk, List<String> moreFlags) {
        Work work = new QuickWork(waiting(subject, shape, tasks), waiting(subject, shape, FEWER));
        boolean differs = HAVE_STACKS.contains(subject) || param.toString().equals(SMALLEST);
        return differs
                ? Jvms.counted(bench, param, subject, jdk, moreFlags, work)
                : Jvms.countedOnce(bench, param, subject, jdk, moreFlags, work);
    }

    private static Work waiting(String subject, Shape shape, int tasks) {
        String number = Integer.toString(tasks);
        if (subject.equals(Jvms.KOTLIN)) {
            return Jvms.child(subject, KotlinCrowd.class, List.of(number), 1 + tasks * SECONDS_A_TASK);
        }
        if (subject.equals(Jvms.VIRTUAL)) {
            return Jvms.child(subject, ParkedThreads.class, List.of(number), 1 + tasks * SECONDS_A_TASK);
        }
        List<String> arguments = List.of(shape.name(), number);
        double seconds = 1 + tasks * (subject.equals(Jvms.STACKFUL) ? SECONDS_A_STACK : SECONDS_A_TASK);
        return Jvms.child(subject, ParkedTasks.class, arguments, seconds);
    }
}
