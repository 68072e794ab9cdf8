package dev.bobbin.lab.page;

import java.util.List;

/** The targets, which stand whether they are met or not. */
final class Targets {
    private static final String FUSED = "bobbin-fused";
    private static final String GO = "go";
    private static final String CPP = "cpp20";
    private static final String KOTLIN = "kotlin";
    private static final String VIRTUAL = "virtual-threads";
    private static final String NETTY = "netty";
    private static final String NS = "ns/op";
    private static final String HEAP = "heap-bytes";

    private static final String SINGLE = "scheduler=single";
    private static final String WORKERS = "scheduler=workers";
    private static final String CHANNEL = "program=channel,";
    private static final String OBJECTS = "kind=objects";
    private static final String MILLION = "leaves=1000000,";
    private static final String AT_ONCE = "scopes=1,";
    private static final String THOUSAND_AT_A_TIME = "scopes=1000,";
    private static final String FEW = "connections=100";
    private static final String MANY = "connections=10000";

    private static final String ECHO_CLIENT =
            "Client and server share the machine: with few cores the client's own work is a good part of each message, and brings all servers together.";

    private static final String OBJECT_STORED =
            "Between hasNext() and next() the element is stored, of which the garbage collector wants to know; a loop by hand stores nothing.";

    private static final String OBJECT_STORED_BY_BOTH =
            "Kotlin's sequence stores the element between hasNext() and next() as well, of which the garbage collector wants to know. That store is most of our step: an"
                    + " iterator by hand that computes an element where it is asked whether there is one, and keeps it, takes as long (kind=objects,ahead=yes), and is itself not six"
                    + " times faster than Kotlin's. Where nothing need be stored, of numbers (kind=boxed) and where an action is given all elements (kind=objects,by=forEach), the whole"
                    + " distance shows.";

    private static final String ALL_INLINED =
            "Ten small functions are inlined, in Go and, by the JVM, in Kotlin's as well: what is left is the same arithmetic everywhere.";

    private static final String TURN =
            "A turn of a task is mostly a chain of reads and writes that wait for each other: its status, which others may look at at any time, is written and read"
                    + " again at each step, and from the task the way leads over its scope to the queue.";

    private static final String MESSAGE_WAITED_FOR =
            "Each message here is waited for: a task parks and is woken, by a compare-and-set operation each, and both sides take the channel's lock. Go does the same"
                    + " with fewer of these.";

    private static final String PLACE_IN_A_SCOPE =
            "A task is put into its scope and taken out of it, so that its failure, its cancellation and its end find their way.";

    private static final String SHARED_SCOPE = PLACE_IN_A_SCOPE
            + " Several processors share the scope: on one worker a thousand at a time take half as long as on two.";

