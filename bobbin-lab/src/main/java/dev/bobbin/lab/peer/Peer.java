package dev.bobbin.lab.peer;

import java.util.List;
import java.util.stream.Stream;

/**
 * A program by which a language takes part; of most languages it is the only one ({@link PeerPrograms}). Commands are run where the program's sources are.
 *
 * @param subject its name in the benches
 * @param sources the program's files, as resources in {@code /peers/SUBJECT/}; one that begins with {@code ../} is another peer's too
 * @param tool what builds or runs it, with what makes that print its version
 * @param debianPackages what brings the tool, and what the builds need besides
 * @param builds how the program can be made: the first that has what it needs is taken; none if it runs from its sources
 * @param run starts it, before the bench's name and arguments
 */
public record Peer(
        String subject,
        List<String> sources,
        List<String> tool,
        String debianPackages,
        List<Build> builds,
        List<String> run) {

    /**
     * One way to make the program.
     *
     * @param needs finds what it needs besides the tool, libraries or a compiler, and prints in its first line which; fails where that is not to be had. Empty
     *     if nothing
     * @param command makes the program
     */
    public record Build(List<String> needs, List<String> command) {
        public static List<Build> by(String... command) {
            return List.of(new Build(List.of(), List.of(command)));
        }

        /** By cargo, with these options besides. */
        private static Build byCargo(String... options) {
            return new Build(
                    Stream.concat(
                                    Stream.of("cargo", "tree", "-q", "-i", "tokio", "--depth", "0", "--prefix", "none"),
                                    Stream.of(options))
                            .toList(),
                    Stream.concat(
                                    Stream.of("cargo", "build", "-q", "--release", "--target-dir", "target"),
                                    Stream.of(options))
                            .toList());
        }
    }

    /** Goroutines. */
    public static final Peer GO = new Peer(
            "go",
            List.of(
                    "main.go",
                    "harness.go",
                    "spawn.go",
                    "memory.go",
                    "meeting.go",
                    "sequence.go",
                    "timers.go",
                    "echo.go"),
            List.of("go", "version"),
            "golang-go",
            Build.by(
                    "go",
                    "build",
                    "-o",
                    "peer",
                    "main.go",
                    "harness.go",
                    "spawn.go",
                    "memory.go",
                    "meeting.go",
                    "sequence.go",
                    "timers.go",
                    "echo.go"),
            List.of("./peer"));

    /** {@code async fn} on an executor of one thread, written here; no crates. */
    public static final Peer RUST = new Peer(
            "rust-std",
            List.of(
                    "main.rs",
                    "harness.rs",
                    "levels.rs",
                    "executor.rs",
                    "channel.rs",
                    "chains.rs",
                    "meeting.rs",
                    "memory.rs",
                    "mutex.rs",
                    "sequence.rs"),
            List.of("rustc", "--version"),
            "rustc",
            Build.by("rustc", "--edition", "2021", "-O", "-o", "peer", "main.rs"),
            List.of("./peer"));

    /** {@code async fn} on tokio, whose crates are Debian's where they are installed, and else those of Rust's registry. */
    public static final Peer TOKIO = new Peer(
            "rust-tokio",
            List.of(
                    "Cargo.toml",
                    "debian.toml",
                    "main.rs",
                    "tasks.rs",
                    "memory.rs",
                    "timers.rs",
                    "echo.rs",
                    "blocking.rs",
                    "../rust-std/harness.rs",
                    "../rust-std/levels.rs",
                    "../rust-std/chains.rs"),
            List.of("cargo", "--version"),
            "cargo librust-tokio-dev",
            List.of(Build.byCargo("--offline", "--config", "debian.toml"), Build.byCargo("--config", "net.retry=0")),
            List.of("./target/release/peer"));

    /** Coroutines on an executor of one thread, written here. */
    public static final Peer CPP = new Peer(
            "cpp20",
            List.of(
                    "main.cpp",
                    "meeting.cpp",
                    "sequence.cpp",
                    "benches.hpp",
                    "harness.hpp",
                    "task.hpp",
                    "coroutine.hpp",
                    "executor.hpp",
                    "channel.hpp"),
            List.of("g++", "--version"),
            "g++",
            Build.by("g++", "-O2", "-std=c++20", "-o", "peer", "main.cpp", "meeting.cpp", "sequence.cpp"),
            List.of("./peer"));

    /** Coroutines on the event loop of the library. */
    public static final Peer PYTHON = new Peer(
            "python-asyncio",
            List.of("main.py", "harness.py", "channel.py", "meeting.py", "sequence.py", "timers.py", "echo.py"),
            List.of("python3", "--version"),
            "python3",
            List.of(),
            List.of("python3", "main.py"));

    /** Async functions and promises. */
    public static final Peer NODE = new Peer(
            "node",
            List.of("main.mjs", "harness.mjs", "channel.mjs", "meeting.mjs", "sequence.mjs", "timers.mjs", "echo.mjs"),
            List.of("node", "--version"),
            "nodejs",
            List.of(),
            List.of("node", "--expose-gc", "main.mjs"));

    /** In the order in which they are shown. */
    public static final List<Peer> ALL = List.of(GO, RUST, TOKIO, CPP, PYTHON, NODE);

    /** For people. */
    String bringers() {
        return (debianPackages.contains(" ") ? "Debian packages " : "Debian package ") + debianPackages;
    }
}
