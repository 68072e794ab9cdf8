package dev.bobbin.lab.peer;

import java.util.List;

/**
 * A language that takes part by a program of its own. Commands are run where the program's sources are.
 *
 * @param subject its name in the benches
 * @param sources the program's files, as resources in {@code /peers/SUBJECT/}
 * @param tool what builds or runs it, with what makes that print its version
 * @param debianPackage what brings the tool
 * @param build makes the program; empty if it runs from its sources
 * @param run starts it, before the bench's name and arguments
 */
public record Peer(
        String subject,
        List<String> sources,
        List<String> tool,
        String debianPackage,
        List<String> build,
        List<String> run) {

    /** Goroutines. */
    public static final Peer GO = new Peer(
            "go",
            List.of("main.go", "harness.go", "spawn.go", "memory.go"),
            List.of("go", "version"),
            "golang-go",
            List.of("go", "build", "-o", "peer", "main.go", "harness.go", "spawn.go", "memory.go"),
            List.of("./peer"));

    /** {@code async fn} on an executor of one thread, written here; no crates. */
    public static final Peer RUST = new Peer(
            "rust-std",
            List.of("main.rs", "harness.rs", "executor.rs", "channel.rs", "chains.rs", "memory.rs"),
            List.of("rustc", "--version"),
            "rustc",
            List.of("rustc", "--edition", "2021", "-O", "-o", "peer", "main.rs"),
            List.of("./peer"));

    /** Coroutines on an executor of one thread, written here. */
    public static final Peer CPP = new Peer(
            "cpp20",
            List.of("main.cpp", "harness.hpp", "task.hpp", "executor.hpp", "channel.hpp"),
            List.of("g++", "--version"),
            "g++",
            List.of("g++", "-O2", "-std=c++20", "-o", "peer", "main.cpp"),
            List.of("./peer"));

    /** Coroutines on the event loop of the library. */
    public static final Peer PYTHON = new Peer(
            "python-asyncio",
            List.of("main.py", "harness.py", "channel.py"),
            List.of("python3", "--version"),
            "python3",
            List.of(),
            List.of("python3", "main.py"));

    /** Async functions and promises. */
    public static final Peer NODE = new Peer(
            "node",
            List.of("main.mjs", "harness.mjs", "channel.mjs"),
            List.of("node", "--version"),
            "nodejs",
            List.of(),
            List.of("node", "--expose-gc", "main.mjs"));

    /** In the order in which they are shown. */
    public static final List<Peer> ALL = List.of(GO, RUST, CPP, PYTHON, NODE);
}
