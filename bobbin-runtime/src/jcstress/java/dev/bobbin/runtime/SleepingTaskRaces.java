package dev.bobbin.runtime;

import dev.bobbin.Clock;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Timers;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** A task that sleeps: who parks it, whose timer fires, who cancels it. It is queued once and ends. */
final class SleepingTaskRaces {
    private SleepingTaskRaces() {}

    /** A dispatcher that runs nothing by itself. */
    private static final class Still implements Dispatcher {
        private final Timers timers = new Timers(1);
        private final ConcurrentLinkedQueue<Awaitable> queued = new ConcurrentLinkedQueue<>();

        @Override
        public void dispatch(Awaitable task) {
            queued.add(task);
        }

        @Override
        public void schedule(Awaitable timer, long deadline) {
            timers.add(timer, deadline, 0);
        }

        @Override
        public Timers timers() {
            return timers;
        }

        @Override
        public void runUntil(Completion completion) {}

        @Override
        public void completed(Completion completion) {}

        @Override
        public void close() {}
    }

    /** One sleeping task, and its dispatcher. */
    public abstract static class Sleeping {
        private final Still dispatcher = new Still();
        final Task<Void> task = new Scheduler(dispatcher).start(Clock.sleep(Duration.ofHours(1)));

        final void run(Awaitable ready) {
            Abi.run(ready, new Context(dispatcher));
        }

        final void run() {
            Awaitable ready = dispatcher.queued.poll();
            if (ready != null) {
                run(ready);
            }
        }

        final int runAll() {
            int n = 0;
            for (Awaitable ready = dispatcher.queued.poll(); ready != null; ready = dispatcher.queued.poll()) {
                n++;
                run(ready);
            }
            return n;
        }

        /** Whether there was a timer. */
        final boolean fire() {
            Awaitable due = dispatcher.timers.pollDue(Timers.NEVER - 1);
            for (int i = 0; i < 100 && due == null; i++) {
                Thread.onSpinWait();
                due = dispatcher.timers.pollDue(Timers.NEVER - 1);
            }
            if (due != null) {
                Abi.fire(due);
            }
            return due != null;
        }
    }

    /** The timer fires while the task is about to park. */
    @JCStressTest
    @Outcome(id = "0, true", expect = Expect.ACCEPTABLE, desc = "it had fired before the task parked")
    @Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "it woke the task")
    @Outcome(id = "2, false", expect = Expect.ACCEPTABLE, desc = "there was no timer yet")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the task sleeps for ever, or was queued twice")
    @State
    public static class ParkAndFire extends Sleeping {
        private boolean fired;

        @Actor
        public void parking() {
            run();
        }

        @Actor
        public void firing() {
            fired = fire();
        }

        @Arbiter
        public void end(IZ_Result r) {
            int queued = runAll();
            r.r1 = fired ? queued : 2 + queued;
            r.r2 = task.isDone();
        }
    }

    /** The timer of a sleeping task fires while it is cancelled. */
    @JCStressTest
    @Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "woken once")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the task sleeps for ever, or was queued twice")
    @State
    public static class FireAndCancel extends Sleeping {
        public FireAndCancel() {
            run();
        }

        @Actor
        public void firing() {
            fire();
        }

        @Actor
        public void cancelling() {
            task.cancel();
        }

        @Arbiter
        public void end(IZ_Result r) {
            r.r1 = runAll();
            r.r2 = task.isDone();
        }
    }

    /** The task is cancelled while it is about to park. */
    @JCStressTest
    @Outcome(
            id = {"0, true", "1, true"},
            expect = Expect.ACCEPTABLE,
            desc = "it saw the cancellation, or was woken")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the task sleeps for ever, or was queued twice")
    @State
    public static class ParkAndCancel extends Sleeping {
        @Actor
        public void parking() {
            run();
        }

        @Actor
        public void cancelling() {
            task.cancel();
        }

        @Arbiter
        public void end(IZ_Result r) {
            r.r1 = runAll();
            r.r2 = task.isDone();
        }
    }

    /** The timer fires, and that of an earlier sleep does, which took its time. */
    @JCStressTest
    @Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "woken once")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the task sleeps for ever, or was queued twice")
    @State
    public static class FireAndStray extends Sleeping {
        public FireAndStray() {
            run();
        }

        @Actor
        public void firing() {
            fire();
        }

        @Actor
        public void stray() {
            Abi.fire(task);
        }

        @Arbiter
        public void end(IZ_Result r) {
            r.r1 = runAll();
            r.r2 = task.isDone();
        }
    }
}
