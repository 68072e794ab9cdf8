package dev.bobbin.lab;

import dev.bobbin.lab.call.AwaitedCall;
import dev.bobbin.lab.call.KotlinCall;
import dev.bobbin.lab.call.PlainCall;
import dev.bobbin.lab.call.ThreadCall;
import dev.bobbin.lab.codesize.CodeSize;
import dev.bobbin.lab.compile.CompileWork;
import dev.bobbin.lab.corpus.Generated;
import dev.bobbin.lab.figure.Derived;
import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.loop.AwaitedLoop;
import dev.bobbin.lab.loop.PlainLoop;
import dev.bobbin.lab.resume.KotlinResumption;
import dev.bobbin.lab.resume.Resumption;
import dev.bobbin.lab.resume.ThreadResumption;
import dev.bobbin.lab.startup.Program;
import dev.bobbin.lab.startup.StartupWork;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All benches, and which subject does what of those that need no scheduler. */
final class Benches {
    static final String PLAIN = Jvms.PLAIN;
    static final String JAVAC = "javac";

    private static final String RECURSIVE_DEPTH = "100";

    private static final Map<String, List<Integer>> SIZES = new TreeMap<>(Map.of(
            "sites", List.of(1, 2, 3, 4, 5, 6, 7, 8),
            "chain", List.of(1, 2, 4, 8, 16),
            "callers", List.of(1, 2, 4, 8)));

    /** In the order in which they are measured and shown. */
    static final List<Bench> ALL = Stream.of(
                    new Bench(
                            "call",
                            Jvms.formsAnd(PLAIN, Jvms.KOTLIN, Jvms.VIRTUAL),
                            Benches::call,
                            Benches::timesPlain),
                    new Bench("resume", Jvms.formsAnd(Jvms.KOTLIN, Jvms.VIRTUAL), Benches::resume, Benches::perLevel),
                    new Bench("loop", Jvms.formsAnd(PLAIN), Benches::loop, Benches::timesPlain),
                    GeneratorBenches.GENERATOR,
                    GeneratorBenches.RECURSIVE,
                    CoroutineBenches.SWITCH,
                    CoroutineBenches.TRANSFER,
                    MemoryBenches.PARKED,
                    MemoryBenches.PARKED_HUGE,
                    MemoryBenches.LOCALS,
                    MemoryBenches.BRANCHES,
                    SchedulingBenches.YIELD,
                    SchedulingBenches.SPAWN,
                    SchedulingBenches.PINGPONG,
                    CommunicationBenches.CHANNEL,
                    CommunicationBenches.SELECT,
                    CommunicationBenches.MUTEX,
                    CommunicationBenches.FANOUT,
                    CommunicationBenches.SKYNET,
                    SchedulingBenches.TIMERS,
                    SchedulingBenches.SLEEPING,
                    SchedulingBenches.IDLE,
                    EchoBench.ECHO,
                    WorkerBenches.BLOCKING,
                    CallBenches.NATIVE,
                    new Bench("startup", Jvms.formsAnd(PLAIN, Jvms.KOTLIN), Benches::startup, Benches::timesPlainStart),
                    new Bench("codesize", Jvms.formsAnd(JAVAC), Benches::codeSize, Benches::growth),
                    new Bench("compile", Jvms.formsAnd(JAVAC), Benches::compile, Benches::timesJavac))
            .map(Peers::joining)
            .toList();

    private Benches() {}

    private static List<Figure> timesPlain(List<Figure> figures) {
        return Derived.ratios(figures, "ns/op", PLAIN, "times-plain");
    }

    private static List<Figure> timesPlainStart(List<Figure> figures) {
        return Derived.ratios(figures, "ms", PLAIN, "times-plain");
    }

    private static List<Figure> timesJavac(List<Figure> figures) {
        return Derived.ratios(figures, "ms", JAVAC, "times-javac");
    }

    /** Bytes for each further call site, callee or caller, and how many times the original program's bytes. */
    private static List<Figure> growth(List<Figure> figures) {
        List<Figure> growth = new ArrayList<>(Derived.ratios(figures, "class-bytes", JAVAC, "times-javac"));
        for (String family : Generated.FAMILIES) {
            growth.addAll(Derived.slopes(figures, "class-bytes", family, "class-bytes/one"));
        }
        return growth;
    }

