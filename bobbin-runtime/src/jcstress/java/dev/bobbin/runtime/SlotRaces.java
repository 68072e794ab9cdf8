package dev.bobbin.runtime;

import dev.bobbin.abi.Awaitable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The next slot of a {@link LocalQueue}: who takes what is in it. */
final class SlotRaces {
    private SlotRaces() {}

    private static int number(Awaitable task) {
        return task == null ? 0 : ((Numbered) task).number;
    }

    /** The owner puts task 2 over task 1 while a thief takes: each of the two is in one place, the owner's, the thief's, the slot's. */
    @JCStressTest
    @Outcome(id = "1, 0, 2", expect = Expect.ACCEPTABLE, desc = "the owner was first; the thief saw an empty slot")
    @Outcome(id = "1, 2, 0", expect = Expect.ACCEPTABLE, desc = "the owner was first")
    @Outcome(id = "0, 1, 2", expect = Expect.ACCEPTABLE, desc = "the thief was first")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a task is lost, or in two places")
    @State
    public static class SwapAndTake {
        private final LocalQueue queue = new LocalQueue(2);

        public SwapAndTake() {
            queue.swapNext(new Numbered(1));
        }

        @Actor
        public void owner(III_Result r) {
            r.r1 = number(queue.swapNext(new Numbered(2)));
        }

        @Actor
        public void thief(III_Result r) {
            r.r2 = number(queue.takeNext());
        }

        @Arbiter
        public void left(III_Result r) {
            r.r3 = number(queue.next());
        }
    }

    /** The owner and a thief both take. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 0", "0, 1, 0"},
            expect = Expect.ACCEPTABLE,
            desc = "one has it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the task is lost, or in two places")
    @State
    public static class TakeAndTake {
        private final LocalQueue queue = new LocalQueue(2);

        public TakeAndTake() {
            queue.swapNext(new Numbered(1));
        }

        @Actor
        public void owner(III_Result r) {
            r.r1 = number(queue.takeNext());
        }

        @Actor
        public void thief(III_Result r) {
            r.r2 = number(queue.takeNext());
        }

        @Arbiter
        public void left(III_Result r) {
            r.r3 = number(queue.next());
        }
    }

    /** The owner takes the one task of the ring while a thief steals. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 0", "0, 1, 0"},
            expect = Expect.ACCEPTABLE,
            desc = "one has it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the task is lost, or in two places")
    @State
    public static class PollAndSteal {
        private final LocalQueue queue = new LocalQueue(2);
        private final LocalQueue own = new LocalQueue(2);

        public PollAndSteal() {
            queue.offer(new Numbered(1));
        }

        @Actor
        public void owner(III_Result r) {
            r.r1 = number(queue.poll());
        }

        @Actor
        public void thief(III_Result r) {
            r.r2 = number(own.stealFrom(queue));
        }

        @Arbiter
        public void left(III_Result r) {
            r.r3 = queue.size() + own.size();
        }
    }

    /** The owner adds while a thief steals, who sees the whole task or none. */
    @JCStressTest
    @Outcome(
            id = {"7, 0, 0", "0, 1, 0"},
            expect = Expect.ACCEPTABLE,
            desc = "it was stolen, or is still there")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a place was seen before its task")
    @State
    public static class OfferAndSteal {
        private final LocalQueue queue = new LocalQueue(2);
        private final LocalQueue own = new LocalQueue(2);

        @Actor
        public void owner() {
            queue.offer(new Numbered(7));
        }

        @Actor
        public void thief(III_Result r) {
            r.r1 = number(own.stealFrom(queue));
        }

        @Arbiter
        public void left(III_Result r) {
            r.r2 = queue.size();
            r.r3 = own.size();
        }
    }
}
