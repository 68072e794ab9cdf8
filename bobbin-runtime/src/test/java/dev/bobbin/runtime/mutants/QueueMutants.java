package dev.bobbin.runtime.mutants;

import java.util.List;

/** Of the queues, and of who sleeps. */
final class QueueMutants {
    private static final String STRESS = "LocalQueueStressTest";
    private static final String IDLE = "IdleWorkersTest";

    static final List<Mutant> ALL = List.of(
            queue(
                    "the tail is published before the place is written",
                    "ring[place(t)] = task; TAIL.setRelease(this, t + 1);",
                    "TAIL.setRelease(this, t + 1); ring[place(t)] = task;",
                    "a thief copies what was there before",
                    STRESS),
            queue(
                    "the tail is read before the head",
                    """
                    long h = (long) HEAD.getAcquire(victim);
                    long t = (long) TAIL.getAcquire(victim);""",
                    """
                    long t = (long) TAIL.getAcquire(victim);
                    long h = (long) HEAD.getAcquire(victim);""",
                    "the head may lie beyond it, and a thief moves it back",
                    STRESS),
            queue(
                    "a thief's places are published before it owns them",
                    """
                    if (HEAD.compareAndSet(victim, h, h + n)) {
                        TAIL.setRelease(this, own + n - 1);""",
                    """
                    TAIL.setRelease(this, own + n - 1);
                    if (HEAD.compareAndSet(victim, h, h + n)) {""",
                    "tasks that are the victim's run twice",
                    STRESS),
            queue(
                    "the owner moves the head without comparing",
                    "if (HEAD.compareAndSet(this, h, h + 1)) { return (Awaitable) task; }",
                    "head = h + 1; if (h >= 0) { return (Awaitable) task; }",
                    "it takes what a thief has taken",
                    STRESS),
            queue(
                    "the owner takes half without comparing",
                    "if (n == 0 || HEAD.compareAndSet(this, h, h + n)) {",
                    "head = h + n; if (h >= 0) {",
                    "it takes what a thief has taken",
                    STRESS),
            queue(
                    "a thief moves the head without comparing",
                    "if (HEAD.compareAndSet(victim, h, h + n)) {",
                    "victim.head = h + n; if (h >= 0) {",
                    "two thieves take the same",
                    STRESS),
            queue(
                    "a thief keeps what it has copied in vain",
                    "ring[place(own + i - 1)] = null; // they are others' to run",
                    "continue;",
                    "tasks that have ended are kept alive",
                    STRESS),
            queue(
                    "the owner fills places that it has not cleared",
                    "clear(h); ring[place(t)] = task;",
                    "ring[place(t)] = task;",
                    "clearing them later removes tasks",
                    "LocalQueueTest"),
            queue(
                    "a thief fills places that it has not cleared",
                    "clear(own); for (; ; ) {",
                    "for (; ; ) {",
                    "clearing them later removes tasks",
                    "LocalQueueTest"),
            queue(
                    "what has been cleared is not counted",
                    "for (; cleared < end; cleared++) { ring[place(cleared)] = null; }",
                    "for (long i = cleared; i < end; i++) { ring[place(i)] = null; }",
                    "filled places are cleared again",
                    "LocalQueueTest"),
            queue(
                    "the slot is read and written, not exchanged",
                    "return (Awaitable) NEXT.getAndSet(this, task);",
                    "Awaitable before = next; next = task; return before;",
                    "the owner and a thief both have the task",
                    STRESS),
            queue(
                    "the slot is read and emptied, not exchanged",
                    "return next == null ? null : (Awaitable) NEXT.getAndSet(this, null);",
                    "Awaitable taken = next; next = null; return taken;",
                    "two have the task, or a new one is lost",
                    STRESS),
            Mutant.ofRuntime(
                    "GlobalQueue",
                    "its size is not written when tasks are taken",
                    "size = tasks.size(); return n;",
                    "return n;",
                    "takers find less than the size says",
                    "GlobalQueueTest"),
            Mutant.ofRuntime(
                    "GlobalQueue",
                    "a share is taken outside the monitor",
                    "synchronized (this) { int n",
                    "synchronized (into) { int n",
                    "two take the same task",
                    "GlobalQueueLincheckTest"),
            Mutant.ofRuntime(
                    "GlobalQueue",
                    "it takes tasks after its end",
                    "if (!closed) { tasks.addLast(task);",
                    "if (tasks != null) { tasks.addLast(task);",
                    "tasks of a closed scheduler are kept",
                    "WorkersTest#close_idleOrBusy_endsThreadsAndDropsWhatComes"),
            idle(
                    "no fence before the look at the sleepers",
                    "VarHandle.fullFence(); // between the caller's write to a queue and the reads here",
                    "",
                    "the sleeper has not been seen, nor the task by it",
                    "IdleWorkersStressTest"),
            idle(
                    "no second look under the monitor",
                    "synchronized (this) { if (searching > 0 || sleeping == 0) { return null; }",
                    "synchronized (this) {",
                    "two claim the one sleeper, or one while another searches",
                    "IdleWorkersStressTest"),
            idle(
                    "the worker that waits in the poller is claimed like any other",
                    "worker != null && worker.isPoller()",
                    "worker != null && worker.belongsTo(null)",
                    "channels are left to nobody, for a task",
                    IDLE),
            idle(
                    "a claimed worker does not count as searching",
                    "sleeping = top; searching = searching + 1; if (worker != null) {",
                    "sleeping = top; if (worker != null) {",
                    "each dispatch of a burst wakes another",
                    IDLE),
            idle(
                    "any number search",
                    "if (2 * searching >= workers - sleeping) { return false; }",
                    "",
                    "all workers look for what is not there",
                    IDLE),
            idle(
                    "who has found work still counts as searching",
                    "synchronized void endSearch() { searching = searching - 1; }",
                    "synchronized void endSearch() {}",
                    "nobody is woken any more",
                    IDLE),
            idle(
                    "who goes to sleep still counts as searching",
                    "searching = searching - (searched ? 1 : 0);",
                    "",
                    "nobody is woken any more",
                    IDLE),
            idle(
                    "who stays awake after a claim is looked for among the sleepers",
                    "if (!worker.asleep) { return; // claimed: counted already }",
                    "",
                    "it is not there",
                    IDLE),
            idle(
                    "who stays awake does not count as searching",
                    "sleeping = top; searching = searching + 1; worker.asleep = false;",
                    "sleeping = top; worker.asleep = false;",
                    "there are fewer searchers than none",
                    IDLE),
            idle(
                    "a substitute that goes is counted on",
                    "synchronized void removed() { workers = workers - 1; }",
                    "synchronized void removed() {}",
                    "the monitor never sleeps again",
                    "MonitorTest#everyWorkerStuck_aTimersTaskStillRuns"));

    private QueueMutants() {}

    private static Mutant queue(String name, String before, String after, String wrong, String test) {
        return Mutant.ofRuntime("LocalQueue", name, before, after, wrong, test);
    }

    private static Mutant idle(String name, String before, String after, String wrong, String test) {
        return Mutant.ofRuntime("IdleWorkers", name, before, after, wrong, test);
    }
}
