package dev.bobbin.lab.page;

import static dev.bobbin.lab.page.Claim.grid;
import static dev.bobbin.lab.page.Claim.row;

import java.util.ArrayList;
import java.util.List;

/** What is said of runtimes: switches, how many tasks fit, servers, blocked workers, native code. */
final class RuntimeClaims {
    private static final String NONE = "–";
    private static final String FUSED = "bobbin-fused";
    private static final String STACKFUL = "bobbin-stackful";
    private static final String THREADS = "java-threads";
    private static final String VIRTUAL = "virtual-threads";
    private static final String KOTLIN = "kotlin";
    private static final String CONTINUATION = "loom-continuation";
    private static final String NS = "ns/op";
    private static final String HEAP = "heap-bytes";
    private static final String HEAP_OF_LOCAL = "heap-bytes/local";
    private static final String RESIDENT = "rss-bytes";

    private static final String SIMPLE = "depth=1,locals=1";
    private static final String WAITING = "locals=1..32,tasks=1000000";
    private static final String TAKING_TURNS = "tasks=1000,scheduler=single";
    private static final String TAKING_TURNS_ON_ALL = "tasks=1000,scheduler=workers";
    private static final double EIGHT_GB = 8e9;
    private static final double MILLION = 1e6;

    static final List<Claim> ALL =
            List.of(switches(), systems(), stacks(), million(), servers(), blocked(), nativeCode());

    private RuntimeClaims() {}

    private static Claim switches() {
        return new Claim(
                5,
                "A switch, and how many tasks fit in 8 GB",
                List.of(grid(
                        List.of("runtime", "switch, claimed", "switch", "in 8 GB, claimed", "in 8 GB"),
                        runtime("Python", "120 ns", "500 thousand", "python-asyncio"),
                        runtime("Go", "35 ns", "10 million", "go"),
                        runtime("C++20", "23 ns", "5 million", "cpp20"),
                        row(
                                "Loom, virtual threads, on all processors",
                                "45 ns",
                                Measure.of("yield", TAKING_TURNS_ON_ALL, VIRTUAL, NS),
                                "2 million",
                                parked(VIRTUAL).into(EIGHT_GB, Quantity.COUNT)),
                        row(
                                "Loom, the continuation alone",
                                "45 ns",
                                Measure.of("switch", "depth=1", CONTINUATION, NS),
                                NONE,
                                NONE),
                        runtime("Rust", "18 ns", "8 million", "rust-std"),
                        runtime("Kotlin", NONE, NONE, KOTLIN),
                        runtime("Bobbin, fused", NONE, NONE, FUSED))),
                "A switch is here one yield of a thousand tasks that take turns, with the runtime's own queue in it; a claim of a few"
                        + " nanoseconds is the jump alone. How many fit is 8 GB divided by what one waiting task with one variable takes: resident"
                        + " memory in other languages, heap on the JVM. The more a task keeps, the fewer fit: 500 thousand are 16 kB each, which is no task of Python's"
                        + " that waits for a future but one with the streams and buffers of a connection; 5 million are 1.6 kB each, a frame of C++ with a buffer in it, of which one with"
                        + " a single variable takes a small part. All take turns on one thread but virtual threads, which have no scheduler of one thread unless the"
                        + " whole JVM has one carrier.");
    }

    private static Claim.Row runtime(String what, String ns, String number, String subject) {
        return row(
                what,
                ns,
                Measure.of("yield", TAKING_TURNS, subject, NS),
                number,
                parked(subject).into(EIGHT_GB, Quantity.COUNT));
    }

    /** What one takes: of ours the heap, of others what the system counts. */
    private static Measure parked(String subject) {
        return Measure.of("parked", SIMPLE, subject, HEAP).orElse(Measure.of("parked", SIMPLE, subject, RESIDENT));
    }

    private static Claim systems() {
        String two = "tasks=2,";
        return new Claim(
                6,
                "Switches of processes, threads and coroutines",
                List.of(grid(
                        List.of("what switches", "claimed", "measured"),
                        row("processes, handing over", "1–10 µs", handedOver("processes")),
                        row("threads, handing over", "0.5–2 µs", handedOver(THREADS)),
                        row("virtual threads, handing over", NONE, handedOver(VIRTUAL)),
                        row(
                                "coroutines, handing over",
                                "0.1–0.3 µs",
                                Measure.of("pingpong", "scheduler=single", FUSED, NS)
                                        .times(0.5, NS)),
                        row(
                                "coroutines, taking turns",
                                "0.1–0.3 µs",
                                Measure.of("yield", two + "scheduler=single", FUSED, NS)),
                        row("a coroutine, resumed by hand", NONE, Measure.of("switch", "depth=1", FUSED, NS)))),
                "One wakes the other and waits, on one processor; of a round there and back it is the half. A thread that is woken on another"
                        + " processor pays for that processor's way out of its sleep too. Coroutines hand over by a channel, with the scheduler in"
                        + " it; one that is resumed by hand pays for no scheduler at all.");
    }

