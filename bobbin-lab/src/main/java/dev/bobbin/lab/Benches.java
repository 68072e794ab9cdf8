package dev.bobbin.lab;

import dev.bobbin.lab.call.FusedCall;
import dev.bobbin.lab.call.PlainCall;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.parked.FusedParked;
import dev.bobbin.lab.resume.FusedResume;
import dev.bobbin.lab.trial.ChildWork;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.JmhWork;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All benches, and which subject does what of them. */
final class Benches {
    static final String FUSED = "bobbin-fused";
    static final String PLAIN = "java-plain";

    /** The garbage collector and, but for what a trial adds, all else is what the JDK itself chooses. */
    private static final List<String> TIMED = List.of("-Xms512m", "-Xmx512m");

    /**
     * A collector that is told to compact fully each time: otherwise it may leave small gaps, filled with dead objects
     * that the histogram counts.
     */
    private static final List<String> COUNTED =
            List.of("-Xmx3g", "-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1");

    private static final String COMPACT_HEADERS = "-XX:+UseCompactObjectHeaders";
    private static final int FIRST_WITH_COMPACT_HEADERS = 25;

    private static final int PARKED_TASKS = 1_000_000;
    private static final int ALL_ROUNDS = Integer.MAX_VALUE;
    private static final int ROUNDS_OF_COUNTS = 3;

    /** In the order in which they are measured and shown. */
    static final List<Bench> ALL = List.of(
            new Bench("call", List.of(FUSED, PLAIN), Benches::call),
            new Bench("resume", List.of(FUSED), Benches::resume),
            new Bench("parked", List.of(FUSED), Benches::parked));

    private Benches() {}

    private static List<Trial> call(String subject, Bench.Jdks jdks) {
        boolean fused = subject.equals(FUSED);
        Work work = new JmhWork((fused ? FusedCall.class : PlainCall.class).getName(), Map.of());
        String levels = "dev.bobbin.lab.call." + (fused ? "FusedLevels" : "PlainLevels") + "::level*";
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            trials.add(timed("call", "depth=10", subject, jdk, List.of(), work));
            trials.add(timed(
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
            for (String depth : List.of("1", "10", "100")) {
                Work work = new JmhWork(FusedResume.class.getName(), Map.of("depth", depth));
                trials.add(timed("resume", "depth=" + depth, subject, jdk, List.of(), work));
            }
        }
        return trials;
    }

    private static List<Trial> parked(String subject, Bench.Jdks jdks) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.counted()) {
            for (String param : List.of("depth=1,locals=1", "depth=3,locals=4")) {
                trials.add(counted(Param.of(param), subject, jdk, List.of()));
                if (jdk.feature() >= FIRST_WITH_COMPACT_HEADERS) {
                    trials.add(counted(Param.of(param).with("compact"), subject, jdk, List.of(COMPACT_HEADERS)));
                }
            }
        }
        return trials;
    }

    private static Trial timed(String bench, String param, String subject, Jdk jdk, List<String> moreFlags, Work work) {
        return new Trial(bench, Param.of(param), subject, jdk, plus(TIMED, moreFlags), ALL_ROUNDS, work);
    }

    private static Trial counted(Param param, String subject, Jdk jdk, List<String> moreFlags) {
        Work work = new ChildWork(
                FusedParked.class.getName(),
                List.of(Integer.toString(param.number("depth")), Integer.toString(PARKED_TASKS)));
        return new Trial("parked", param, subject, jdk, plus(COUNTED, moreFlags), ROUNDS_OF_COUNTS, work);
    }

    private static List<String> plus(List<String> flags, List<String> more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(more);
        return all;
    }
}
