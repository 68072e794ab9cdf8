package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task that parks at the same time as it is cancelled. */
@Timeout(60)
class ParkStressTest {
    private static final int ROUNDS = 200;
    private static final int TASKS = 300;
    private static final int NEAR = 25;

    /** How long to wait before cancelling, so that it comes just when the task parks: each round says too early or too late. */
    private volatile int wait = NEAR;

    private volatile int waited;

    /** What nobody else wakes. */
    private static final class Source extends Async<Void> {
        private volatile Awaitable task;
        private volatile int parks;
        private volatile boolean forgotten;

        @Override
        protected Object start(Context context) {
            return context.suspend(this);
        }

        @Override
        protected boolean park(Awaitable parking) {
            parks++;
            task = parking;
            return true;
        }

        @Override
        protected void forget(Awaitable parked) {
            forgotten = true;
        }

        @Override
        protected Object wake(Context context) {
            return context.suspend(this);
        }
    }

    @Test
    void cancellation_whileTheTaskParks_endsIt() throws Exception {
        // given: parked tasks, each of which is woken to park again
        Scheduler scheduler = Scheduler.single();
        Source[] sources = new Source[TASKS];
        Task<?>[] tasks = new Task<?>[TASKS];
        for (int i = 0; i < TASKS; i++) {
            start(scheduler, sources, tasks, i);
        }
        SplittableRandom random = new SplittableRandom();

        // when, then
        Together.run(
                ROUNDS,
                TASKS,
                i -> {
                    Abi.wake(sources[i].task, sources[i]);
                    scheduler.run(Bobbin::yieldNow);
                },
                i -> {
                    for (int spins = wait + random.nextInt(-NEAR, NEAR); spins > 0; spins--) {
                        waited++;
                    }
                    tasks[i].cancel();
                },
                i -> {
                    scheduler.run(Bobbin::yieldNow);
                    assertThat(tasks[i].isDone()).isTrue();
                    assertThat(sources[i].forgotten).isTrue();
                    wait = Math.max(0, wait + (sources[i].parks == 1 ? 1 : -1));
                    start(scheduler, sources, tasks, i);
                });
        for (Task<?> task : tasks) {
            task.cancel();
        }
        scheduler.run(Bobbin::yieldNow);
        scheduler.run(Bobbin::yieldNow);
        assertThat(scheduler.ledger().isBalanced()).isTrue();
        assertThat(scheduler.ledger().parked()).isZero();
        scheduler.close();
    }

    private static void start(Scheduler scheduler, Source[] sources, Task<?>[] tasks, int i) {
        sources[i] = new Source();
        tasks[i] = scheduler.start(sources[i]);
        scheduler.run(Bobbin::yieldNow);
    }
}
