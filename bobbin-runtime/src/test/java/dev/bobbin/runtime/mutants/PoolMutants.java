package dev.bobbin.runtime.mutants;

import java.util.List;

/** Of the threads for code that blocks, and of other people's. */
final class PoolMutants {
    private static final String REFUSED =
            "BlockingPoolTest#codeQueued_whileThreadsEndAndCannotBeStarted_isRunOnceOrRefused";
    private static final String LEDGER = "LedgerTest";

    static final List<Mutant> ALL = List.of(
            pool(
                    "code that was refused stays queued",
                    "if (threads == 0 || most == UNBOUNDED) { queue.pollLast(); throw",
                    "if (threads == 0 || most == UNBOUNDED) { throw",
                    "it is run all the same",
                    REFUSED),
            pool(
                    "code without a thread is not refused",
                    "if (threads == 0 || most == UNBOUNDED) {",
                    "if (most == UNBOUNDED) {",
                    "it waits for ever",
                    "BlockingPoolTest#thread_withoutAny_isRefusedWithTheReason"),
            pool(
                    "code is left to a thread that may never come",
                    "if (threads == 0 || most == UNBOUNDED) {",
                    "if (threads == 0) {",
                    "it waits for ever",
                    "BlockingPoolTest#thread_cannotBeStartedWithoutABound_isRefusedAlsoIfThereAreOthers"),
            pool(
                    "a thread that could not be started counts",
                    "try { factory.newThread(this::work).start(); threads++;",
                    "try { threads++; factory.newThread(this::work).start();",
                    "code waits for it",
                    "BlockingPoolTest#thread_withoutAny_isRefusedWithTheReason"),
            pool(
                    "a thread gives up without a last look",
                    "left = await(left);",
                    "left = await(left); if (left <= 0) { threads--; return null; }",
                    "code that relied on it waits for ever",
                    "BlockingPoolTest#codeQueued_asTheIdleThreadGivesUp_isRun"),
            pool(
                    "a thread that ends counts still",
                    "if (left <= 0) { threads--; return null; }",
                    "if (left <= 0) { return null; }",
                    "code waits for it",
                    "BlockingPoolTest#idleThreads_afterAWhile_end"),
            pool(
                    "one idle thread is enough for all",
                    "if (queue.size() <= idle) {",
                    "if (idle > 0) {",
                    "code waits behind code that waits for it",
                    "BlockingPoolTest#codeQueuedTogether_withOneIdleThread_hasAThreadEach"),
            pool(
                    "a thread that works counts as idle",
                    "} finally { idle--; }",
                    "} finally { queued.signal(); }",
                    "code waits for it",
                    "BlockingPoolTest"),
            pool(
                    "an idle thread is not told",
                    "if (queue.size() <= idle) { queued.signal(); return; }",
                    "if (queue.size() <= idle) { return; }",
                    "code waits as long as it does",
                    "BlockingPoolTest#idleThread_isUsedAgain"),
            pool(
                    "an interrupt stays",
                    "Thread.interrupted(); // was meant for that code",
                    "",
                    "the next code has it",
                    "BlockingPoolTest#codeThatThrowsOrLeavesAnInterrupt_doesNotHarmTheNext"),
            executor("tasks that are woken are not counted", "woken.increment();", ""),
            executor("tasks that are started are not counted", "started.increment();", ""),
            executor(
                    "tasks that run are queued still",
                    "queued.decrement(); Flight.resumed(task);",
                    "Flight.resumed(task);"),
            executor("tasks that have run run still", "running.decrement();", ""),
            executor("tasks that park are not counted", "parked.increment();", ""),
            executor("tasks that end are counted again by the next", "long ends = context.ends();", "long ends = 0;"),
            Mutant.ofRuntime(
                    "Callers",
                    "no look at the end before the caller parks",
                    "if (closed) { throw",
                    "if (completion.isComplete()) { throw",
                    "it waits for ever",
                    "WorkersTest#runUntil_workersClosedMeanwhile_fails"));

    private PoolMutants() {}

    private static Mutant pool(String name, String before, String after, String wrong, String test) {
        return Mutant.ofRuntime("BlockingPool", name, before, after, wrong, test);
    }

    private static Mutant executor(String name, String before, String after) {
        return Mutant.ofRuntime("OnExecutor", name, before, after, "the ledger is wrong", LEDGER);
    }
}
