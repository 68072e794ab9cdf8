package dev.bobbin.lab.page;

import java.util.Map;

/** What each bench does, in a sentence or two; docs/lab.md defines them. */
final class BenchNotes {
    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry(
                    "call",
                    "Ten nested calls that do not wait. An operation is one call of the outermost: what a form costs when nothing suspends."),
            Map.entry(
                    "resume",
                    "A leaf that waits, below so many callers that wait for it. An operation wakes the leaf, runs it until it waits again, and returns."),
            Map.entry(
                    "loop",
                    "A loop without awaits in a coroutine that was suspended before. An operation is a pass of 40,000 iterations."),
            Map.entry("generator", "A loop over the first million elements of a sequence. An operation is an element."),
            Map.entry(
                    "recursive-generator",
                    "A binary tree, walked by a method that calls itself and yields. An operation is an element."),
            Map.entry(
                    "switch",
                    "Two that hand a message to and fro, by hand and without a scheduler. An operation is one resumption and one yield."),
            Map.entry(
                    "transfer",
                    "A ring of a thousand coroutines, each of which transfers to the next. An operation is a transfer."),
            Map.entry(
                    "parked",
                    "A million tasks that wait, each for a promise of its own: what one of them takes. Counted, not sampled."),
            Map.entry(
                    "parked-huge",
                    "A hundred million tasks that wait at once in a heap of 8 GB: what one of them takes."),
            Map.entry(
                    "locals",
                    "A coroutine with so many variables that live across a wait. An operation wakes it, adds to each, and waits again."),
            Map.entry(
                    "branches",
                    "A coroutine that waits in one of three branches, each with variables of its own: what it takes in which."),
            Map.entry(
                    "native",
                    "A call of a function in C, from a method, a coroutine or a virtual thread. An operation is a call."),
            Map.entry("startup", "A program with one await, from the start of its process to its end."),
            Map.entry("yield", "Tasks that do nothing but let others run. An operation is one yield of one task."),
            Map.entry(
                    "spawn",
                    "A parent that spawns a million tasks, awaits each, and joins the scope. An operation is one task, from birth to end."),
            Map.entry(
                    "pingpong",
                    "Two tasks that hand a value to and fro over channels without a buffer. An operation is a round."),
            Map.entry(
                    "channel",
                    "One task sends, another receives, through a buffer of 100. An operation is an element."),
            Map.entry("select", "One task receives from two channels, whichever is first. An operation is an element."),
            Map.entry(
                    "mutex", "Two tasks that want the same lock, over and over. An operation is one lock and unlock."),
            Map.entry(
                    "fanout", "One task sends to a hundred that receive from one channel. An operation is an element."),
            Map.entry(
                    "skynet",
                    "A tree of 1,111,111 tasks, each the sum of its ten children. An operation is the whole tree."),
            Map.entry(
                    "timers",
                    "A million timers are set, nine of ten cancelled, the others fire while all processors are busy. Latencies say how late they are."),
            Map.entry("sleeping", "A million tasks that sleep: what one of them takes."),
            Map.entry("idle", "A hundred thousand tasks that wait: the processor time that they cost all the same."),
            Map.entry(
                    "echo",
                    "Messages of 64 bytes over TCP, to the subject's server and back, one under way on each connection. Client and server share the machine."),
            Map.entry(
                    "blocking",
                    "Four workers of which some are blocked by calls that nobody declared, and tasks that go on making requests."),
            Map.entry("codesize", "The size of a program in class files, as javac leaves it and in each form. Exact."),
            Map.entry(
                    "compile",
                    "How long javac takes from sources to class files, and Bobbin's compiler from class files to class files."));

    private BenchNotes() {}

    /** Empty for a bench of which nothing is noted. */
    static String of(String bench) {
        return ALL.getOrDefault(bench, "");
    }
}
