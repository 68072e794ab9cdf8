package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.spi.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class MetricsTest {
    static Stream<Supplier<Scheduler>> schedulers() {
        return Stream.of(
                () -> Scheduler.workers(1),
                () -> Scheduler.workers(3),
                Scheduler::single,
                () -> Scheduler.on(OnExecutorTest.POOL));
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void metrics_ofEachScheduler_countWhatHappened(Supplier<Scheduler> make) {
        try (Scheduler scheduler = make.get()) {
            // when: one run, then a task that waits, and one that sleeps for an hour
            scheduler.run(Async::done);
            scheduler.run(() -> Clock.sleep(Duration.ofMillis(1)));
            Task<Void> sleeps = scheduler.start(Clock.sleep(Duration.ofHours(1)));
            scheduler.run(Bobbin::yieldNow);
            scheduler.run(Bobbin::yieldNow);

            // then
            LedgerBalances.await(scheduler);
            Metrics metrics = scheduler.metrics();
            assertThat(metrics.ledger()).isEqualTo(scheduler.ledger());
            assertThat(metrics.runs()).isEqualTo(1 + 2 + 1 + 2 + 2);
            assertThat(metrics.timers()).isEqualTo(1);
            assertThat(metrics.polls()).isPositive();
            assertThat(metrics.queuedGlobally()).isZero();
            assertThat(metrics.stuck()).isZero();
            assertThat(metrics.steals())
                    .isEqualTo(metrics.workers().stream()
                            .mapToLong(Metrics.Worker::steals)
                            .sum());
            assertThat(sleeps.isDone()).isFalse();
        }
    }

    @Test
    void workers_afterWorkAndInSleep_areDescribed() throws Exception {
        try (Scheduler scheduler = Scheduler.workers(2)) {
            // given: one worker spawns what only another can run
            CountDownLatch spawned = new CountDownLatch(1);
            CountDownLatch stolen = new CountDownLatch(1);
            List<Task<?>> tasks = new ArrayList<>();
            Task<Object> first = scheduler.start(Async.create(completer -> {
                tasks.add(scheduler.start(Async.create(inner -> {
                    stolen.countDown();
                    inner.complete(1);
                })));
                spawned.countDown();
                await(stolen);
                completer.complete(1);
            }));
            spawned.await();
            scheduler.run(() -> first);
            LedgerBalances.await(scheduler);

            // when
            Metrics metrics = scheduler.metrics();
            while (!metrics.workers().stream().allMatch(Metrics.Worker::asleep)) {
                metrics = scheduler.metrics();
            }

            // then
            assertThat(metrics.workers()).hasSize(2);
            assertThat(metrics.steals()).isPositive();
            assertThat(metrics.workers())
                    .extracting(Metrics.Worker::name)
                    .allMatch(name -> name.startsWith("bobbin-worker-"));
            assertThat(metrics.workers()).allSatisfy(worker -> {
                assertThat(worker.substitute()).isFalse();
                assertThat(worker.queued()).isZero();
                assertThat(worker.sleeps()).isPositive();
                assertThat(worker.idle()).isPositive();
                assertThat(worker.stolen()).isGreaterThanOrEqualTo(worker.steals());
            });
        }
    }

    @Test
    void blocking_whileACallRuns_hasItsThread() {
        try (Scheduler scheduler = Scheduler.workers(1)) {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            Task<Object> call = scheduler.start(Blocking.call(() -> {
                running.countDown();
                over.await();
                return "done";
            }));
            await(running);

            // when
            Metrics.Blocking busy = scheduler.metrics().blocking();

            // then
            assertThat(busy.threads()).isGreaterThan(busy.idle());
            over.countDown();
            scheduler.run(() -> call);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) { // nobody interrupts it
            throw new AssertionError(e);
        }
    }
}
