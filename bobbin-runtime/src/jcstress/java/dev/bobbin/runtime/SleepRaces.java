package dev.bobbin.runtime;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** {@link IdleWorkers}: who queues a task, and who goes to sleep, against each other. */
final class SleepRaces {
    private static final Workers WORKERS = new Workers(1);

    private SleepRaces() {}

    /** A worker that goes to sleep and a thread that queues. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = Expect.ACCEPTABLE,
            desc = "one saw the other")
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "the wake-up is lost")
    @State
    public static class DispatchAndSleep {
        private final LocalQueue queue = new LocalQueue(2);
        private final IdleWorkers idle = new IdleWorkers(2);
        private final Worker worker = new Worker(WORKERS, 1, false);

        @Actor
        public void dispatcher(ZZ_Result r) {
            queue.offer(new Numbered(1));
            r.r1 = idle.claim() != null;
        }

        @Actor
        public void sleeper(ZZ_Result r) {
            idle.sleep(worker, false);
            r.r2 = !queue.isEmpty();
        }
    }

    /** The same by way of the global queue, and with a worker that has searched. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = Expect.ACCEPTABLE,
            desc = "one saw the other")
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "the wake-up is lost")
    @State
    public static class DispatchAndEndOfSearch {
        private final GlobalQueue queue = new GlobalQueue();
        private final IdleWorkers idle = new IdleWorkers(2);
        private final Worker worker = new Worker(WORKERS, 1, false);

        public DispatchAndEndOfSearch() {
            idle.beginSearch();
        }

        @Actor
        public void dispatcher(ZZ_Result r) {
            queue.add(new Numbered(1));
            r.r1 = idle.claim() != null;
        }

        @Actor
        public void sleeper(ZZ_Result r) {
            idle.sleep(worker, true);
            r.r2 = !queue.isEmpty();
        }
    }

    /** One worker sleeps, another ends its search with a task: then it looks again, and wakes the sleeper. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = Expect.ACCEPTABLE,
            desc = "one saw the other")
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "the wake-up is lost")
    @State
    public static class DispatchAndFind {
        private final LocalQueue queue = new LocalQueue(2);
        private final IdleWorkers idle = new IdleWorkers(2);

        public DispatchAndFind() {
            idle.beginSearch();
            idle.sleep(new Worker(WORKERS, 1, false), false);
        }

        @Actor
        public void dispatcher(ZZ_Result r) {
            queue.offer(new Numbered(1));
            r.r1 = idle.claim() != null;
        }

        @Actor
        public void searcher(ZZ_Result r) {
            idle.endSearch();
            r.r2 = !queue.isEmpty();
        }
    }

    /** Two threads that queue, and one sleeper. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = Expect.ACCEPTABLE,
            desc = "one wakes it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "it is woken twice, or not")
    @State
    public static class ClaimAndClaim {
        private final IdleWorkers idle = new IdleWorkers(2);

        public ClaimAndClaim() {
            idle.sleep(new Worker(WORKERS, 1, false), false);
        }

        @Actor
        public void one(ZZ_Result r) {
            r.r1 = idle.claim() != null;
        }

        @Actor
        public void two(ZZ_Result r) {
            r.r2 = idle.claim() != null;
        }
    }
}
