package dev.bobbin.lab;

import dev.bobbin.lab.call.Expected;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.peer.Peer;
import dev.bobbin.lab.peer.PeerWork;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The benches in which other languages take part: with what params, how much of it, and what their answers must be. */
final class Peers {
    /** As {@code JmhWork} measures; but a batch that takes seconds must not be run ten times. */
    static final List<String> FULL = List.of("warmup-ms=1500", "iterations=10", "iteration-ms=200", "most-ms=10000");

    private static final int ALL_ROUNDS = Integer.MAX_VALUE;
    private static final int ROUNDS_OF_COUNTS = 3;
    private static final int MILLION = 1_000_000;
    private static final int ANSWERS_OF_CHILDREN = 64;
    private static final int NUMBERS = 1024;

    /** Who runs its tasks on all processors, and can be told to use one. */
    private static final List<Peer> PARALLEL = List.of(Peer.GO);

    /**
     * One thing to measure.
     *
     * @param more arguments for the program, besides what is in the param
     * @param answer what the program must print
     */
    record Job(String param, List<String> more, long answer) {
        List<String> arguments(List<String> timing) {
            List<String> arguments = new ArrayList<>(List.of(param.split(",")));
            arguments.addAll(more);
            arguments.addAll(timing);
            return arguments;
        }
    }

    private Peers() {}

    /** The bench with the peers that take part in it behind its own subjects. */
    static Bench joining(Bench bench) {
        Map<String, Peer> peers = new LinkedHashMap<>();
        for (Peer peer : Peer.ALL) {
            if (!jobs(bench.name(), peer, 1).isEmpty()) {
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

    /** Of the peers in these trials that are installed, by subject. */
    static Map<String, String> versions(List<Trial> trials) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (Trial trial : trials) {
            if (trial.work() instanceof PeerWork work) {
                String version = work.version();
                if (version != null) {
                    versions.put(trial.subject(), version);
                }
            }
        }
        return versions;
    }

    private static List<Trial> trials(String bench, Peer peer) {
        boolean counted = bench.equals("parked") || bench.equals("sleeping");
        List<Trial> trials = new ArrayList<>();
        for (Job job : jobs(bench, peer, 1)) {
            trials.add(new Trial(
                    bench,
                    Param.of(job.param()),
                    peer.subject(),
                    Jdk.none(),
                    List.of(),
                    counted ? ROUNDS_OF_COUNTS : ALL_ROUNDS,
                    new PeerWork(peer, bench, job.arguments(FULL), job.answer())));
        }
        return trials;
    }

    /**
     * What a peer does in a bench; empty if it takes no part.
     *
     * @param part do only one in so many of everything
     */
    static List<Job> jobs(String bench, Peer peer, int part) {
        int n = MILLION / part;
        return switch (bench) {
            case "call" -> List.of(job("depth=10", n, Expected.afterCalls(7, n)));
            case "resume" -> List.of(resumed(1, n / 10), resumed(10, n / 10), resumed(100, n / 10));
            case "generator" -> List.of(job("kind=objects", n, sumOfRests(n, NUMBERS)));
            case "yield" ->
                scheduled(peer, List.of(job("tasks=1", n, n), job("tasks=2", n, n), job("tasks=1000", n, n)));
            case "spawn" -> scheduled(peer, List.of(spawned(1, n), spawned(Math.min(n, 1000), n)));
            case "pingpong" -> scheduled(peer, List.of(job("", n / 10, n / 10 * 2L)));
            case "channel" -> scheduled(peer, List.of(job("program=channel", n / 10, n / 10)));
            case "skynet" -> scheduled(peer, List.of(job("leaves=" + n, 1, sumBelow(n))));
            case "parked" -> List.of(job("depth=1,locals=1", n, 3 * sumBelow(n)));
            case "sleeping" -> {
                int naps = Math.min(n, 10_000);
                yield List.of(new Job("tasks=" + n, List.of("naps=" + naps), n + sumBelow(naps)));
            }
            default -> List.of();
        };
    }

    private static Job resumed(int depth, int n) {
        return job("depth=" + depth, n, n + depth - 1L);
    }

    private static Job spawned(int scopes, int n) {
        return job("scopes=" + scopes, n, scopes * sumOfRests(n / scopes, ANSWERS_OF_CHILDREN));
    }

    private static Job job(String param, int operations, long answer) {
        return new Job(param, List.of("operations=" + operations), answer);
    }

    /** On one thread; and on all processors, if the peer can. */
    private static List<Job> scheduled(Peer peer, List<Job> jobs) {
        List<Job> scheduled = new ArrayList<>();
        for (Job job : jobs) {
            for (String scheduler : SchedulingBenches.SCHEDULERS) {
                if (PARALLEL.contains(peer) || scheduler.endsWith("single")) {
                    String param = job.param().isEmpty() ? scheduler : job.param() + "," + scheduler;
                    scheduled.add(new Job(param, job.more(), job.answer()));
                }
            }
        }
        return scheduled;
    }

    private static long sumBelow(int n) {
        return (long) n * (n - 1) / 2;
    }

    private static long sumOfRests(int n, int divisor) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += i % divisor;
        }
        return sum;
    }
}