    /** A root embeds no recursive callee: what wakes a recursive chain's leaf polls nothing, and says nothing about polling. */
    private static List<Figure> perLevel(List<Figure> figures) {
        List<Figure> polled = new ArrayList<>(figures);
        polled.removeIf(f -> f.subject().equals(Form.EMBEDDED.subject())
                && Param.of(f.param()).is("depth", RECURSIVE_DEPTH));
        return Derived.slopes(polled, "ns/op", "depth", "ns/level");
    }

    private static List<Trial> call(String subject, Bench.Jdks jdks) {
        Work work = switch (subject) {
            case PLAIN -> Jvms.jmh(subject, PlainCall.class, Map.of());
            case Jvms.KOTLIN -> Jvms.jmh(subject, KotlinCall.class, Map.of());
            case Jvms.VIRTUAL -> Jvms.jmh(subject, ThreadCall.class, Map.of());
            default -> Jvms.jmh(subject, AwaitedCall.class, Map.of());
        };
        String levels = "*Levels::level*"; // a star may stand at the ends only
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            trials.add(Jvms.timed("call", "depth=10", subject, jdk, List.of(), work));
            trials.add(Jvms.timed(
                    "call",
                    "depth=10,inline=no",
                    subject,
                    jdk,
                    List.of("-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline," + levels),
                    work));
        }
        return trials;
    }

    private static List<Trial> resume(String subject, Bench.Jdks jdks) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            for (String depth : List.of("1", "10", "30", RECURSIVE_DEPTH)) {
                Class<?> benchmark = switch (subject) {
                    case Jvms.KOTLIN -> KotlinResumption.class;
                    case Jvms.VIRTUAL -> ThreadResumption.class;
                    default -> Resumption.class;
                };
                Work work = Jvms.jmh(subject, benchmark, Map.of("depth", depth));
                trials.add(Jvms.timed("resume", "depth=" + depth, subject, jdk, Jvms.driving(subject), work));
            }
        }
        return trials;
    }

    private static List<Trial> loop(String subject, Bench.Jdks jdks) {
        Class<?> benchmark = subject.equals(PLAIN) ? PlainLoop.class : AwaitedLoop.class;
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            for (String kernel : List.of("hash", "ints", "floats")) {
                for (String place : List.of("after", "nested", "twice", "inside")) {
                    Work work = Jvms.jmh(subject, benchmark, Map.of("kernel", kernel, "place", place));
                    String param = "kernel=" + kernel + ",place=" + place;
                    trials.add(Jvms.timed("loop", param, subject, jdk, Jvms.driving(subject), work));
                }
            }
        }
        return trials;
    }

    private static List<Trial> startup(String subject, Bench.Jdks jdks) {
        Program program = switch (subject) {
            case PLAIN -> Program.PLAIN;
            case Jvms.KOTLIN -> Program.KOTLIN;
            default -> Program.in(Form.of(subject));
        };
        Work work = StartupWork.of(program);
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            trials.add(Jvms.asIs("startup", "awaits=1", subject, jdk, work));
        }
        return trials;
    }

    /** Counts that need no JVM of their own, and are the same each time. */
    private static List<Trial> codeSize(String subject, Bench.Jdks jdks) {
        Work work = new CodeSize(formOrNull(subject));
        List<Trial> trials = new ArrayList<>();
        trials.add(new Trial("codesize", Param.of("corpus=lab"), subject, Jdk.running(), List.of(), 1, work));
        SIZES.forEach((family, sizes) -> {
            for (int size : sizes) {
                Param param = Param.of(family + "=" + size);
                trials.add(new Trial("codesize", param, subject, Jdk.running(), List.of(), 1, work));
            }
        });
        return trials;
    }

    private static List<Trial> compile(String subject, Bench.Jdks jdks) {
        Work work = new CompileWork(formOrNull(subject));
        List<String> corpora = new ArrayList<>(List.of("lab", "generated"));
        if (!subject.equals(JAVAC)) {
            corpora.add("guava"); // there are no sources
        }
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            for (String corpus : corpora) {
                for (String jvm : List.of("cold", "warm")) {
                    String param = "corpus=" + corpus + ",jvm=" + jvm;
                    trials.add(Jvms.timed("compile", param, subject, jdk, List.of(), work));
                }
            }
        }
        return trials;
    }

    private static @Nullable Form formOrNull(String subject) {
        return subject.equals(JAVAC) ? null : Form.of(subject);
    }
}