    static final List<Target> ALL = List.of(
            Target.atMost("call, depth 10: at most 1.3 times plain Java", 1.3, ratio("call", "depth=10", "java-plain")),
            faster("call, depth 10: 3 times faster than Go", 3, "call", "depth=10", GO)
                    .because(ALL_INLINED),
            faster("call, depth 10: 10 times faster than Kotlin", 10, "call", "depth=10", KOTLIN)
                    .because(ALL_INLINED),
            Target.atMost("call, depth 10: 0 bytes allocated", 0, Measure.of("call", "depth=10", FUSED, "B/op")),
            Target.atMost(
                    "resume, depth 100: at most 1.2 times its own depth 1",
                    1.2,
                    ns("resume", "depth=100", FUSED).over(ns("resume", "depth=1", FUSED))),
            faster("resume, depth 100: faster than C++20", 1, "resume", "depth=100", CPP)
                    .because("A task can be cancelled from any thread, so that it waits and wakes by compare-and-set"
                            + " operations on its status. The C++ coroutine has no such status."),
            faster("generator: at least as fast as C++20", 1, "generator", OBJECTS, CPP)
                    .because(OBJECT_STORED),
            faster("generator: 6 times faster than Kotlin's sequences", 6, "generator", OBJECTS, KOTLIN)
                    .because(OBJECT_STORED_BY_BOTH),
            Target.atMost(
                            "yield, 1 task, one thread: at most 1.2 times C++20",
                            1.2,
                            ratio("yield", "tasks=1," + SINGLE, CPP))
                    .because(
                            TURN
                                    + " The executor in C++ calls a handle out of a ring; nobody can cancel that, count it or ask what it waits for."),
            faster("yield, 1 task, all processors: 3 times faster than Go", 3, "yield", "tasks=1," + WORKERS, GO)
                    .because(TURN),
            faster(
                            "yield, 1,000 tasks, all processors: 3 times faster than Go",
                            3,
                            "yield",
                            "tasks=1000," + WORKERS,
                            GO)
                    .because(TURN),
            faster("pingpong, one thread: 5 times faster than Go", 5, "pingpong", SINGLE, GO)
                    .because(MESSAGE_WAITED_FOR),
            faster("pingpong, all processors: 5 times faster than Go", 5, "pingpong", WORKERS, GO)
                    .because(MESSAGE_WAITED_FOR),
            faster("channel, one thread: faster than Go", 1, "channel", CHANNEL + SINGLE, GO),
            faster("channel, all processors: faster than Go", 1, "channel", CHANNEL + WORKERS, GO),
            spawned("a million at once, one thread", GO, AT_ONCE + SINGLE).because(PLACE_IN_A_SCOPE),
            spawned("a million at once, all processors", GO, AT_ONCE + WORKERS).because(SHARED_SCOPE),
            spawned("a million at once, all processors", VIRTUAL, AT_ONCE + WORKERS)
                    .because(SHARED_SCOPE),
            spawned("a thousand at a time, one thread", GO, THOUSAND_AT_A_TIME + SINGLE)
                    .because(PLACE_IN_A_SCOPE),
            spawned("a thousand at a time, all processors", GO, THOUSAND_AT_A_TIME + WORKERS)
                    .because(SHARED_SCOPE),
            spawned("a thousand at a time, all processors", VIRTUAL, THOUSAND_AT_A_TIME + WORKERS)
                    .because(SHARED_SCOPE),
            faster("skynet, one thread: 4 times faster than Go", 4, "skynet", MILLION + SINGLE, GO)
                    .because(PLACE_IN_A_SCOPE + " Each node but the leaves opens one."),
            faster("skynet, all processors: 4 times faster than Go", 4, "skynet", MILLION + WORKERS, GO)
                    .because(SHARED_SCOPE + " Each node but the leaves opens one."),
            Target.atMost(
                    "parked, 1 call, 1 local: at most 72 bytes",
                    72,
                    Measure.of("parked", "depth=1,locals=1", FUSED, HEAP)),
            Target.atMost(
                    "parked, 1 call, 1 local, compact headers: at most 64 bytes",
                    64,
                    Measure.of("parked", "depth=1,locals=1,compact=yes", FUSED, HEAP)),
            Target.atMost(
                    "parked, 100 million tasks in a heap of 8 GB: at most 80 bytes each",
                    80,
                    Measure.of("parked-huge", "tasks=100000000", FUSED, HEAP)),
            Target.atMost(
                    "sleeping: at most 88 bytes a task", 88, Measure.of("sleeping", "tasks=1000000", FUSED, HEAP)),
            more("echo, 100 connections: at least Netty's throughput", 1, FEW, NETTY),
            more("echo, 10,000 connections: at least Netty's throughput", 1, MANY, NETTY),
            more("echo, 10,000 connections: twice the throughput of virtual threads", 2, MANY, VIRTUAL));

    private Targets() {}

    private static Measure ns(String bench, String param, String subject) {
        return Measure.of(bench, param, subject, NS);
    }

    private static Measure ratio(String bench, String param, String other) {
        return ns(bench, param, FUSED).over(ns(bench, param, other));
    }

    private static Target faster(String text, double times, String bench, String param, String other) {
        return Target.atLeast(text, times, ns(bench, param, other).over(ns(bench, param, FUSED)));
    }

    private static Target spawned(String how, String other, String param) {
        String who = other.equals(VIRTUAL) ? "virtual threads" : "Go";
        return faster("spawn, " + how + ": 8 times faster than " + who, 8, "spawn", param, other);
    }

    private static Target more(String text, double times, String connections, String other) {
        String rate = "ops/s";
        Measure ratio = Measure.of("echo", connections, FUSED, rate).over(Measure.of("echo", connections, other, rate));
        return Target.atLeast(text, times, ratio).because(ECHO_CLIENT);
    }
}
