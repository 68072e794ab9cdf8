package dev.bobbin.lab;

import dev.bobbin.lab.trial.Trial;
import java.util.List;
import java.util.Map;

/**
 * What {@code --quick} measures: of most benches the param that says most, in one round of shorter iterations and smaller
 * programs. It is so much that a JVM of two cores needs less than four minutes for all of it.
 */
final class Quick {
    static final int ROUNDS = 1;

    /** What is missing here takes too long for what it says: programs that wait for seconds, a million of something. */
    private static final Map<String, String> PARAMS = Map.ofEntries(
            Map.entry("call", "depth=10"),
            Map.entry("resume", "depth=10"),
            Map.entry("generator", "kind=objects"),
            Map.entry("switch", "depth=1"),
            Map.entry("parked", "depth=1,locals=1"),
            Map.entry("yield", "tasks=1000,scheduler=workers"),
            Map.entry("spawn", "scopes=1000,scheduler=workers"),
            Map.entry("pingpong", "scheduler=workers"),
            Map.entry("channel", "program=channel,scheduler=workers"),
            Map.entry("skynet", "leaves=1000000,scheduler=workers"),
            Map.entry("echo", "connections=100"),
            Map.entry("codesize", "callers=8"),
            Map.entry("compile", "corpus=generated,jvm=cold"));

    private Quick() {}

    /**
     * Of some trials those that are quick, with less to do. Peers of other languages only if they were named: their programs
     * have one size.
     *
     * @throws IllegalArgumentException if none is left; the message says what there is
     */
    static List<Trial> of(List<Trial> trials, List<String> subjects) {
        List<Trial> quick = trials.stream()
                .filter(t -> t.param().toString().equals(PARAMS.get(t.bench())))
                .filter(t -> !t.jdk().isNone() || subjects.contains(t.subject()))
                .map(Trial::quick)
                .toList();
        if (quick.isEmpty()) {
            throw new IllegalArgumentException("nothing to measure: --quick has only "
                    + String.join(", ", PARAMS.keySet().stream().sorted().toList())
                    + ", and peers of other languages if --subjects names them");
        }
        return quick;
    }
}
