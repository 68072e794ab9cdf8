package dev.bobbin.lab;

import dev.bobbin.lab.blocking.BlockedWorkers;
import dev.bobbin.lab.call.Expected;
import dev.bobbin.lab.peer.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the peers do in a bench: with what params, how much of it, and what their answers must be. */
final class PeerJobs {
    private static final int MILLION = 1_000_000;
    private static final int ANSWERS_OF_CHILDREN = 64;
    private static final int NUMBERS = 1024;
    private static final int DEEP = 1000;
    private static final int BALANCED = 16;
    private static final int RING = 1000;
    private static final int SPREAD_MILLIS = 2000;
    private static final int LEAST_MILLIS = 50;

    /** All timers but each tenth are cancelled. */
    private static final int KEPT = 10;

    /** Who runs its tasks on all processors, and can be told to use one. */
    private static final Set<Peer> PARALLEL = Set.of(Peer.GO, Peer.TOKIO);

    /** Whose waiting task is so small that there is room, and time, for ten million. */
    private static final Set<Peer> FEW_BYTES = Set.of(Peer.RUST, Peer.TOKIO, Peer.CPP);

    /** What a language has nothing for, or nothing of its own; its README says why. */
    private static final Map<Peer, Set<String>> NO_PART = Map.of(
            Peer.GO, Set.of("transfer"),
            Peer.RUST, Set.of("transfer", "timers", "blocking"),
            Peer.TOKIO, Set.of("generator", "recursive-generator", "switch", "transfer", "native"),
            Peer.CPP, Set.of("timers", "blocking"),
            Peer.PYTHON, Set.of("transfer", "blocking"),
            Peer.NODE, Set.of("transfer", "native", "blocking"));

    /**
     * One thing to measure.
     *
     * @param more arguments for the program, besides what is in the param
     * @param answer what the program must print
     */
    record Job(String param, List<String> more, long answer) {
        List<String> arguments(String bench, List<String> timing) {
            List<String> arguments = new ArrayList<>(List.of(bench));
            arguments.addAll(List.of(param.split(",")));
            arguments.addAll(more);
            arguments.addAll(timing);
            return arguments;
        }
    }

    private PeerJobs() {}

    /**
     * What a peer does in a bench; empty if it takes no part.
     *
     * @param part do only one in so many of everything
     */
    static List<Job> of(String bench, Peer peer, int part) {
        if (NO_PART.getOrDefault(peer, Set.of()).contains(bench)) {
            return List.of();
        }
        int n = MILLION / part;
        return switch (bench) {
            case "call" -> List.of(job("depth=10", n, Expected.afterCalls(7, n)));
            case "resume" -> List.of(resumed(1, n / 10), resumed(10, n / 10), resumed(100, n / 10));
            case "generator" -> List.of(job("kind=objects", n, sumOfRests(n, NUMBERS)));
            case "recursive-generator" -> List.of(walked(BALANCED, (1 << BALANCED) - 1, n), walked(DEEP, DEEP, n));
            case "switch" -> List.of(job("depth=1", n, n));
            case "transfer" -> List.of(job("ring=" + RING, n, n));
            case "yield" ->
                scheduled(peer, List.of(job("tasks=1", n, n), job("tasks=2", n, n), job("tasks=1000", n, n)));
            case "spawn" -> scheduled(peer, List.of(spawned(1, n), spawned(Math.min(n, 1000), n)));
            case "pingpong" -> scheduled(peer, List.of(job("", n / 10, n / 10 * 2L)));
            case "channel", "select", "mutex", "fanout" ->
                scheduled(peer, List.of(job("program=" + bench, n / 10, n / 10)));
            case "skynet" -> scheduled(peer, List.of(job("leaves=" + n, 1, sumBelow(n))));
            case "timers" -> List.of(timers(n, part == 1 ? leadMillis(peer) : 3000));
            case "parked" -> parked(peer, n);
            case "sleeping" -> {
                int naps = Math.min(n, 10_000);
                yield List.of(new Job("tasks=" + n, List.of("naps=" + naps), n + sumBelow(naps)));
            }
            case "native" -> List.of(job("via=own", n / 10, 7 + n / 10));
            case "blocking" -> blocked(Math.max(WorkerBenches.MILLIS / part, LEAST_MILLIS));
            default -> List.of();
        };
    }

    /** Its answer follows from how many tasks were blocked, and were released in the end. */
    private static List<Job> blocked(int millis) {
        List<Job> jobs = new ArrayList<>();
        for (String by : WorkerBenches.KINDS) {
            for (int blocked = 0; blocked <= WorkerBenches.WORKERS; blocked++) {
                jobs.add(new Job(
                        WorkerBenches.param(blocked, by), List.of("millis=" + millis), BlockedWorkers.answer(blocked)));
            }
        }
        return jobs;
    }

    private static List<Job> parked(Peer peer, int n) {
        Job job = job("depth=1,locals=1", n, 3 * sumBelow(n));
        int large = 10 * n;
        return FEW_BYTES.contains(peer)
                ? List.of(job, job("depth=1,locals=1,tasks=" + large, large, 3 * sumBelow(large)))
                : List.of(job);
    }

    private static Job resumed(int depth, int n) {
        return job("depth=" + depth, n, n + depth - 1L);
    }

    private static Job walked(int depth, int size, int n) {
        int walks = Math.max(1, n / size);
        return new Job("depth=" + depth, List.of("walks=" + walks), walks * sumBelow(size));
    }

    private static Job spawned(int scopes, int n) {
        return job("scopes=" + scopes, n, scopes * sumOfRests(n / scopes, ANSWERS_OF_CHILDREN));
    }

    /** Its answer is how many were cancelled, and the sum of the numbers of those that fired. */
    private static Job timers(int n, int leadMillis) {
        int kept = n / KEPT;
        List<String> times = List.of("lead-ms=" + leadMillis, "spread-ms=" + SPREAD_MILLIS);
        return new Job("timers=" + n, times, n - kept + KEPT * sumBelow(kept));
    }

    /** Until the first deadline, by when all timers must be set and most cancelled. */
    private static int leadMillis(Peer peer) {
        return peer.equals(Peer.PYTHON) ? 60_000 : 30_000;
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
