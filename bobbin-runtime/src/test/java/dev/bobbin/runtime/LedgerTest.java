package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Completer;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.spi.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import user.Code;

@Timeout(60)
class LedgerTest {
    static Stream<Supplier<Scheduler>> schedulers() {
        return Stream.of(
                () -> Scheduler.workers(1),
                () -> Scheduler.workers(3),
                Scheduler::single,
                () -> Scheduler.on(OnExecutorTest.POOL));
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void tasks_ofEveryKind_areInTheirPlaces(Supplier<Scheduler> make) {
        Scheduler scheduler = make.get();
        assertThat(scheduler.ledger()).isEqualTo(new Ledger(0, 0, 0, 0, 0));

        // when: one that ends, one that fails, one that waits, one that is cancelled
        List<Completer<Integer>> completers = new ArrayList<>();
        scheduler.run(Async::done);
        Task<Object> fails = scheduler.start(Async.failed(new IOException("on purpose")));
        Task<Integer> waits = scheduler.start(Async.create(completers::add));
        Task<Integer> cancelled = scheduler.start(Async.create(c -> {}));
        scheduler.run(Bobbin::yieldNow);
        cancelled.cancel();
        scheduler.run(() -> Clock.sleep(Duration.ofMillis(1)));
        while (!fails.isDone() || !cancelled.isDone()) {
            scheduler.run(Bobbin::yieldNow);
        }

        // then
        Ledger ledger = LedgerBalances.await(scheduler);
        assertThat(ledger.parked()).isEqualTo(1);
        assertThat(ledger.done()).isEqualTo(ledger.submitted() - 1);

        // when
        completers.get(0).complete(1);
        scheduler.run(() -> waits);

        // then
        assertThat(LedgerBalances.await(scheduler).parked()).isZero();
        scheduler.close();
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void tasks_queuedAndRunning_areCounted(Supplier<Scheduler> make) {
        Scheduler scheduler = make.get();
        Ledger[] seen = new Ledger[1];
        scheduler.run(() -> Async.create(c -> {
            seen[0] = scheduler.ledger();
            c.complete(null);
        }));

        assertThat(seen[0]).isEqualTo(new Ledger(1, 1, 0, 0, 0));
        scheduler.close();
    }

    @Test
    void queuedTasks_behindOneThatBlocks_areCounted() throws Exception {
        // given: as many substitutes as are made come to nothing either
        Workers workers = new Workers(1, Long.MAX_VALUE);
        Scheduler scheduler = new Scheduler(workers);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Task<Object> blocks = scheduler.start(Async.create(c -> {
            begun.countDown();
            await(go);
            c.complete(1);
        }));
        begun.await();

        // then
        assertThat(scheduler.ledger()).isEqualTo(new Ledger(1, 1, 0, 0, 0));
        go.countDown();
        scheduler.run(() -> blocks);
        assertThat(LedgerBalances.await(scheduler).done()).isEqualTo(2);
        scheduler.close();
    }

    @Test
    void tasks_thatOneStepOfACallerRuns_areCountedOnceEach() {
        try (Scheduler scheduler = Scheduler.on(Runnable::run)) {
            // when: the second comes up while the first runs
            scheduler.start(Async.create(completer -> {
                scheduler.start(Async.done());
                completer.complete(1);
            }));

            // then
            assertThat(scheduler.ledger()).isEqualTo(new Ledger(2, 0, 0, 0, 2));
        }
    }

    @Test
    void tasks_ofSubstitutesThatHaveGone_areCounted() throws Exception {
        // given: the only worker blocks until a substitute has run the others
        Workers workers = new Workers(1, Long.MAX_VALUE);
        Scheduler scheduler = new Scheduler(workers);
        CountDownLatch others = new CountDownLatch(20);
        List<Task<?>> tasks = new ArrayList<>();
        Task<Object> blocks = scheduler.start(Async.create(c -> {
            Code.await(others);
            c.complete(1);
        }));

        // when
        for (int i = 0; i < 20; i++) {
            tasks.add(scheduler.start(Async.create(c -> {
                others.countDown();
                c.complete(1);
            })));
            tasks.add(scheduler.start(Async.create(c -> {})));
        }
        scheduler.run(() -> blocks);
        while (workers.all().length > 1) {
            Thread.onSpinWait();
        }
        tasks.forEach(Task::cancel);

        // then
        while (LedgerBalances.await(scheduler).done() < 42) {
            Thread.onSpinWait();
        }
        assertThat(scheduler.ledger()).isEqualTo(new Ledger(42, 0, 0, 0, 42));
        scheduler.close();
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void manyTasks_wokenCancelledAndYielding_balance(Supplier<Scheduler> make) throws Exception {
        // given
        Scheduler scheduler = make.get();
        SplittableRandom random = new SplittableRandom(7);
        List<Completer<Integer>> completers = new ArrayList<>();
        List<Task<?>> tasks = new ArrayList<>();

        tasks.add(scheduler.start(Bobbin.yieldNow()));

        // when: from this thread and, on workers, at the same time
        for (int i = 0; i < 20_000; i++) {
            switch (random.nextInt(6)) {
                case 0 -> tasks.add(scheduler.start(Bobbin.yieldNow()));
                case 1 ->
                    tasks.add(scheduler.start(Async.<Integer>create(c -> {
                        synchronized (completers) {
                            completers.add(c);
                        }
                    })));
                case 2 -> tasks.add(scheduler.start(Clock.sleep(Duration.ofNanos(random.nextInt(100_000)))));
                case 3 -> tasks.get(random.nextInt(tasks.size())).cancel();
                case 4 ->
                    tasks.add(scheduler.start(
                            Async.race(List.of(Bobbin.yieldNow(), Clock.sleep(Duration.ofSeconds(1))))));
                default -> {
                    synchronized (completers) {
                        if (!completers.isEmpty()) {
                            completers.remove(completers.size() - 1).complete(i);
                        }
                    }
                }
            }
        }
        tasks.add(scheduler.start(Blocking.call(() -> 1)));
        scheduler.run(() -> Clock.sleep(Duration.ofMillis(2)));
        synchronized (completers) {
            completers.forEach(c -> c.complete(0));
        }
        for (Task<?> task : tasks) {
            if (!task.isDone()) {
                task.cancel();
            }
        }
        scheduler.run(() -> Clock.sleep(Duration.ofMillis(1)));
        while (tasks.stream().anyMatch(task -> !task.isDone())) {
            scheduler.run(Bobbin::yieldNow);
        }

        // then
        Ledger ledger = LedgerBalances.await(scheduler);
        assertThat(ledger.parked()).isZero();
        assertThat(ledger.done()).isEqualTo(ledger.submitted()).isGreaterThan(tasks.size());
        scheduler.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
