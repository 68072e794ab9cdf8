package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Mutex;
import dev.bobbin.Retry;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that wait for each other are reported, whatever runs them. */
@Timeout(60)
class DeadlockTest {
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private Listening listening;
    private Scheduler scheduler;

    @BeforeEach
    void listen() {
        listening = new Listening("dev.bobbin.deadlock", said);
    }

    @AfterEach
    void close() {
        listening.close();
        scheduler.close();
    }

    /** A task that locks a mutex twice. */
    private Task<?> stuck() {
        Mutex mutex = Mutex.of();
        return scheduler.start(Async.retry(Retry.times(1), () -> {
            assertThat(mutex.tryLock()).isTrue();
            return mutex.lock();
        }));
    }

    private void reported(Task<?> task) throws InterruptedException {
        assertThat(said.take())
                .startsWith("A task waits for itself")
                .contains(task.name() + " waits for lock() of Mutex[");
    }

    @Test
    void allAsleep_itIsFound() throws Exception {
        scheduler = Scheduler.workers(2);
        reported(stuck());
        reported(stuck());
    }

    @Test
    void amongBusyTasks_itIsFound() throws Exception {
        // given
        Workers workers = new Workers(2);
        scheduler = new Scheduler(workers);
        AtomicBoolean over = new AtomicBoolean();
        for (int i = 0; i < 4; i++) {
            workers.dispatch(busy(workers, over));
        }

        // then
        reported(stuck());
        reported(stuck());
        over.set(true);
    }

    private static Job busy(Workers workers, AtomicBoolean over) {
        return new Job(context -> {
            if (!over.get()) {
                workers.dispatch(busy(workers, over));
            }
        });
    }

    @Test
    void onAnExecutor_itIsFound() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            scheduler = Scheduler.on(executor);
            reported(stuck());
            reported(stuck());
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void aTaskThatIsCancelled_isOutOfIt() throws Exception {
        // given
        scheduler = Scheduler.workers(1);
        Task<?> task = stuck();
        reported(task);

        // when
        task.cancel();
        Assertions.assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);

        // then
        assertThat(scheduler.deadlocks()).isEmpty();
        assertThat(said).isEmpty();
    }
}
