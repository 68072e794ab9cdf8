package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
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
        // given
        Scheduler scheduler = Scheduler.workers(1);
        Source[] sources = new Source[TASKS];
        Task<?>[] tasks = new Task<?>[TASKS];
        for (int i = 0; i < TASKS; i++) {
            sources[i] = new Source();
            tasks[i] = scheduler.start(sources[i]);
        }
        LedgerBalances.await(scheduler);
        boolean[] one = new boolean[TASKS];
        boolean[] two = new boolean[TASKS];
        int[] rounds = new int[TASKS];

        // when, then: one of the two, unless it had parked again by then
        Together.run(ROUNDS, TASKS, i -> one[i] = sources[i].wakeUp(), i -> two[i] = sources[i].wakeUp(), i -> {
            if (i == 0) {
                LedgerBalances.await(scheduler);
            }
            rounds[i] += (one[i] ? 1 : 0) + (two[i] ? 1 : 0);
            assertThat(sources[i].woken).isEqualTo(rounds[i]);
            assertThat(one[i] || two[i]).isTrue();
        });
        for (Task<?> task : tasks) {
            task.cancel();
        }
        while (LedgerBalances.await(scheduler).done() < TASKS) {
            Thread.onSpinWait();
        }
        scheduler.close();
    }
}
