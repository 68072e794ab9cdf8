package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two that wake the same task at the same time. */
@Timeout(60)
class WakeStressTest {
    private static final int ROUNDS = 100;
    private static final int TASKS = 300;

    /** Waits until it is woken, again and again. */
    private static final class Source extends Async<Void> {
        private volatile Awaitable task;
        private volatile int woken;

        boolean wakeUp() {
            return Abi.wake(task, this);
        }

        @Override
        protected Object start(Context context) {
            return context.suspend(this);
        }

        @Override
        protected boolean park(Awaitable parking) {
            task = parking;
            return true;
        }

        @Override
        protected Object wake(Context context) {
            woken++;
            return context.suspend(this);
        }
    }

    @Test
    void wakeUps_ofOneParkedTaskAtTheSameTime_countOnce() throws Exception {
        // given: tasks that run only when they are told to, so that none parks again between the two
        Scheduler scheduler = Scheduler.single();
        Source[] sources = new Source[TASKS];
        Task<?>[] tasks = new Task<?>[TASKS];
        for (int i = 0; i < TASKS; i++) {
            sources[i] = new Source();
            tasks[i] = scheduler.start(sources[i]);
        }
        runAll(scheduler);
        boolean[] one = new boolean[TASKS];
        boolean[] two = new boolean[TASKS];
        int[] rounds = new int[TASKS];

        // when, then
        Together.run(ROUNDS, TASKS, i -> one[i] = sources[i].wakeUp(), i -> two[i] = sources[i].wakeUp(), i -> {
            if (i == 0) {
                runAll(scheduler);
            }
            assertThat(one[i] ^ two[i]).isTrue();
            assertThat(sources[i].woken).isEqualTo(++rounds[i]);
        });
        for (Task<?> task : tasks) {
            task.cancel();
        }
        runAll(scheduler);
        assertThat(scheduler.ledger().isBalanced()).isTrue();
        assertThat(scheduler.ledger().parked()).isZero();
        scheduler.close();
    }

    private static void runAll(Scheduler scheduler) {
        scheduler.run(Bobbin::yieldNow);
        scheduler.run(Bobbin::yieldNow);
    }
}
