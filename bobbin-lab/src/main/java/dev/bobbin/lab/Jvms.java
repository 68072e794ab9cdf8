package dev.bobbin.lab;

import dev.bobbin.lab.drive.CarryingThreads;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.ChildWork;
import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.JmhWork;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Unavailable;
import dev.bobbin.lab.trial.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JVMs that measure: whom, with which class path and flags. */
final class Jvms {
    /** The work without coroutines, in plain calls. */
    static final String PLAIN = "java-plain";

    /** A thread of the operating system for each task. */
    static final String THREADS = "java-threads";

    /** A virtual thread for each task. */
    static final String VIRTUAL = "virtual-threads";

    /** Kotlin's coroutines and sequences. */
    static final String KOTLIN = "kotlin";

    /** Coroutines of Bobbin's with a stack of their own. */
    static final String STACKFUL = "bobbin-stackful";

    /** Without it, stacks are handed from thread to thread. */
    private static final String CARRIED = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    /** Who drives a stackful task by hand carries its stack, as a worker does: handing each part to a thread that does is no part of it. */
    private static final List<String> CARRIES =
            List.of("-Djmh.executor=CUSTOM", "-Djmh.executor.class=" + CarryingThreads.class.getName());

    /** One carrier, so that a switch is what a thread does to hand over to another on the same processor. */
    static final List<String> ONE_CARRIER =
            List.of("-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");

    /** What those and virtual threads are made of, in the VM. */
    static final String CONTINUATION = "loom-continuation";

    /** What needs a later JDK than the lab does, and how that is said. */
    private static final Map<String, String> LATER =
            Map.of(VIRTUAL, "virtual threads", STACKFUL, "stackful coroutines", CONTINUATION, "the VM's continuations");

    /** The garbage collector and, but for what a trial adds, all else is what the JDK itself chooses. */
    private static final List<String> TIMED = List.of("-Xms512m", "-Xmx512m");

    /**
     * A collector that is told to compact fully each time: otherwise it may leave small gaps, filled with dead objects
     * that the histogram counts. What is new has little room, all of which has been touched by the first count: what the process's memory
     * grows by is then what stays.
     */
    private static final List<String> COUNTED =
            List.of("-Xmx3g", "-Xmn64m", "-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1");

    /** A million of them, ten frames deep. */
    private static final String ROOM_FOR_STACKS = "-Xmx8g";

    private static final int FIRST_THAT_ASKS = 22;
    private static final int ALL_ROUNDS = Integer.MAX_VALUE;
    private static final int ROUNDS_OF_COUNTS = 3;
    private static final int ONCE = 1;

    private Jvms() {}

    static List<String> formsAnd(String... others) {
        List<String> subjects = new ArrayList<>(Form.subjects());
        subjects.addAll(List.of(others));
        return subjects;
    }

    static boolean isForm(String subject) {
        return Form.subjects().contains(subject);
    }

    /** What the JVM needs that drives one task of a subject by hand. */
    static List<String> driving(String subject) {
        return switch (subject) {
            case STACKFUL -> CARRIES;
            case VIRTUAL -> ONE_CARRIER;
            default -> List.of();
        };
    }

    /** Which threads a subject that is no form of Bobbin's runs its tasks on. */
    static Threads threads(String subject) {
        return subject.equals(VIRTUAL) ? Threads.VIRTUAL : Threads.PLATFORM;
    }

    /** A JMH benchmark in a JVM whose class path has the lab in the subject's form. */
    static Work jmh(String subject, Class<?> benchmark, Map<String, String> params) {
        return new JmhWork(benchmark.getName(), params, classPath(subject));
    }

    /** A program that is soon done, in a JVM whose class path has the lab in the subject's form. */
    static Work child(String subject, Class<?> main, List<String> arguments) {
        return new ChildWork(main.getName(), arguments, classPath(subject));
    }

    /** A program that takes about so long, in a JVM whose class path has the lab in the subject's form. */
    static Work child(String subject, Class<?> main, List<String> arguments, double seconds) {
        return new ChildWork(main.getName(), arguments, classPath(subject), seconds);
    }

    static ClassPath classPath(String subject) {
        return isForm(subject) ? new WovenLab(Form.of(subject)) : ClassPath.own();
    }

    /** Without it, later JDKs warn of code that calls C. */
    static List<String> nativeAccess(Jdk jdk) {
        return jdk.feature() < FIRST_THAT_ASKS ? List.of() : List.of("--enable-native-access=ALL-UNNAMED");
    }

    static Trial timed(String bench, String param, String subject, Jdk jdk, List<String> moreFlags, Work work) {
        return new Trial(
                bench,
                Param.of(param),
                subject,
                jdk,
                flags(TIMED, subject, moreFlags),
                ALL_ROUNDS,
                onItsJdk(work, subject, jdk));
    }

    /** As its user starts it: with no flag but those that the subject needs. */
    static Trial asIs(String bench, String param, String subject, Jdk jdk, Work work) {
        return new Trial(
                bench,
                Param.of(param),
                subject,
                jdk,
                flags(List.of(), subject, List.of()),
                ALL_ROUNDS,
                onItsJdk(work, subject, jdk));
    }

    /** Of which the count is the same in each run, and the resident memory is compared with nobody's. */
    static Trial countedOnce(String bench, Param param, String subject, Jdk jdk, List<String> moreFlags, Work work) {
        return counted(bench, param, subject, jdk, moreFlags, ONCE, work);
    }

    static Trial counted(String bench, Param param, String subject, Jdk jdk, List<String> moreFlags, Work work) {
        return counted(bench, param, subject, jdk, moreFlags, ROUNDS_OF_COUNTS, work);
    }

    private static Trial counted(
            String bench, Param param, String subject, Jdk jdk, List<String> moreFlags, int rounds, Work work) {
        return new Trial(
                bench, param, subject, jdk, flags(COUNTED, subject, moreFlags), rounds, onItsJdk(work, subject, jdk));
    }

    private static Work onItsJdk(Work work, String subject, Jdk jdk) {
        String what = LATER.get(subject);
        return what != null && jdk.feature() < Threads.FIRST_WITH_VIRTUAL
                ? new Unavailable(what + " come with JDK " + Threads.FIRST_WITH_VIRTUAL)
                : work;
    }

    private static List<String> flags(List<String> flags, String subject, List<String> more) {
        List<String> all = new ArrayList<>(flags);
        if (subject.equals(STACKFUL)) {
            all.add(CARRIED);
        }
        if (subject.equals(STACKFUL) && flags.equals(COUNTED)) {
            all.add(ROOM_FOR_STACKS);
        }
        all.addAll(more);
        return all;
    }
}
