package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All on the calling thread. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EventLoopTest {
    private final Scheduler scheduler = Scheduler.single();

    private static Async<Void> forever() {
        return Async.create(c -> {});
    }

    @Test
    void tasks_yielding_takeTurnsInTheOrderTheyCame() {
        // given
        List<String> trace = new ArrayList<>();
        List<Async<Object>> parts = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            parts.add(ByHand.of(
                    s -> {
                        trace.add(name + 1);
                        return Bobbin.yieldNow();
                    },
                    s -> {
                        trace.add(name + 2);
                        return Async.done(null);
                    }));
        }

        // when
        scheduler.run(() -> Async.all(parts));

        // then
        assertThat(trace).containsExactly("a1", "b1", "c1", "a2", "b2", "c2");
    }

    @Test
    void tasks_allRunOnTheCallingThread() {
        assertThat(scheduler.<Thread>run(
                        () -> ByHand.of(s -> Bobbin.yieldNow(), s -> Async.done(Thread.currentThread()))))
                .isSameAs(Thread.currentThread());
    }

    @Test
    void result_ofWhatHasBeenRun_isNotKept() {
        WeakReference<Object> result = new WeakReference<>(scheduler.<Object>run(() -> Async.done(new Object())));

        while (result.get() != null) {
            System.gc();
        }
        assertThat(scheduler.<Integer>run(() -> Async.done(1))).isEqualTo(1);
    }

    @Test
    void tasks_fromElsewhereAsTheLoopGoesToSleep_areAllRun() throws Exception {
        // given: another thread that starts a task as soon as the one before has ended
        int rounds = 30_000;
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread elsewhere = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                Task<Void> task = scheduler.start(Async.done());
                while (!task.isDone()) {
                    Thread.onSpinWait();
                }
            }
            ended.complete(null);
        });

        // when
        elsewhere.start();
        scheduler.run(() -> Async.from(ended));

        // then
        elsewhere.join();
    }

    @Test
    void timers_fireInTheOrderOfTheirDeadlinesAndNeverEarly() {
        // given: sleeps that begin one after the other, each between its own moment and that of the next
        int[] millis = {25, 5, 15, 10, 20, 1, 3};
        long[] began = new long[millis.length];
        List<Integer> woken = new ArrayList<>();
        List<Boolean> early = new ArrayList<>();
        List<Async<Object>> sleepers = new ArrayList<>();
        for (int each = 0; each < millis.length; each++) {
            int k = each;
            sleepers.add(ByHand.of(
                    s -> {
                        began[k] = System.nanoTime();
                        return Clock.sleep(Duration.ofMillis(millis[k]));
                    },
                    s -> {
                        early.add(System.nanoTime() - began[k]
                                < Duration.ofMillis(millis[k]).toNanos());
                        woken.add(k);
                        return Async.done(null);
                    }));
        }

        // when
        scheduler.run(() -> Async.all(sleepers));

        // then: nobody's earliest deadline is after the latest one of who was woken later
        assertThat(early).hasSize(millis.length).containsOnly(false);
        for (int i = 1; i < woken.size(); i++) {
            int before = woken.get(i - 1);
            int after = woken.get(i);
            long earliest = began[before] + Duration.ofMillis(millis[before]).toNanos();
            long latest = began[Math.min(after + 1, millis.length - 1)]
                    + Duration.ofMillis(millis[after]).toNanos();
            assertThat(earliest - latest).as("%s", woken).isLessThanOrEqualTo(0);
        }
    }

    @Test
    void sleep_ofAnEnormousDuration_canBeCancelled() {
        // given
        Task<Void> task = scheduler.start(Clock.sleep(Duration.ofSeconds(Long.MAX_VALUE)));
        scheduler.run(Bobbin::yieldNow);

        // when
        task.cancel();

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
    }

    @Test
    void run_insideACoroutineOfTheSameLoop_isRefused() {
        assertThatThrownBy(() -> scheduler.run(() -> ByHand.of(s -> Async.done(scheduler.run(() -> Async.done(1))))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("await");
    }

    @Test
    void run_insideACoroutineOfAnotherLoop_works() {
        int result = scheduler.run(() -> ByHand.<Integer>of(
                s -> Bobbin.yieldNow(),
                s -> Async.done(Scheduler.single().<Integer>run(() -> Async.done(1)) + 1),
                o -> ByHand.of(s -> Bobbin.yieldNow(), s -> Async.done((int) o.value() + 1))));
        assertThat(result).isEqualTo(3);
    }

    @Test
    void run_onASecondThread_isRefusedByName() throws Exception {
        // given
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Completer<Void>> end = new AtomicReference<>();
        Thread first = new Thread(
                () -> scheduler.run(() -> Async.<Void>create(c -> {
                    end.set(c);
                    running.countDown();
                })),
                "the first");
        first.start();
        running.await();

        // when, then
        try {
            assertThatThrownBy(() -> scheduler.run(EventLoopTest::forever))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the first");
        } finally {
            end.get().complete(null);
            first.join();
        }
    }

    @Test
    void run_threadInterruptedWhileItWaits_cancelsAndSetsTheInterruptAgain() {
        // given
        Thread.currentThread().interrupt();

        // when, then
        assertThatThrownBy(() -> scheduler.run(EventLoopTest::forever)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void run_threadInterruptedWhileTheLoopIsNeverIdle_cancels() {
        // given
        ByHand.Step[] endless = new ByHand.Step[1_000_000];
        java.util.Arrays.fill(
                endless, (ByHand.Step) o -> o.failure() == null ? Bobbin.yieldNow() : Async.failed(o.failure()));
        endless[1000] = o -> {
            Thread.currentThread().interrupt();
            return Bobbin.yieldNow();
        };

        // when, then
        assertThatThrownBy(() -> scheduler.run(() -> ByHand.of(endless))).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void close_whileAComputationRuns_endsTheRunWithAMessage() throws Exception {
        // given
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread runner = new Thread(() -> {
            try {
                scheduler.run(() -> Async.create(c -> running.countDown()));
            } catch (Throwable t) {
                thrown.set(t);
            }
        });
        runner.start();
        running.await();

        // when
        scheduler.close();
        runner.join();

        // then
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    @Test
    void tasks_startedFromAnotherThread_areRun() throws Exception {
        // given
        AtomicReference<Completer<Void>> end = new AtomicReference<>();
        CountDownLatch running = new CountDownLatch(1);
        List<Integer> done = new ArrayList<>();
        Thread runner = new Thread(() -> scheduler.run(() -> Async.<Void>create(c -> {
            end.set(c);
            running.countDown();
        })));
        runner.start();
        running.await();

        // when
        List<Task<Object>> tasks = new ArrayList<>();
        for (int k = 0; k < 1000; k++) {
            int mine = k;
            tasks.add(scheduler.start(ByHand.of(s -> {
                done.add(mine);
                return Async.done(null);
            })));
        }
        Task<Object> last = scheduler.start(ByHand.of(s -> Async.all(tasks), s -> {
            end.get().complete(null);
            return Async.done(null);
        }));
        runner.join();

        // then
        assertThat(done).hasSize(1000).isSorted();
        assertThat(last.isDone()).isTrue();
    }

    @Test
    void workers_withoutARuntime_saysWhatToAdd() {
        assertThatThrownBy(() -> Scheduler.workers(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bobbin-runtime");
        assertThatThrownBy(() -> Scheduler.workers(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void run_insideACoroutine_refusesBeforeTheBodyHasRun() {
        // given
        Scheduler scheduler = Scheduler.single();
        List<String> trace = new ArrayList<>();

        // when
        scheduler.run(() -> ByHand.of(start -> {
            try {
                scheduler.run(() -> {
                    trace.add("ran");
                    return Async.done();
                });
            } catch (IllegalStateException e) {
                trace.add("refused");
            }
            return Bobbin.yieldNow();
        }));
        scheduler.run(Bobbin::yieldNow);

        // then
        assertThat(trace).containsExactly("refused");
    }
}
