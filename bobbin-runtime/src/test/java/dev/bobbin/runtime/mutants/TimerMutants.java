package dev.bobbin.runtime.mutants;

import java.util.List;

/** Of the timers, of tasks that sleep, and of how a task is parked and woken. */
final class TimerMutants {
    private static final String HEAP = "dev.bobbin.spi.TimerHeapTest";
    private static final String SLEEP = "dev.bobbin.SleepTest";
    private static final String WAKE = "dev.bobbin.WakeTest";

    static final List<Mutant> ALL = List.of(
            core(
                    "Asleep",
                    "a task parks although its timer has fired",
                    "return dispatcher.timers().place(task) != DUE;",
                    "return true;",
                    "it sleeps for ever",
                    SLEEP),
            core(
                    "Asleep",
                    "a task believes whoever wakes it",
                    "timers().place(task) == DUE ? null : context.suspend(this)",
                    "timers().place(task) != Integer.MAX_VALUE ? null : context.suspend(this)",
                    "the timer of an earlier sleep ends this one",
                    SLEEP),
            core(
                    "Asleep",
                    "a task that has to sleep on does not",
                    "if (forgotten != Timers.NEVER) { dispatcher.schedule(task, forgotten); }",
                    "",
                    "it sleeps for ever",
                    SLEEP),
            core(
                    "Asleep",
                    "the deadline of a task that was cut short is not kept",
                    "if (deadline != Timers.NEVER) { task.forgetDeadline(deadline); }",
                    "",
                    "it sleeps for ever",
                    SLEEP),
            core(
                    "Asleep",
                    "a task that was cut short stays pending",
                    "long deadline = task.dispatcher().cancel(task);",
                    "long deadline = Timers.NEVER;",
                    "its next sleep is scheduled twice",
                    SLEEP),
            core(
                    "Task",
                    "what was to be slept on is not forgotten",
                    "final void beginSleep() { next = null;",
                    "final void beginSleep() {",
                    "the next sleep gets that deadline",
                    SLEEP),
            core(
                    "Task",
                    "a wake-up while it registers is dropped",
                    "if (!isWaiting(s) || slot != source) {",
                    "if (phase(s) != PARKED || slot != source) {",
                    "it waits for ever",
                    WAKE),
            core(
                    "Task",
                    "a wake-up from another source counts",
                    "if (!isWaiting(s) || slot != source) {",
                    "if (!isWaiting(s)) {",
                    "it goes on too early",
                    WAKE),
            core(
                    "Task",
                    "a wake-up while it registers is overwritten",
                    "if (phase(s) == NOTIFIED) { return s; } if (!hasBeenAsked",
                    "if (!hasBeenAsked",
                    "it waits for ever",
                    WAKE),
            core(
                    "Task",
                    "who has parked does not look again",
                    "if (isAsked()) { // since we have looked cutShort(); }",
                    "",
                    "a cancellation that comes in between is lost",
                    WAKE),
            core(
                    "Task",
                    "a wake-up is no compare-and-set",
                    "return STATUS.compareAndSet(this, s, s & ~PHASE | (parked ? QUEUED : NOTIFIED)) ?",
                    "STATUS.setVolatile(this, s & ~PHASE | (parked ? QUEUED : NOTIFIED)); return s >= s ?",
                    "two wake it, and it runs twice",
                    "WakeStressTest"),
            heap("a timer that fires is not due", "Abi.place(due, Awaitable.DUE);", "", "a sleep never ends", SLEEP),
            heap(
                    "a timer that was taken back is pending still",
                    "Abi.place(timer, Awaitable.NOT_PENDING); return deadline;",
                    "return deadline;",
                    "it cannot be scheduled again",
                    HEAP,
                    SLEEP),
            heap(
                    "a gap is filled, and what fills it does not sink",
                    "if (i < size && !up(i, last, deadline)) { down(i, last, deadline); }",
                    "if (i < size) { up(i, last, deadline); }",
                    "timers fire late",
                    HEAP),
            heap(
                    "a gap is filled, and what fills it does not rise",
                    "if (i < size && !up(i, last, deadline)) { down(i, last, deadline); }",
                    "if (i < size) { down(i, last, deadline); }",
                    "timers fire late",
                    HEAP),
            heap(
                    "the earliest deadline is not written when a timer goes",
                    "shrink(); } update(); }",
                    "shrink(); } }",
                    "who waits wakes for nothing",
                    HEAP),
            heap(
                    "an end leaves timers pending",
                    "Abi.place(at(i), Awaitable.NOT_PENDING); } size = 0;",
                    "} size = 0;",
                    "they cannot be scheduled again",
                    HEAP),
            heap("it takes timers after its end", "if (closed) { return false; }", "", "they are kept", HEAP),
            core(
                    "spi/Timers",
                    "only one heap is looked at",
                    "if (heap.earliest() < first.earliest()) { first = heap; }",
                    "",
                    "timers of other workers never fire",
                    HEAP),
            core(
                    "spi/Timers",
                    "the first heap that is not empty is looked at",
                    "if (heap.earliest() < first.earliest()) { first = heap; }",
                    "if (first.earliest() == NEVER) { first = heap; }",
                    "a due timer waits for one that is not",
                    HEAP));

    private TimerMutants() {}

    private static Mutant core(String type, String name, String before, String after, String wrong, String test) {
        return Mutant.ofCore(type, name, before, after, wrong, test);
    }

    private static Mutant heap(String name, String before, String after, String wrong, String test, String... more) {
        return Mutant.ofCore("spi/TimerHeap", name, before, after, wrong, test, more);
    }
}
