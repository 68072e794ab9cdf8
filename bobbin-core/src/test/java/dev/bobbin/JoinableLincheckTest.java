package dev.bobbin;

import dev.bobbin.abi.Abi;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * One that ends, without its monitor if nobody waits for it, while others come to wait, leave and listen. When all have done what they
 * did, each has been told once, or knows that it need not wait; in between some may know of the end before others have been told.
 */
class JoinableLincheckTest {
    @Test
    void end_stressed_isToldOnce() {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsBefore(2)
                .actorsPerThread(2)
                .check(Ending.class);
    }

    @Test
    void end_modelChecked_isToldOnce() {
        new ModelCheckingOptions()
                .iterations(30)
                .invocationsPerIteration(1000)
                .threads(2)
                .actorsBefore(1)
                .actorsPerThread(2)
                .actorsAfter(1)
                .check(Ending.class);
    }

    @Test
    void endOfWhomTwoComeToAtOnce_modelChecked_isToldOnce() {
        Lincheck.checkAtOnce(Ending.class);
    }

    private static final class Waiter extends BareWaiter {
        final AtomicBoolean waits = new AtomicBoolean();
        final AtomicInteger told = new AtomicInteger();
        int came;
        int left;

        @Override
        int claim() {
            return waits.compareAndSet(true, false) ? CLAIMED_PARKED : LOST;
        }

        @Override
        void go() {
            told.incrementAndGet();
        }
    }

    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Ending {
        private static final int DONE = 7;

        private final Task<Integer> task = new Spawned<>(Async.done(0));
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicInteger listening = new AtomicInteger();
        private final AtomicInteger heard = new AtomicInteger();
        private final Waiter[] waiters = new Waiter[8];

        public Ending() {
            for (int i = 0; i < waiters.length; i++) {
                waiters[i] = new Waiter();
            }
        }

        @Operation
        public void end() {
            if (ended.compareAndSet(false, true)) {
                task.publishEnd(DONE);
            }
        }

        /** Refused only after the end is there to be seen. */
        @Operation
        public void come(@Param(name = "thread") int thread) {
            Waiter waiter = waiters[thread];
            if (!waiter.waits.compareAndSet(false, true)) {
                return;
            }
            if (Abi.park(task, waiter)) {
                waiter.came++;
            } else if (!task.isDone()) {
                throw new AssertionError("refused by one that has not ended");
            } else {
                waiter.waits.set(false);
            }
        }

        @Operation
        public void leave(@Param(name = "thread") int thread) {
            Waiter waiter = waiters[thread];
            if (waiter.waits.compareAndSet(true, false)) {
                Abi.forget(task, waiter);
                waiter.left++;
            }
        }

        @Operation
        public void listen() {
            listening.incrementAndGet();
            task.listen(heard::incrementAndGet);
        }

        @Validate
        public void eachIsToldOnce() {
            check(heard.get() == (ended.get() ? listening.get() : 0), "listeners");
            for (Waiter waiter : waiters) {
                int waiting = waiter.waits.get() ? 1 : 0;
                check(waiter.came == waiter.left + waiter.told.get() + waiting, "waiters");
                check(waiting == 0 || !ended.get(), "waits for ever");
                check(ended.get() || waiter.told.get() == 0, "told of no end");
            }
        }

        private static void check(boolean holds, String what) {
            if (!holds) {
                throw new IllegalStateException(what);
            }
        }
    }
}
