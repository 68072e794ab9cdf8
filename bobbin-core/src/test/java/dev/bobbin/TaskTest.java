package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.ByHand.Outcome;
import dev.bobbin.ByHand.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task's life: awaited, joined, cancelled, woken. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TaskTest {
    private final Scheduler scheduler = Scheduler.single();

    private static Async<Void> forever() {
        return Async.create(c -> {});
    }

    @Test
    void coroutine_awaitedTwice_isRefusedByName() {
        // given
        Async<Integer> once = ByHand.of(s -> Async.done(1));
        scheduler.run(() -> ByHand.awaiting(once));

        // when, then
        assertThatThrownBy(() -> scheduler.run(() -> ByHand.awaiting(once)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ByHand has been awaited before");
    }

    @Test
    void task_awaitedAfterItsEnd_givesTheResultAgain() {
        // given
        Task<String> task = scheduler.start(ByHand.of(s -> Bobbin.yieldNow(), s -> Async.done("r")));

        // when, then
        for (int k = 0; k < 3; k++) {
            assertThat(scheduler.<String>run(() -> task)).isEqualTo("r");
            assertThat(task.isDone()).isTrue();
        }
    }

    @Test
    void listener_thatThrows_isReportedAndKeepsNobodyFromTheEnd() {
        // given
        RuntimeException failure = new IllegalStateException("on purpose");
        List<Object> told = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> told.add(t));
        Scope[] scope = {null};
        ByHand<String> parent = ByHand.of(
                s -> {
                    scope[0] = Scope.open();
                    Task<?> child = scope[0].spawn(Bobbin.yieldNow());
                    child.listen(() -> told.add("first"));
                    child.listen(() -> {
                        throw failure;
                    });
                    child.listen(() -> told.add("last"));
                    return scope[0].join();
                },
                s -> new Close(scope[0]),
                s -> Async.done("ended"));

        // when
        String result = scheduler.run(() -> parent);

        // then
        assertThat(result).isEqualTo("ended");
        assertThat(told).containsExactly("first", failure, "last");
    }

    @Test
    void task_failed_throwsTheSameObjectToAll() {
        // given
        IllegalStateException failure = new IllegalStateException("task");
        Task<Object> task = scheduler.start(ByHand.of(s -> Bobbin.yieldNow(), s -> Async.failed(failure)));

        // when, then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isSameAs(failure);
        assertThatThrownBy(() -> scheduler.run(() -> task)).isSameAs(failure);
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void task_manyJoiners_allGetTheResult() {
        // given
        List<Object> got = new ArrayList<>();
        AtomicReference<Completer<String>> completer = new AtomicReference<>();
        Task<String> source = scheduler.start(ByHand.of(s -> Async.<String>create(completer::set)));
        List<Task<String>> joiners = new ArrayList<>();
        for (int k = 0; k < 100; k++) {
            joiners.add(scheduler.start(ByHand.of(s -> source, o -> {
                got.add(o.get());
                return Async.done("" + o.value());
            })));
        }
        scheduler.run(Bobbin::yieldNow);

        // when
        completer.get().complete("all");
        List<String> results = scheduler.run(() -> Async.all(joiners));

        // then
        assertThat(got).hasSize(100).containsOnly("all");
        assertThat(results).hasSize(100).containsOnly("all");
    }

    @Test
    void task_awaitsItself_isRefused() {
        // given
        AtomicReference<Task<Object>> self = new AtomicReference<>();
        self.set(scheduler.start(ByHand.of(s -> self.get())));

        // when, then
        assertThatThrownBy(() -> scheduler.run(self::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("awaits itself");
    }

    @Test
    void cancel_ofAParkedTask_throwsCancelledInsideAndCancellationExceptionOutside() {
        // given
        AtomicReference<Throwable> inside = new AtomicReference<>();
        Task<Object> task = scheduler.start(ByHand.of(s -> forever(), o -> {
            inside.set(o.failure());
            return Async.failed(o.failure());
        }));
        scheduler.run(Bobbin::yieldNow);

        // when
        boolean first = task.cancel();
        boolean second = task.cancel();

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
        assertThat(inside.get()).isInstanceOf(Cancelled.class);
        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }

    @Test
    void cancel_beforeTheFirstStep_arrivesAtTheFirstSuspension() {
        // given
        List<String> trace = new ArrayList<>();
        Task<Object> task = scheduler.start(ByHand.of(
                s -> {
                    trace.add("started");
                    return forever();
                },
                o -> {
                    trace.add(o.failure().getClass().getSimpleName());
                    return Async.failed(o.failure());
                }));

        // when
        task.cancel();

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
        assertThat(trace).containsExactly("started", "Cancelled");
    }

    @Test
    void cancel_afterTheEnd_changesNothing() {
        // given
        Task<Integer> task = scheduler.start(Async.done(4));
        scheduler.run(() -> task);

        // when, then
        assertThat(task.cancel()).isFalse();
        assertThat(scheduler.<Integer>run(() -> task)).isEqualTo(4);
    }

    @Test
    void cancel_ofATaskThatNeverSuspendsAgain_leavesItsResult() {
        // given
        AtomicReference<Task<Integer>> self = new AtomicReference<>();
        self.set(scheduler.start(ByHand.of(s -> {
            assertThat(self.get().cancel()).isTrue();
            return Async.done(5);
        })));

        // when, then
        assertThat(scheduler.<Integer>run(self::get)).isEqualTo(5);
    }

    @Test
    void cancel_isDeliveredOnce_soThatCleaningUpMaySuspend() {
        // given
        List<String> trace = new ArrayList<>();
        Task<Object> task = scheduler.start(ByHand.of(s -> forever(), o -> Bobbin.yieldNow(), o -> {
            trace.add("cleaned up " + o.failure());
            return Async.failed(new Cancelled("passed on"));
        }));
        scheduler.run(Bobbin::yieldNow);

        // when
        task.cancel();

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
        assertThat(trace).containsExactly("cleaned up null");
    }

    @Test
    void cancel_ofACoroutineThatWasNeverStarted_isRefused() {
        assertThat(ByHand.of(s -> Async.done(1)).cancel()).isFalse();
    }

    @Test
    void uncancellable_cancelledMeanwhile_endsFirst() {
        // given
        List<Object> trace = new ArrayList<>();
        AtomicReference<Completer<String>> completer = new AtomicReference<>();
        Task<Object> task = scheduler.start(ByHand.of(
                s -> Async.uncancellable(Async.<String>create(completer::set)),
                o -> {
                    trace.add(o.value());
                    return Bobbin.yieldNow();
                },
                o -> {
                    trace.add(o.failure().getClass().getSimpleName());
                    return Async.failed(o.failure());
                }));
        scheduler.run(Bobbin::yieldNow);

        // when
        task.cancel();
        scheduler.run(Bobbin::yieldNow);
        completer.get().complete("finished");

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
        assertThat(trace).containsExactly("finished", "Cancelled");
    }

    @Test
    void uncancellable_ofAValueOrAFailure_passesItOn() {
        IllegalStateException failure = new IllegalStateException("inside");
        assertThat(scheduler.<Integer>run(() -> Async.uncancellable(Async.done(1))))
                .isEqualTo(1);
        assertThat(scheduler.<Object>run(() -> Async.uncancellable(Async.done(null))))
                .isNull();
        assertThatThrownBy(() -> scheduler.run(() -> Async.uncancellable(Async.failed(failure))))
                .isSameAs(failure);
        assertThatThrownBy(() -> scheduler.run(
                        () -> Async.uncancellable(ByHand.of(s -> Bobbin.yieldNow(), s -> Async.failed(failure)))))
                .isSameAs(failure);
    }

    /**
     * A canceller comes in between the publication of the park and the registration with the awaited task, which waits for
     * that task's monitor. The late registration must not tie the two wait queues together.
     */
    @Test
    void cancel_betweenParkAndRegistration_leavesOtherJoinersTheirWakeUps() throws Exception {
        // given
        AtomicReference<Completer<String>> first = new AtomicReference<>();
        AtomicReference<Completer<String>> second = new AtomicReference<>();
        Task<String> t = scheduler.start(ByHand.of(s -> Async.<String>create(first::set)));
        Task<String> u = scheduler.start(ByHand.of(s -> Async.<String>create(second::set)));
        Task<String> victim = scheduler.start(ByHand.of(s -> t, o -> u));
        Task<String> other = scheduler.start(ByHand.of(s -> Bobbin.yieldNow(), o -> u));
        CountDownLatch monitorHeld = new CountDownLatch(1);
        Thread canceller = new Thread(() -> {
            synchronized (t) {
                monitorHeld.countDown();
                while (!victim.toString().endsWith("waiting")) {
                    Thread.onSpinWait();
                }
                victim.cancel();
            }
        });
        canceller.start();
        monitorHeld.await();

        // when
        scheduler.run(() -> ByHand.of(s -> Bobbin.yieldNow(), s -> Bobbin.yieldNow(), s -> Bobbin.yieldNow()));
        canceller.join();
        first.get().complete("t");
        scheduler.run(() -> t);
        second.get().complete("u");

        // then
        assertThat(scheduler.<String>run(() -> victim)).isEqualTo("u");
        assertThat(scheduler.<String>run(() -> other)).isEqualTo("u");
    }

    @Test
    void cancelAndWake_racingFromTwoThreads_endTheTaskExactlyOnce() throws Exception {
        // given
        int rounds = 3_000;
        AtomicReference<Completer<Integer>> completer = new AtomicReference<>();
        AtomicReference<Task<Integer>> task = new AtomicReference<>();
        CyclicBarrier barrier = new CyclicBarrier(3);
        Thread waker = racer(rounds, barrier, () -> completer.get().complete(1));
        Thread canceller = racer(rounds, barrier, () -> task.get().cancel());
        int values = 0;
        int cancellations = 0;

        for (int k = 0; k < rounds; k++) {
            // when
            List<Outcome> outcomes = new ArrayList<>();
            task.set(scheduler.start(ByHand.of(s -> Async.<Integer>create(completer::set), o -> {
                outcomes.add(o);
                return o.failure() == null ? Async.done(o.value()) : Async.failed(o.failure());
            })));
            scheduler.run(Bobbin::yieldNow);
            barrier.await();
            try {
                assertThat(scheduler.<Integer>run(task::get)).isEqualTo(1);
                values++;
            } catch (CancellationException e) {
                cancellations++;
            }

            // then
            assertThat(outcomes).hasSize(1);
            barrier.await(30, TimeUnit.SECONDS);
        }
        waker.join();
        canceller.join();
        assertThat(values + cancellations).isEqualTo(rounds);
    }

    private static Thread racer(int rounds, CyclicBarrier barrier, Runnable action) {
        Thread thread = new Thread(() -> {
            try {
                for (int k = 0; k < rounds; k++) {
                    barrier.await();
                    action.run();
                    barrier.await();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void coroutineThatLeavesNothing_returnsNull_failsAtTheAwait() {
        assertThatThrownBy(() -> scheduler.run(() -> null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("null instead of an Async");
    }

    @Test
    void cancel_sourceThrowsInItsForget_endsTheTaskAndReports() {
        for (Throwable thrown : List.of(new IllegalStateException("foreign"), new AssertionError("foreign"))) {
            for (boolean parked : new boolean[] {true, false}) {
                // given
                Stubborn stage = new Stubborn(thrown);
                Task<Object> task = scheduler.start(ByHand.awaiting(Async.from(stage)));
                if (parked) {
                    scheduler.run(Bobbin::yieldNow);
                }

                // when
                List<Throwable> reported = reportedWhile(() -> {
                    assertThat(task.cancel()).isTrue();
                    assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
                });

                // then
                assertThat(task.isDone()).isTrue();
                assertThat(stage.cancels).isEqualTo(1);
                assertThat(reported).containsExactly(thrown);
            }
        }
    }

    @Test
    void timeoutAndGroups_sourceThrowsInItsForget_endNevertheless() {
        // given
        IllegalStateException thrown = new IllegalStateException("foreign");
        List<Stubborn> stages = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            stages.add(new Stubborn(thrown));
        }

        // when
        List<Throwable> reported = reportedWhile(() -> {
            assertThatThrownBy(
                            () -> scheduler.run(() -> Async.from(stages.get(0)).timeout(Duration.ofNanos(1))))
                    .isInstanceOf(TimeoutException.class);
            assertThat(scheduler.<Object>run(() -> Async.<Object>race(
                            List.of(Async.from(stages.get(1)), ByHand.of(s -> Bobbin.yieldNow(), s -> Async.done(1))))))
                    .isEqualTo(1);
            assertThatThrownBy(() -> scheduler.run(() -> Async.all(List.of(
                            Async.from(stages.get(2)),
                            Async.from(stages.get(3)),
                            ByHand.of(s -> Bobbin.yieldNow(), s -> Async.failed(new IOException("part")))))))
                    .hasMessage("part");
        });

        // then
        assertThat(stages).allMatch(stage -> stage.cancels == 1);
        assertThat(reported).hasSize(4).containsOnly(thrown);
    }

    /** What arrives at this thread's handler for uncaught exceptions. */
    private static List<Throwable> reportedWhile(Runnable action) {
        List<Throwable> reported = new ArrayList<>();
        Thread thread = Thread.currentThread();
        thread.setUncaughtExceptionHandler((t, e) -> reported.add(e));
        try {
            action.run();
        } finally {
            thread.setUncaughtExceptionHandler(null);
        }
        return reported;
    }

    /** Foreign code that does not let itself be cancelled. */
    private static final class Stubborn extends CompletableFuture<Object> {
        private final Throwable thrown;
        private int cancels;

        Stubborn(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            cancels++;
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }
    }

    @Test
    void name_ofATask_namesTheCoroutineAndItsState() {
        // given
        Task<Object> task = scheduler.start(ByHand.of(s -> forever()));

        // when
        scheduler.run(Bobbin::yieldNow);

        // then
        assertThat(task.name()).startsWith("ByHand@");
        assertThat(task.toString()).endsWith(" waiting");
    }

    @Test
    void cancel_withAReason_isReadInsideByTheChildrenAndByWhoeverAwaits() {
        // given
        List<String> read = new ArrayList<>();
        Task<Object> task = scheduler.start(ByHand.of(
                s -> Async.all(List.of(ByHand.of(c -> forever(), c -> {
                    read.add(c.failure().getMessage());
                    return Async.failed(c.failure());
                }))),
                o -> Async.failed(o.failure())));
        scheduler.run(Bobbin::yieldNow);
        scheduler.run(Bobbin::yieldNow);

        // when
        assertThat(task.cancel("the user has left")).isTrue();
        assertThat(task.cancel("something else")).isFalse();

        // then
        for (int k = 0; k < 2; k++) {
            assertThatThrownBy(() -> scheduler.run(() -> task))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage(task.name() + " was cancelled: the user has left");
        }
        assertThat(read).singleElement().asString().endsWith(" was cancelled: the user has left");
        assertThat(task.cancel("too late")).isFalse();
    }

    @Test
    void cancellation_swallowedByOneThatWaits_isReportedAndRepeatedAfterAGracePeriod() {
        cancelled_goingOnTwice_isReportedAndCancelledAgain(before -> forever());
    }

    @Test
    void cancellation_swallowedByOneThatYields_isReportedAndRepeatedAfterAGracePeriod() {
        cancelled_goingOnTwice_isReportedAndCancelledAgain(start -> ByHand.repeating(before -> {
            before.get();
            return Bobbin.yieldNow();
        }));
    }

    private void cancelled_goingOnTwice_isReportedAndCancelledAgain(Step waits) {
        // given: it goes on after its first two cancellations
        long grace = Swallowed.grace;
        Swallowed.grace = TimeUnit.MILLISECONDS.toNanos(1);
        List<String> said = new ArrayList<>();
        Logger logger = Logger.getLogger("dev.bobbin.cancellation");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            List<Object> inside = new ArrayList<>();
            ByHand.Step goesOn = o -> {
                inside.add(o.failure().getClass());
                return waits.next(o);
            };
            Task<Object> task = scheduler.start(ByHand.of(waits, goesOn, goesOn, o -> Async.failed(o.failure())));
            scheduler.run(Bobbin::yieldNow);

            // when
            task.cancel("enough");

            // then
            assertThatThrownBy(() -> scheduler.run(() -> task))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageEndingWith("enough");
            assertThat(inside).containsExactly(Cancelled.class, Cancelled.class);
            assertThat(said)
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .startsWith(task.name() + " was cancelled ")
                            .contains(" ms ago and still runs", "swallowed", "it is cancelled again"));
            assertThat(scheduler.metrics().timers()).isZero();
        } finally {
            Swallowed.grace = grace;
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    @Test
    void cancel_whileItHasYielded_isThrownThere() {
        // given
        List<Object> inside = new ArrayList<>();
        Task<Object> task = scheduler.start(ByHand.of(s -> Bobbin.yieldNow(), o -> {
            inside.add(o.failure().getClass());
            return Async.failed(o.failure());
        }));
        scheduler.run(() -> ByHand.of(s -> Async.done(task.cancel())));

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
        assertThat(inside).containsExactly(Cancelled.class);
    }

    @Test
    void name_ofATaskAroundSomethingElse_saysWhat() {
        assertThat(scheduler.start(Channel.rendezvous().receive()).name()).startsWith("Channel.receive@");
        assertThat(scheduler.start(Clock.sleep(Duration.ofDays(1))).name()).startsWith("Clock.sleep@");
        AsyncSupplier<Integer> lambda = () -> Async.done(1);
        assertThat(new Spawned<>(lambda).name()).startsWith("lambda in TaskTest@");
    }

    @Test
    void race_withResultsThatNobodyGets_givesThemBack() {
        // given
        List<Object> unused = new ArrayList<>();

        // when: the second ends well although it is cancelled
        Integer first = scheduler.run(() -> Async.race(List.of(slowly(1), slowly(2)), unused::add));
        Integer any = scheduler.run(() -> Async.any(List.of(failing(), slowly(3), slowly(4)), n -> {
            unused.add(n);
            throw new IllegalStateException("reported, and nothing else");
        }));

        // then
        assertThat(first).isEqualTo(1);
        assertThat(any).isEqualTo(3);
        assertThat(unused).containsExactly(2, 4);
    }

    @Test
    void all_oneFailsOrAllAreCancelled_givesTheResultsBack() {
        // given
        List<Object> unused = new ArrayList<>();

        // then
        assertThat(scheduler.run(() -> Async.all(List.of(slowly(1), slowly(2)), unused::add)))
                .containsExactly(1, 2);
        assertThat(unused).isEmpty();
        assertThatThrownBy(() ->
                        scheduler.run(() -> Async.all(List.of(slowly(3), failing(), Async.done(4)), unused::add)))
                .hasMessage("failing");
        assertThat(unused).containsExactly(3, 4);
        Task<List<Integer>> cancelled =
                scheduler.start(ByHand.awaiting(Async.all(List.of(Async.done(5), Async.create(c -> {})), unused::add)));
        scheduler.run(Bobbin::yieldNow);
        scheduler.run(Bobbin::yieldNow);
        cancelled.cancel();
        assertThatThrownBy(() -> scheduler.run(() -> cancelled)).isInstanceOf(CancellationException.class);
        assertThat(unused).containsExactly(3, 4, 5);
    }

    /** Is not to be stopped. */
    private static Async<Integer> slowly(int n) {
        return Async.uncancellable(ByHand.of(s -> Bobbin.yieldNow(), o -> Async.done(n)));
    }

    private static Async<Integer> failing() {
        return ByHand.of(s -> Bobbin.yieldNow(), o -> Async.failed(new IOException("failing")));
    }
}
