package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Completer;
import dev.bobbin.Latch;
import dev.bobbin.Scheduler;
import dev.bobbin.Select;
import dev.bobbin.Task;
import dev.bobbin.spi.Alarm;
import dev.bobbin.spi.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(240) // a thread for each step takes its time on a busy machine
class OnExecutorTest {
    static final ExecutorService POOL = Executors.newFixedThreadPool(3, body -> {
        Thread thread = new Thread(body, "somebody else's");
        thread.setDaemon(true);
        return thread;
    });

    static Stream<Supplier<Executor>> executors() {
        return Stream.of(() -> POOL, () -> Runnable::run, () -> body -> new Thread(body).start());
    }

    @ParameterizedTest
    @MethodSource("executors")
    void computations_onAnyExecutor_end(Supplier<Executor> executor) {
        try (Scheduler scheduler = Scheduler.on(executor.get())) {
            List<Async<Integer>> parts = new ArrayList<>();
            List<Completer<Integer>> completers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int n = i;
                parts.add(Async.create(c -> {
                    if (n % 2 == 0) {
                        c.complete(n);
                    } else {
                        synchronized (completers) {
                            completers.add(c);
                            if (completers.size() == 500) {
                                completers.forEach(each -> each.complete(1));
                            }
                        }
                    }
                }));
            }

            List<Integer> results = scheduler.run(() -> Async.all(parts));

            assertThat(results.stream().mapToInt(n -> n).sum()).isEqualTo(500 + 499 * 500);
            scheduler.run(() -> Clock.sleep(Duration.ofMillis(2)));
            Ledger ledger = LedgerBalances.await(scheduler);
            assertThat(ledger.parked()).isZero();
            assertThat(ledger.done()).isEqualTo(1002);
        }
    }

    @Test
    void steps_runOnTheExecutorsThreads() {
        try (Scheduler scheduler = Scheduler.on(POOL)) {
            List<String> names = new ArrayList<>();
            scheduler.run(() -> Async.create(c -> {
                names.add(Thread.currentThread().getName());
                c.complete(null);
            }));

            assertThat(names).containsExactly("somebody else's");
        }
    }

    @Test
    void manyThatYield_onAnExecutorThatRunsAtOnce_takeNoStack() {
        try (Scheduler scheduler = Scheduler.on(Runnable::run)) {
            List<Async<Void>> parts = new ArrayList<>();
            for (int i = 0; i < 100_000; i++) {
                parts.add(Bobbin.yieldNow());
            }
            assertThat(scheduler.run(() -> Async.all(parts))).hasSize(100_000);
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void chainOfTasks_eachWokenByTheOneBefore_takesNoStack(Supplier<Executor> executor) {
        int length = 20_000;
        try (Scheduler scheduler = Scheduler.on(executor.get())) {
            List<Completer<Integer>> completers = new ArrayList<>();
            Task<Integer> last = scheduler.start(Async.create(completers::add));
            for (int i = 0; i < length; i++) {
                Task<Integer> before = last;
                last = scheduler.start(before);
            }
            while (scheduler.ledger().parked() < length + 1) {
                Thread.onSpinWait();
            }

            completers.get(0).complete(7);

            Task<Integer> end = last;
            assertThat(scheduler.run(() -> end)).isEqualTo(7);
            assertThat(LedgerBalances.await(scheduler).parked()).isZero();
        }
    }

    @Test
    void run_insideACoroutineOfTheSame_isRefused() {
        try (Scheduler scheduler = Scheduler.on(POOL)) {
            assertThatThrownBy(() -> scheduler.run(() -> Async.create(c -> c.complete(scheduler.run(Async::done)))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("somebody else's would wait for itself");
        }
    }

    @Test
    void executorThatRefuses_cancelsTheTask_andTheNextOnesRun() {
        // given: one that refuses every third step
        int[] steps = {0};
        Executor refusing = body -> {
            synchronized (steps) {
                if (++steps[0] % 3 == 0) {
                    throw new RejectedExecutionException("full");
                }
            }
            POOL.execute(body);
        };
        try (Scheduler scheduler = Scheduler.on(refusing)) {
            int cancelled = 0;
            for (int i = 0; i < 1000; i++) {
                Task<Void> task = scheduler.start(Bobbin.yieldNow());
                try {
                    Bobbin.run(() -> task);
                } catch (CancellationException e) {
                    cancelled++;
                }
                assertThat(task.isDone()).isTrue();
            }
            assertThat(cancelled).isBetween(300, 700);
            assertThat(LedgerBalances.await(scheduler).done()).isEqualTo(1000);
        }
    }

    @Test
    void executorThatHasNoThread_isOneThatRefuses() {
        // given: as a pool without a bound, where the system has no thread left
        boolean[] none = {false};
        Executor executor = body -> {
            if (none[0]) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            body.run();
        };
        try (Scheduler scheduler = Scheduler.on(executor)) {
            List<Completer<Integer>> completers = new ArrayList<>();
            Task<Integer> task = scheduler.start(Async.create(completers::add));
            none[0] = true;

            // when
            completers.get(0).complete(1);

            // then
            assertThat(task.isDone()).isTrue();
        }
    }

    @Test
    void executorThatRefusesWhatItHasRun_runsItOnce() {
        Executor executor = body -> {
            body.run();
            throw new RejectedExecutionException("after all");
        };
        try (Scheduler scheduler = Scheduler.on(executor)) {
            assertThat(scheduler.<Integer>run(() -> Async.create(c -> c.complete(1))))
                    .isEqualTo(1);
            assertThat(LedgerBalances.await(scheduler).done()).isEqualTo(1);
        }
    }

    /** Else it would go on inside of the other's monitor, and that one's other joiners would be lost if it did something with them. */
    @Test
    void taskOfAnExecutorThatRunsAtOnce_goesOnOutsideTheMonitorOfWhatItAwaits() {
        try (Scheduler workers = Scheduler.workers(1);
                Scheduler atOnce = Scheduler.on(Runnable::run)) {
            Latch gate = Latch.of(1);
            Task<Void> joined = workers.start(gate.opened());
            Task<Boolean> joining =
                    atOnce.start(Select.<Boolean>of().on(joined, v -> Async.done(Thread.holdsLock(joined))));

            gate.countDown();

            assertThat(workers.run(() -> joining)).isFalse();
        }
    }

    @Test
    void executorThatWasShutDown_leavesNoTaskWaiting() {
        ThreadPoolExecutor executor = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
        try (Scheduler scheduler = Scheduler.on(executor)) {
            List<Completer<Integer>> completers = new ArrayList<>();
            Task<Integer> task = scheduler.start(Async.create(completers::add));
            scheduler.run(Async::done);
            executor.shutdown();

            completers.get(0).complete(1);

            assertThat(task.isDone()).isTrue();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void pollerThread_interruptedOrGivenAnEarlierTimer_waitsAsItShould() throws Exception {
        OnExecutor dispatcher = new OnExecutor(POOL);
        CompletableFuture<Thread> poller = new CompletableFuture<>();
        dispatcher.schedule(new Alarm(() -> poller.complete(Thread.currentThread())), dispatcher.nanoTime());
        WorkersTest.awaitState(poller.get(), Thread.State.WAITING);

        poller.get().interrupt();

        while (poller.get().isInterrupted()) {
            Thread.onSpinWait();
        }
        WorkersTest.awaitState(poller.get(), Thread.State.WAITING);

        // and: it waits no longer than the earliest timer wants
        CountDownLatch fired = new CountDownLatch(1);
        dispatcher.schedule(new Alarm(() -> {}), dispatcher.nanoTime() + TimeUnit.HOURS.toNanos(1));
        WorkersTest.awaitState(poller.get(), Thread.State.TIMED_WAITING);
        dispatcher.schedule(new Alarm(fired::countDown), dispatcher.nanoTime());
        fired.await();
        dispatcher.close();
        poller.get().join();
    }

    @Test
    void timers_afterClose_areDropped() throws Exception {
        Scheduler scheduler = Scheduler.on(POOL);
        Task<Void> task = scheduler.start(Clock.sleep(Duration.ofMillis(1)));
        scheduler.close();

        assertThat(task.isDone()).isFalse();
        assertThat(POOL.submit(() -> 1).get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void close_whoseExecutorGivesNoThread_namesWhoHasNotEndedAtItsDeadline() {
        // given: it takes the second step of the task and drops it
        AtomicInteger steps = new AtomicInteger();
        Scheduler scheduler = Scheduler.on(step -> {
            if (steps.getAndIncrement() == 0) {
                POOL.execute(step);
            }
        });
        Task<Void> task = scheduler.start(Bobbin.yieldNow());
        while (steps.get() < 2) {
            Thread.onSpinWait();
        }

        // when
        List<String> late = scheduler.close(Duration.ofMillis(1));

        // then
        assertThat(late).containsExactly(task.name());
    }
}
