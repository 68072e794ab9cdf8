package dev.bobbin.lab;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.peer.Peer;
import dev.bobbin.lab.peer.PeerProgram;
import dev.bobbin.lab.peer.PeerPrograms;
import dev.bobbin.lab.peer.PeerRun;
import dev.bobbin.lab.peer.PeerWork;
import dev.bobbin.lab.startup.StartupWork;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The benches in which other languages take part, behind those that take part on a JVM. */
final class Peers {
    /** As {@code JmhWork} measures; but a batch that takes seconds must not be run ten times. */
    static final List<String> FULL = List.of("warmup-ms=1500", "iterations=10", "iteration-ms=200", "most-ms=10000");

    private static final String ECHO = "echo";
    private static final String STARTUP = "startup";
    private static final String C = "C, called from Java";
    private static final int ALL_ROUNDS = Integer.MAX_VALUE;
    private static final int ROUNDS_OF_COUNTS = 3;

    private Peers() {}

    /** The bench with the peers that take part in it behind its own subjects. */
    static Bench joining(Bench bench) {
        Map<String, Peer> peers = new LinkedHashMap<>();
        for (Peer peer : Peer.ALL) {
            if (takesPart(peer, bench.name())) {
                peers.put(peer.subject(), peer);
            }
        }
        List<String> subjects = new ArrayList<>(bench.subjects());
        subjects.addAll(peers.keySet());
        Bench.Trials trials = (subject, jdks) -> {
            Peer peer = peers.get(subject);
            return peer == null ? bench.trials().of(subject, jdks) : trials(bench.name(), peer);
        };
        return new Bench(bench.name(), subjects, trials, bench.derived(), bench.onRequest());
    }

    /** Of the peers in these trials that are installed, by subject, and of what makes the C that subjects on a JVM call. */
    static Map<String, String> versions(List<Trial> trials) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (Trial trial : trials) {
            if (trial.work() instanceof PeerRun run) {
                try {
                    String version = run.version();
                    if (version != null) { // the longest: a program with C in it says which compiler, too
                        versions.merge(toolchain(trial), version, (a, b) -> a.length() >= b.length() ? a : b);
                    }
                } catch (TrialFailed e) {
                    continue; // its trials are rejected with that
                }
            }
        }
        return versions;
    }

    /** Whether what builds or runs the trial is one of those, which are called as in {@link #versions}. */
    static boolean isOf(Trial trial, Set<String> toolchains) {
        return trial.work() instanceof PeerRun && toolchains.contains(toolchain(trial));
    }

    private static String toolchain(Trial trial) {
        return trial.jdk().isNone() ? trial.subject() : C;
    }

    static boolean takesPart(Peer peer, String bench) {
        return switch (bench) {
            case ECHO -> EchoBench.isServedBy(peer);
            case STARTUP -> true;
            default -> !PeerJobs.of(bench, peer, 1).isEmpty();
        };
    }

    private static List<Trial> trials(String bench, Peer peer) {
        if (bench.equals(ECHO)) {
            return EchoBench.of(peer);
        }
        if (bench.equals(STARTUP)) {
            return List.of(startup(peer));
        }
        boolean counted = bench.equals("parked") || bench.equals("sleeping");
        List<Trial> trials = new ArrayList<>();
        for (PeerJobs.Job job : PeerJobs.of(bench, peer, 1)) {
            PeerWork work = new PeerWork(PeerPrograms.of(bench, peer), job.arguments(bench, FULL), job.answer());
            trials.add(trial(bench, job.param(), peer, counted ? ROUNDS_OF_COUNTS : ALL_ROUNDS, work));
        }
        return trials;
    }

    static Trial startup(Peer peer) {
        Work work = new PeerProgram(
                PeerPrograms.of(STARTUP, peer), List.of(STARTUP), command -> new StartupWork(trial -> command));
        return trial(STARTUP, "awaits=1", peer, ALL_ROUNDS, work);
    }

    static Trial trial(String bench, String param, Peer peer, int maxRounds, Work work) {
        return new Trial(bench, Param.of(param), peer.subject(), Jdk.none(), List.of(), maxRounds, work);
    }
}
