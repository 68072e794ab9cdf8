package dev.bobbin.lab;

import dev.bobbin.lab.coroutine.Kind;
import dev.bobbin.lab.coroutine.Switching;
import dev.bobbin.lab.coroutine.SwitchingContinuation;
import dev.bobbin.lab.coroutine.SwitchingKotlin;
import dev.bobbin.lab.coroutine.SwitchingThreads;
import dev.bobbin.lab.coroutine.Transferring;
import dev.bobbin.lab.figure.Derived;
import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.peer.Peer;
import dev.bobbin.lab.peer.PeerWork;
import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.JmhWork;
import dev.bobbin.lab.trial.OneProcessor;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The benches of coroutines that are resumed by hand, and which subject does what of them. */
final class CoroutineBenches {
    /** Two of them, in C. */
    private static final String PROCESSES = "processes";

    private static final Peer IN_C = new Peer(
            "c-processes",
            List.of("processes.c"),
            List.of("gcc", "--version"),
            "gcc",
            Peer.Build.by("gcc", "-O2", "-o", "peer", "processes.c"),
            List.of("./peer"));

    static final Bench SWITCH = new Bench(
            "switch",
            Jvms.formsAnd(Jvms.CONTINUATION, Jvms.KOTLIN, Jvms.VIRTUAL, Jvms.THREADS, PROCESSES),
            CoroutineBenches::switches,
            CoroutineBenches::timesContinuation);
    static final Bench TRANSFER =
            new Bench("transfer", Form.subjects(), CoroutineBenches::transfer, figures -> List.of());

    private static final int RING = 1000;
    private static final String ONE_COROUTINE = "depth=1";

    /** Where whoever is to run next must wait until another processor hears of it. */
    private static final String ON_ALL_PROCESSORS = "depth=1,processors=all";

    private static final int ROUNDS_IN_C = 10_000;
    private static final int BATCHES_IN_C = 20;
    private static final int ALL_ROUNDS = Integer.MAX_VALUE;

    private static final List<String> ON_CONTINUATIONS =
            List.of("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED", "-Ddev.bobbin.stackful=continuation");

    private CoroutineBenches() {}

    private static List<Figure> timesContinuation(List<Figure> figures) {
        return Derived.ratios(figures, "ns/op", Jvms.CONTINUATION, "times-continuation");
    }

    private static List<Trial> switches(String subject, Bench.Jdks jdks) {
        if (subject.equals(PROCESSES)) {
            return List.of(ofProcesses(ONE_COROUTINE, "one"), ofProcesses(ON_ALL_PROCESSORS, "all"));
        }
        if (subject.equals(Jvms.THREADS)) {
            Work handing = Jvms.jmh(subject, SwitchingThreads.class, Map.of("kind", Threads.PLATFORM.name()));
            List<Trial> trials = trials("switch", ONE_COROUTINE, subject, jdks, new OneProcessor(handing));
            trials.addAll(trials("switch", ON_ALL_PROCESSORS, subject, jdks, handing));
            return trials;
        }
        Work work = switch (subject) {
            case Jvms.CONTINUATION -> Jvms.jmh(subject, SwitchingContinuation.class, Map.of());
            case Jvms.KOTLIN -> Jvms.jmh(subject, SwitchingKotlin.class, Map.of());
            case Jvms.VIRTUAL -> Jvms.jmh(subject, SwitchingThreads.class, Map.of("kind", Threads.VIRTUAL.name()));
            default -> jmh(subject, Switching.class, Map.of("kind", kind(subject)));
        };
        return trials("switch", ONE_COROUTINE, subject, jdks, work);
    }

    private static Trial ofProcesses(String param, String processors) {
        List<String> arguments =
                List.of("switch", "processors=" + processors, "rounds=" + ROUNDS_IN_C, "batches=" + BATCHES_IN_C);
        Work work = new PeerWork(IN_C, arguments, (BATCHES_IN_C + 1L) * ROUNDS_IN_C);
        return new Trial("switch", Param.of(param), PROCESSES, Jdk.none(), List.of(), ALL_ROUNDS, work);
    }

    private static List<Trial> transfer(String subject, Bench.Jdks jdks) {
        Map<String, String> params = Map.of("kind", kind(subject), "ring", Integer.toString(RING));
        Work work = jmh(subject, Transferring.class, params);
        return trials("transfer", "ring=" + RING, subject, jdks, work);
    }

    /** Coroutines that are made with a stack have one in every form: theirs stand as javac left them. */
    static Work jmh(String subject, Class<?> benchmark, Map<String, String> params) {
        return subject.equals(Jvms.STACKFUL)
                ? new JmhWork(benchmark.getName(), params, ClassPath.own())
                : Jvms.jmh(subject, benchmark, params);
    }

    private static List<Trial> trials(String bench, String param, String subject, Bench.Jdks jdks, Work work) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            trials.add(Jvms.timed(bench, param, subject, jdk, flags(subject), work));
        }
        return trials;
    }

    static List<String> flags(String subject) {
        return switch (subject) {
            case Jvms.STACKFUL, Jvms.CONTINUATION -> ON_CONTINUATIONS;
            case Jvms.VIRTUAL -> Jvms.ONE_CARRIER;
            default -> List.of();
        };
    }

    static String kind(String subject) {
        return (subject.equals(Jvms.STACKFUL) ? Kind.STACKFUL : Kind.STACKLESS).name();
    }
}