    private static Measure handedOver(String subject) {
        return Measure.of("switch", "depth=1", subject, NS).times(0.5, NS);
    }

    private static Claim stacks() {
        return new Claim(
                7,
                "With a stack and without",
                List.of(grid(
                        List.of("", "stackful, claimed", "stackful", "stackless, claimed", "stackless"),
                        row("switch", "35 ns", switched(STACKFUL), "18 ns", switched(FUSED)),
                        row(
                                "memory, one call, one variable",
                                "2–8 kB",
                                Measure.of("parked", SIMPLE, STACKFUL, HEAP),
                                "0.2–2 kB",
                                Measure.of("parked", SIMPLE, FUSED, HEAP)),
                        row(
                                "memory, ten calls, ten variables",
                                "2–8 kB",
                                Measure.of("parked", "depth=10,locals=10", STACKFUL, HEAP),
                                "0.2–2 kB",
                                Measure.of("parked", "depth=10,locals=10", FUSED, HEAP)),
                        row("one more variable, time", NONE, variable(STACKFUL), NONE, variable(FUSED)),
                        row(
                                "one more variable, memory",
                                NONE,
                                Measure.of("locals", WAITING, STACKFUL, HEAP_OF_LOCAL),
                                NONE,
                                Measure.of("locals", WAITING, FUSED, HEAP_OF_LOCAL)),
                        row("a loop over variables, times plain Java's", NONE, looped(STACKFUL), NONE, looped(FUSED)))),
                "A switch of a stack on the JVM copies its frames to the heap and back; on a machine stack it is a few registers, which is what"
                        + " the claim means. The VM keeps only the frames that are there, so that a shallow stack takes less than claimed; how large they are depends on which the"
                        + " JIT had compiled when they were kept, which differs by more than some variables take: what one more costs in memory is seen without a stack only. A variable"
                        + " is in a register either way while code runs: it is loaded from the frame once, after a wait, so that a loop takes as long as in plain Java.");
    }

    private static Measure switched(String subject) {
        return Measure.of("switch", "depth=1", subject, NS);
    }

    private static Measure variable(String subject) {
        return Measure.of("locals", "locals=1..32", subject, "ns/local");
    }

    private static Measure looped(String subject) {
        return Measure.of("loop", "kernel=hash,place=nested", subject, "times-plain");
    }

    private static Claim million() {
        List<Claim.Row> rows = new ArrayList<>();
        rows.add(waiting("Bobbin, fused", NONE, FUSED));
        rows.add(waiting("Bobbin, stackful", NONE, STACKFUL));
        rows.add(waiting("virtual threads", NONE, VIRTUAL));
        rows.add(waiting("Kotlin", NONE, KOTLIN));
        rows.add(row(
                "platform threads, one for each of ten thousand connections",
                NONE,
                Measure.of("echo", "connections=10000", THREADS, RESIDENT),
                "not to be had"));
        rows.add(waiting("Go", "gigabytes", "go"));
        rows.add(waiting("Rust", NONE, "rust-std"));
        rows.add(waiting("Rust, tokio", NONE, "rust-tokio"));
        rows.add(waiting("C++20", NONE, "cpp20"));
        rows.add(waiting("Python", NONE, "python-asyncio"));
        rows.add(waiting("Node", NONE, "node"));
        return new Claim(
                8,
                "A million waiting tasks",
                List.of(new Claim.Grid(List.of("runtime", "claimed", "one task", "a million"), rows)),
                "Go needs gigabytes because a goroutine begins with a stack of its own, 2 KiB, of which a task that waits for one thing uses a"
                        + " fraction, and the scheduler's record of it comes on top. A state machine keeps what it will read again. Of the JVM it"
                        + " is heap, of others resident memory, which has the allocator's share in it. A million platform threads are more than a machine is set up for: each is one of the"
                        + " system's, with a stack in address space and a record in the kernel, which is not in the figure; so what ten thousand of them take stands there, which wait in a read"
                        + " with a connection each.");
    }

    private static Claim.Row waiting(String what, String claimed, String subject) {
        return row(what, claimed, parked(subject), parked(subject).times(MILLION, Quantity.BYTES));
    }

