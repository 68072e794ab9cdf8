package dev.bobbin.runtime.mutants;

import java.util.List;

/** Of the workers, each for itself and together, and of their monitor. */
final class WorkerMutants {
    static final List<Mutant> ALL = List.of(
            worker(
                    "no look at the queues after it has gone to sleep",
                    "if (workers.hasWork() || isOver()) { // after sleep()",
                    "if (isOver()) { // after sleep()",
                    "a dispatch that saw no sleeper wakes nobody",
                    "WorkersTest#dispatch_pingPongWithIdleWorkers_losesNoWakeUp"),
            worker(
                    "no look at the queues after its search",
                    "if (workers.hasWork()) { // after endSearch()",
                    "if (workers.isClosed()) { // after endSearch()",
                    "a dispatch that saw it search wakes nobody",
                    "WorkersTest#dispatch_asManyAsWorkersAtOnce_wakesThemAll"),
            worker(
                    "its search never ends",
                    "if (task != null) { workers.idle.endSearch();",
                    "if (task != null) {",
                    "nobody is woken any more",
                    "WorkersTest#dispatch_asManyAsWorkersAtOnce_wakesThemAll"),
            worker(
                    "it wakes nobody for what it has moved to its own queue",
                    "if (n > 1) { workers.wakeOne(); }",
                    "",
                    "those tasks wait behind one that blocks",
                    "WorkerTest#takenFromTheGlobalQueue_byAWorkerThatThenBlocks_areRunByAnother"),
            worker(
                    "a substitute takes its slot along",
                    "if (next != null) { others.add(next); }",
                    "",
                    "a task is lost",
                    "WorkerTest#leaveTo_withASlotAndARing_handsAllOver"),
            worker(
                    "a substitute takes its ring along",
                    "for (Awaitable task = queue.poll(); task != null; task = queue.poll()) { others.add(task); }",
                    "",
                    "tasks are lost",
                    "WorkerTest#leaveTo_withASlotAndARing_handsAllOver"),
            worker(
                    "the global queue never goes first",
                    "++ticks % GLOBAL_EVERY == 0 ? takeGlobal() : null",
                    "null",
                    "a worker that feeds itself starves it",
                    "WorkersTest#dispatch_fromOutsideWhileAWorkerFeedsItself_isNotStarved"),
            worker(
                    "the slot always goes first",
                    "if (task == null && nextInARow < NEXT_IN_A_ROW) {",
                    "if (task == null) {",
                    "two tasks that wake each other starve the ring",
                    "WorkersTest#dispatchNext_tasksThatWakeEachOther_doNotStarveTheRing"),
            worker(
                    "how often the slot went first is never forgotten",
                    "nextInARow = 0; if (task == null) {",
                    "if (task == null) {",
                    "after three times it goes last for ever",
                    "WorkerTest#dispatchNext_afterTheRingHadItsTurn_goesFirstAgain"),
            worker(
                    "it polls only if it is told to",
                    "if (--untilPoll <= 0 || workers.isPollDue()) {",
                    "if (workers.isPollDue()) {",
                    "channels and timers wait for the monitor",
                    "WorkerTest#worker_thatFeedsItself_pollsEvery61Tasks"),
            worker(
                    "it does not poll when it is told to",
                    "if (--untilPoll <= 0 || workers.isPollDue()) {",
                    "if (--untilPoll <= 0) {",
                    "channels and timers wait for 61 long tasks",
                    "WorkerTest#worker_toldToPoll_doesSoBeforeTheNextTask"),
            worker(
                    "what a poll wakes goes to the slot",
                    "if (workers.mayPoll()) { collects = true;",
                    "if (workers.mayPoll()) {",
                    "each drives out the one before",
                    "WorkerTest#worker_toldToPoll_doesSoBeforeTheNextTask"),
            worker(
                    "after a poll all that is woken goes to the ring",
                    "collects = false; releaseHeld(); } pollAgainAfter();",
                    "releaseHeld(); } pollAgainAfter();",
                    "who is woken runs last",
                    "WorkerTest#worker_toldToPoll_doesSoBeforeTheNextTask"),
            worker(
                    "what it wakes as the poller goes to its slot",
                    "isPoller = true; collects = true;",
                    "isPoller = true;",
                    "it waits on, with a task in its slot",
                    "LedgerTest#tasks_ofEveryKind_areInTheirPlaces"),
            worker(
                    "it waits on as the poller with tasks in its ring",
                    "if (collected > 0 || workers.hasWork() || isOver()) {",
                    "if (isOver()) {",
                    "nobody runs them",
                    "LedgerTest#tasks_ofEveryKind_areInTheirPlaces"),
            worker(
                    "it keeps the poller",
                    "isPoller = false; workers.poller().release();",
                    "isPoller = false;",
                    "nobody polls any more",
                    "NioPollerTest"),
            worker(
                    "a task's interrupt stays",
                    "Thread.interrupted(); // was meant for that task, not for the next one or for park()",
                    "",
                    "the next task has it",
                    "WorkersTest#worker_taskLeavesInterruptSet_nextTaskDoesNotSeeIt"),
            worker(
                    "an interrupt stays while it is parked",
                    "Thread.interrupted(); // an interrupted thread would not park again",
                    "",
                    "it spins",
                    "WorkersTest#worker_withoutWork_parks"),
            worker(
                    "an interrupt stays while it is the poller",
                    "Thread.interrupted(); // an interrupted thread would not wait again",
                    "",
                    "it spins",
                    "WorkersTest#worker_withoutWork_parks"),
            worker(
                    "it is unparked although it waits in the poller",
                    "if (isPoller) { workers.poller().wakeUp(); } else {",
                    "{",
                    "a selection goes on",
                    "WorkerTest#dispatch_pingPongWithChannels_losesNoWakeUp"),
            worker(
                    "it does not look whether it was claimed before it waits in the poller",
                    "asleep && !isOver() ? workers.untilNextTimer() : 0",
                    "!isOver() ? workers.untilNextTimer() : 0",
                    "who claimed it has unparked it, and it selects",
                    "WorkerTest#pollLimit_ofAWorkerThatWasClaimed_isZero"),
            Mutant.ofCore(
                    "abi/Context",
                    "the turn that is over is over for ever",
                    "if (turnIsOver) { turnIsOver = false; }",
                    "",
                    "no operation goes on without suspending",
                    "MonitorTest#slice_ofATaskThatComputes_isOverUntilTheNext"),
            Mutant.ofCore(
                    "abi/Context",
                    "the budget is not filled up",
                    "budget = turn; if",
                    "if",
                    "no operation goes on without suspending",
                    "WorkersTest#spend_manyOperationsInOneRun_endsUntilTheNext"),
            workers(
                    "a dispatch wakes nobody",
                    "global.add(task); } wakeOne(); } @Override public void dispatchLast",
                    "global.add(task); } } @Override public void dispatchLast",
                    "its task waits for a worker that happens to wake",
                    "WorkersTest#dispatch_pingPongWithIdleWorkers_losesNoWakeUp"),
            workers(
                    "who has awaited a task goes before those that are ready",
                    "behind && !worker.queue.isEmpty()",
                    "false",
                    "it is run once for each that it awaits",
                    "WorkersTest#dispatchAwaiter_onAWorker_runsBehindWhatIsQueued_elseNext"),
            workers(
                    "nobody is woken for who has awaited a task",
                    "worker.add(task, global); wakeOne(); } else {",
                    "worker.add(task, global); } else {",
                    "it waits for a worker that computes",
                    "WorkersTest#dispatchAwaiter_byATaskThatThenComputes_isRunByAnotherWorker"),
            workers(
                    "tasks woken by a worker are not counted",
                    "worker.woken.add(1);",
                    "",
                    "the ledger has them parked and done",
                    "LedgerTest"),
            workers(
                    "tasks woken by other threads are not counted",
                    "wokenElsewhere.increment();",
                    "",
                    "the ledger has them parked and done",
                    "LedgerTest"),
            workers(
                    "tasks started by a worker are not counted",
                    "worker.started.add(1);",
                    "",
                    "the ledger has more done than were started",
                    "LedgerTest"),
            workers(
                    "what a substitute has counted goes with it",
                    "gone.done() + worker.context().ends());",
                    "gone.done());",
                    "the ledger has tasks nowhere",
                    "LedgerTest#tasks_ofSubstitutesThatHaveGone_areCounted"),
            workers(
                    "a timer that is earlier than the others wakes nobody",
                    "if (timers.add(timer, deadline, caller) && deadline < wakesAt) { poller.wakeUp(); }",
                    "timers.add(timer, deadline, caller);",
                    "it fires with the others",
                    "TimersTest#schedule_earlierThanTheOneSleptFor_firesFirst"),
            workers(
                    "when the poller would have woken is not forgotten",
                    "void hasWoken() { wakesAt = Timers.NEVER;",
                    "void hasWoken() {",
                    "who adds a timer as it looks for the earliest one does not wake it",
                    "WorkerTest#wakesAt_whileNobodyWaits_isNever"),
            workers(
                    "that a poll is due is not forgotten",
                    "void tryPoll(int most) { pollIsDue = false;",
                    "void tryPoll(int most) {",
                    "workers poll before each task",
                    "WorkerTest#worker_toldToPoll_doesSoBeforeTheNextTask"),
            monitor(
                    "no look at the workers before it sleeps",
                    "if (workers.idle.allAsleep() && !workers.isClosed()) { park(); }",
                    "if (!workers.isClosed()) { park(); }",
                    "it sleeps while they run",
                    "MonitorTest#sleep_whileAWorkerIsAwake_returns"),
            monitor(
                    "it sleeps before it has looked for deadlocks",
                    "LockSupport.parkNanos(this, findAt - System.nanoTime());",
                    "LockSupport.park(this);",
                    "the last tasks that park are not seen",
                    "DeadlockTest#allAsleep_itIsFound"),
            monitor(
                    "it looks for deadlocks only once",
                    "findAt = System.nanoTime() + rest;",
                    "findAt = Long.MAX_VALUE / 2;",
                    "a circle is met once and not told",
                    "DeadlockTest#amongBusyTasks_itIsFound"),
            monitor(
                    "it is not woken",
                    "if (asleep) { LockSupport.unpark(thread); }",
                    "",
                    "it sleeps while workers run",
                    "WorkersTest#monitor_withAllWorkersAsleep_sleepsToo"),
            monitor(
                    "an interrupt stays",
                    "Thread.interrupted(); // an interrupted thread would not park",
                    "",
                    "it spins",
                    "WorkersTest#monitor_withAllWorkersAsleep_sleepsToo"),
            monitor(
                    "it does not poll itself",
                    "workers.tryPoll(LocalQueue.CAPACITY);",
                    "looks += 0;",
                    "nobody does while all workers compute",
                    "NioPollerTest#everyWorkerInALongTask_eventsAndTimersStillCome"),
            monitor(
                    "it tells nobody to poll",
                    "} else if (unpolled) { workers.requestPoll(); }",
                    "}",
                    "nobody does while all workers compute",
                    "NioPollerTest#everyWorkerInALongTask_eventsAndTimersStillCome"),
            monitor(
                    "nobody is woken for a task in a slot",
                    "if (left || unpolled",
                    "if (unpolled",
                    "it waits for one that computes",
                    "WorkersTest#dispatchNext_byATaskThatThenComputes_isRunByAnotherWorker"),
            monitor(
                    "workers that are all slow have no substitute",
                    "slow == all.length && workers.hasWork()",
                    "slow > all.length && workers.hasWork()",
                    "what is queued waits for them",
                    "MonitorTest#everyWorkerStuck_aTimersTaskStillRuns"),
            monitor(
                    "any number of substitutes for those that compute",
                    "return Math.min(wanted, waiting + workers.count());",
                    "return wanted;",
                    "each takes processors from the others",
                    "MonitorTest#tasksThatCompute_haveNoMoreSubstitutesThanThereAreWorkers"));

    private WorkerMutants() {}

    private static Mutant worker(String name, String before, String after, String wrong, String test) {
        return Mutant.ofRuntime("Worker", name, before, after, wrong, test);
    }

    private static Mutant workers(String name, String before, String after, String wrong, String test) {
        return Mutant.ofRuntime("Workers", name, before, after, wrong, test);
    }

    private static Mutant monitor(String name, String before, String after, String wrong, String test) {
        return Mutant.ofRuntime("Monitor", name, before, after, wrong, test);
    }
}
