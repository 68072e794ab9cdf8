package dev.bobbin.lab.peer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a language has besides its main program: what calls functions in C, so that the others need no C compiler, and what is started
 * where each file that an interpreter reads would be in the figure.
 */
public final class PeerPrograms {
    private static final List<String> GCC = List.of("gcc", "--version");
    private static final String CALLS = "../c-calls/calls.c";

    private static final Peer GO_AND_C = new Peer(
            "go",
            List.of("native.go", "harness.go"),
            Peer.GO.tool(),
            "golang-go gcc",
            List.of(new Peer.Build(
                    GCC, List.of("env", "CGO_ENABLED=1", "go", "build", "-o", "native", "native.go", "harness.go"))),
            List.of("./native"));

    /** gcc links for rustc in any case, and compiles what it is given to link. */
    private static final Peer RUST_AND_C = new Peer(
            "rust-std",
            List.of("native.rs", "harness.rs", "executor.rs", CALLS),
            Peer.RUST.tool(),
            "rustc gcc",
            List.of(new Peer.Build(
                    GCC,
                    List.of(
                            "rustc",
                            "--edition",
                            "2021",
                            "-O",
                            "-C",
                            "linker=gcc",
                            "-C",
                            "link-arg=-O2",
                            "-C",
                            "link-arg=-fPIC",
                            "-C",
                            "link-arg=calls.c",
                            "-o",
                            "native",
                            "native.rs"))),
            List.of("./native"));

    private static final Peer CPP_AND_C = new Peer(
            "cpp20",
            List.of("native.cpp", "harness.hpp", "executor.hpp", "task.hpp", CALLS),
            Peer.CPP.tool(),
            "g++ gcc",
            List.of(new Peer.Build(
                    GCC, List.of("g++", "-O2", "-std=c++20", "-o", "native", "native.cpp", "-x", "c", "calls.c"))),
            List.of("./native"));

    private static final Peer PYTHON_AND_C = new Peer(
            "python-asyncio",
            List.of("native.py", "harness.py", CALLS),
            Peer.PYTHON.tool(),
            "python3 gcc",
            List.of(new Peer.Build(
                    GCC, List.of("gcc", "-O2", "-shared", "-fPIC", "-pthread", "-o", "libcalls.so", "calls.c"))),
            List.of("python3", "native.py"));

    private static final Peer PYTHON_ALONE = new Peer(
            "python-asyncio",
            List.of("startup.py"),
            Peer.PYTHON.tool(),
            "python3",
            List.of(),
            List.of("python3", "startup.py"));

    private static final Peer NODE_ALONE = new Peer(
            "node", List.of("startup.mjs"), Peer.NODE.tool(), "nodejs", List.of(), List.of("node", "startup.mjs"));

    private static final Map<String, Map<Peer, Peer>> BY_BENCH = new LinkedHashMap<>();

    static {
        BY_BENCH.put(
                "native",
                Map.of(
                        Peer.GO, GO_AND_C,
                        Peer.RUST, RUST_AND_C,
                        Peer.CPP, CPP_AND_C,
                        Peer.PYTHON, PYTHON_AND_C));
        BY_BENCH.put("blocking", Map.of(Peer.GO, GO_AND_C));
        BY_BENCH.put("startup", Map.of(Peer.PYTHON, PYTHON_ALONE, Peer.NODE, NODE_ALONE));
    }

    private PeerPrograms() {}

    /** The one that does a bench. */
    public static Peer of(String bench, Peer language) {
        return BY_BENCH.getOrDefault(bench, Map.of()).getOrDefault(language, language);
    }

    /** All of a language, the main one first. */
    public static Set<Peer> all(Peer language) {
        Set<Peer> all = new LinkedHashSet<>(List.of(language));
        BY_BENCH.keySet().forEach(bench -> all.add(of(bench, language)));
        return all;
    }
}