    private static Claim servers() {
        return new Claim(
                9,
                "Ten thousand connections",
                List.of(
                        grid(
                                List.of(
                                        "100 connections",
                                        "messages",
                                        "median",
                                        "99 of 100",
                                        "memory of one",
                                        "switches a message"),
                                server("a thread for each", "connections=100", THREADS),
                                server("an event loop (Netty)", "connections=100", "netty"),
                                server("coroutines", "connections=100", FUSED),
                                server("virtual threads", "connections=100", VIRTUAL)),
                        grid(
                                List.of(
                                        "10,000 connections",
                                        "messages",
                                        "median",
                                        "99 of 100",
                                        "memory of one",
                                        "switches a message"),
                                server("a thread for each", "connections=10000", THREADS),
                                server("an event loop (Netty)", "connections=10000", "netty"),
                                server("coroutines", "connections=10000", FUSED),
                                server("virtual threads", "connections=10000", VIRTUAL))),
                "No figures are claimed, only that threads do not scale to it. Ten thousand platform threads are more than some machines are set"
                        + " up for: where they are, the lab says what is in the way. A thread's stack in the kernel, 16 kB, is not in the memory of one, as little as"
                        + " what the kernel has for a socket. Messages share the machine with the client that sends them.");
    }

    private static Claim.Row server(String what, String connections, String subject) {
        return row(
                what,
                Measure.of("echo", connections, subject, "ops/s"),
                Measure.of("echo", connections, subject, "p50-us"),
                Measure.of("echo", connections, subject, "p99-us"),
                Measure.of("echo", connections, subject, RESIDENT),
                Measure.of("echo", connections, subject, "switches/op"));
    }

    private static Claim blocked() {
        return new Claim(
                10,
                "Four workers, and some of them blocked",
                List.of(
                        grid(
                                List.of("requests answered, blocked in a read", "none", "1", "2", "3", "all 4"),
                                answering("coroutines", FUSED, "read", "ops/s"),
                                answering("virtual threads", VIRTUAL, "read", "ops/s"),
                                answering("goroutines", "go", "read", "ops/s"),
                                answering("tokio", "rust-tokio", "read", "ops/s"),
                                answering("Kotlin's coroutines", KOTLIN, "read", "ops/s"),
                                answering("a pool of threads", THREADS, "read", "ops/s")),
                        grid(
                                List.of("requests answered, blocked in native code", "none", "1", "2", "3", "all 4"),
                                answering("coroutines", FUSED, "native", "ops/s"),
                                answering("virtual threads", VIRTUAL, "native", "ops/s"),
                                answering("goroutines", "go", "native", "ops/s"),
                                answering("tokio", "rust-tokio", "native", "ops/s"),
                                answering("Kotlin's coroutines", KOTLIN, "native", "ops/s"),
                                answering("a pool of threads", THREADS, "native", "ops/s"))),
                "The claim is that a blocked worker is lost, and a runtime with all of them blocked is dead. A pool of threads is, and so are tokio's runtime and Kotlin's default dispatcher, whose docs"
                        + " have spawn_blocking and Dispatchers.IO for such calls: nobody is left to answer. Bobbin sees that its workers are held up and runs a substitute meanwhile; a virtual"
                        + " thread leaves its carrier in a read, of which the JDK knows, but not in native code; Go awaits a read, and gives the processor of a goroutine in"
                        + " native code to another. Read along the rows: who asks shares the processors with those who answer, and does it as each language has it.");
    }

    private static Claim.Row answering(String what, String subject, String by, String metric) {
        Object[] cells = new Object[5];
        for (int blocked = 0; blocked < cells.length; blocked++) {
            cells[blocked] = Measure.of("blocking", "workers=4,blocked=" + blocked + ",by=" + by, subject, metric);
        }
        return row(what, cells);
    }

    private static Claim nativeCode() {
        return new Claim(
                11,
                "Calling native code",
                List.of(grid(
                        List.of("from", "claimed", "by JNI", "by the Foreign Function API", "by cgo, extern, ctypes"),
                        called("plain Java", NONE, "java-plain"),
                        called("a coroutine, fused", NONE, FUSED),
                        called("a coroutine with a stack", NONE, STACKFUL),
                        called("a virtual thread", NONE, VIRTUAL),
                        calledItsOwnWay("a goroutine", "30–75 ns", "go"),
                        calledItsOwnWay("an async function of Rust", NONE, "rust-std"),
                        calledItsOwnWay("a coroutine of C++20", NONE, "cpp20"),
                        calledItsOwnWay("a coroutine of Python", NONE, "python-asyncio"))),
                "The claim is of Go, which tells its scheduler that the thread may not come back, and leaves the goroutine's small stack for a large one. A coroutine of"
                        + " Bobbin runs on its worker's stack, as does all Java code, so that a native call costs what it costs in any method; Rust and C++ call C as any function"
                        + " that is not inlined; Python converts what it hands over and what comes back, and lets others have the interpreter meanwhile.");
    }

    private static Claim.Row called(String what, String claimed, String subject) {
        return row(
                what,
                claimed,
                Measure.of("native", "via=jni", subject, NS),
                Measure.of("native", "via=ffm", subject, NS),
                NONE);
    }

    private static Claim.Row calledItsOwnWay(String what, String claimed, String subject) {
        return row(what, claimed, NONE, NONE, Measure.of("native", "via=own", subject, NS));
    }
}
