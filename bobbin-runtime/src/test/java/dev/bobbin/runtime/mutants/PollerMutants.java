package dev.bobbin.runtime.mutants;

import java.util.List;

/** Of the poller, and of what waits in it. */
final class PollerMutants {
    private static final String WAKE_UPS = "NioPollerTest#wakeUps_fromManyThreadsWhileItWaits_noneIsLost";
    private static final String FLUSH =
            "NioPollerTest#flush_whileAnotherThreadWaitsOrHoldsOrLeaves_freesTheDescriptors";
    private static final String OPENED = "NioPollerTest#await_withAChannelOpenedMeanwhile_seesItsEvents";

    static final List<Mutant> ALL = List.of(
            poller(
                    "the limit is asked for before it is made known that the thread waits",
                    """
                    waiting.set(true);
                    try {
                        long nanos = flushes.isEmpty() && !closed ? limit.getAsLong() : 0;""",
                    """
                    long nanos = flushes.isEmpty() && !closed ? limit.getAsLong() : 0;
                    waiting.set(true);
                    try {""",
                    "a wake-up in between finds nobody waiting",
                    "NioPollerWaitTest#wakeUp_whileTheLimitIsAskedFor_endsTheWait"),
            poller(
                    "that the thread waits is not made known",
                    "waiting.set(true); try {",
                    "try {",
                    "no wake-up ends its wait",
                    WAKE_UPS),
            poller(
                    "it waits although a flush is asked for",
                    "flushes.isEmpty() && !closed ? limit",
                    "!closed ? limit",
                    "who asked has found nobody waiting",
                    "NioPollerTest#flush_askedForWhileTheHolderIsAboutToWait_isDoneInsteadOfWaiting"),
            poller(
                    "it waits although it is closed",
                    "flushes.isEmpty() && !closed ? limit",
                    "flushes.isEmpty() ? limit",
                    "nobody will wake it",
                    "NioPollerWaitTest#await_afterClose_returnsAtOnce"),
            poller(
                    "who waits on and on does not flush",
                    "count(); } flushRequested(); }",
                    "count(); } }",
                    "who asked waits until it lets go",
                    "NioPollerWaitTest#flush_whileTheHolderWaitsOnAndOn_returns"),
            poller(
                    "who lets go does not flush",
                    "do { flushRequested(); held.set(null);",
                    "do { held.set(null);",
                    "who asked waits until somebody waits",
                    FLUSH),
            poller(
                    "no look at the flushes after it has been let go",
                    "while (!flushes.isEmpty() && tryAcquire());",
                    "while (holder == null && tryAcquire());",
                    "who asked has failed to take it, and nobody looks",
                    "NioPollerWaitTest#flush_asTheHolderLetsGo_returns"),
            poller(
                    "who asks for a flush does not wake the holder",
                    "letGo.run(); } else { wakeUp(); }",
                    "letGo.run(); }",
                    "it waits as long as that",
                    FLUSH),
            poller(
                    "no second look after the interest is taken back",
                    "pollable.ready(idle);",
                    "",
                    "who has come in between is not woken",
                    "NioPollerTest#waiterThatComesWhileTheInterestIsTakenBack_isWoken"),
            poller(
                    "the interest is not taken back",
                    "key.interestOpsAnd(~idle);",
                    "",
                    "each poll reports what nobody wants",
                    "NioPollerTest#event_thatWakesNobody_isNotReportedAgainUntilItIsWanted"),
            poller(
                    "the second look comes before the interest is taken back",
                    "key.interestOpsAnd(~idle); pollable.ready(idle);",
                    "pollable.ready(idle); key.interestOpsAnd(~idle);",
                    "who comes in between is not woken",
                    "NioPollerWaitTest#waiterThatComesAsTheInterestGoes_isWoken"),
            poller(
                    "an interest wakes nobody",
                    "wakeUp(); // for the change to take effect",
                    "",
                    "the selection in progress does not know of it",
                    "NioPollerWaitTest#want_whileAThreadSelects_takesEffect"),
            poller(
                    "the first selection waits",
                    "s.wakeup(); selector = s;",
                    "selector = s;",
                    "a wake-up that did not know of the selector is lost",
                    "NioPollerWaitTest#await_firstAfterOpening_returnsAtOnce"),
            poller(
                    "who is parked does not learn of the selector",
                    "selector = s; LockSupport.unpark(holder);",
                    "selector = s;",
                    "it hears of no event",
                    "NioPollerWaitTest#register_whileAThreadIsParked_hasItSelect"),
            poller(
                    "it opens channels after its end",
                    "if (closed) { throw new ClosedChannelException(); }",
                    "",
                    "they wait for ever",
                    "NioPollerTest#close_whileAThreadWaits_endsTheWaitAndRefusesChannels"),
            poller(
                    "its end leaves the selector open",
                    "if (closed) { closeSelector(); } else { poll(); }",
                    "poll();",
                    "descriptors leak",
                    "NioPollerTest#close_whileAThreadWaits_endsTheWaitAndRefusesChannels"),
            poller(
                    "polls are not counted",
                    "polls = polls + 1;",
                    "",
                    "the monitor polls although others do",
                    "WorkerTest#worker_thatFeedsItself_pollsEvery61Tasks"),
            Mutant.ofRuntime(
                    "PollerThread",
                    "an interrupt stays",
                    "Thread.interrupted(); // nobody's business, and it would not wait again",
                    "",
                    "it spins",
                    "OnExecutorTest#pollerThread_interruptedOrGivenAnEarlierTimer_waitsAsItShould"),
            Mutant.ofRuntime(
                    "PollerThread",
                    "a timer that is earlier than the others wakes nobody",
                    "if (timers.add(timer, deadline, 0)) { poller.wakeUp(); }",
                    "timers.add(timer, deadline, 0);",
                    "it fires with the others",
                    "OnExecutorTest#pollerThread_interruptedOrGivenAnEarlierTimer_waitsAsItShould"),
            Mutant.ofCore(
                    "EventLoop",
                    "no look at what has arrived before it waits",
                    "poller.await(() -> arrived.isEmpty() && !completion.isComplete()",
                    "poller.await(() -> !completion.isComplete()",
                    "a wake-up in between finds nobody waiting",
                    "dev.bobbin.EventLoopTest"),
            Mutant.ofCore(
                    "EventLoop",
                    "a task from elsewhere wakes nobody",
                    "arrived.add(task); poller.wakeUp();",
                    "arrived.add(task);",
                    "it waits as long as the loop does",
                    "dev.bobbin.EventLoopTest"),
            Mutant.ofCore(
                    "Parking",
                    "the limit is asked for before it is made known that the thread waits",
                    "waiting = Thread.currentThread(); long nanos = limit.getAsLong();",
                    "long nanos = limit.getAsLong(); waiting = Thread.currentThread();",
                    "a wake-up in between finds nobody waiting",
                    "dev.bobbin.EventLoopTest"));

    private PollerMutants() {}

    private static Mutant poller(String name, String before, String after, String wrong, String test) {
        return Mutant.ofRuntime("NioPoller", name, before, after, wrong, test);
    }
}
