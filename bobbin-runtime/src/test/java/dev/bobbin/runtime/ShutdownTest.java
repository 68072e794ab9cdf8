package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A scheduler is closed: what has not ended is told to, and waited for, or named. */
@Timeout(60)
class ShutdownTest {
    private static final Duration LONG = Duration.ofHours(1);

    static Stream<Supplier<Scheduler>> schedulers() {
        return Stream.of(() -> Scheduler.workers(2), Scheduler::single, () -> Scheduler.on(OnExecutorTest.POOL));
    }

    private static Async<Void> forever() {
        return Async.create(c -> {});
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void close_withTasksThatCanBeCancelled_waitsForTheirEnd(Supplier<Scheduler> make) {
        // given
        Scheduler scheduler = make.get();
        List<Task<?>> tasks = new ArrayList<>();
        tasks.add(scheduler.start(forever()));
        tasks.add(scheduler.start(Clock.sleep(LONG)));
        tasks.add(scheduler.start(forever().timeout(LONG)));
        tasks.add(scheduler.start(Async.all(List.of(forever(), Clock.sleep(LONG)))));
        tasks.add(scheduler.start(Blocking.call(() -> {
            new CountDownLatch(1).await();
            return 1;
        })));
        tasks.add(scheduler.start(Async.done(1)));

        // then
        assertThat(scheduler.close(LONG)).isEmpty();
        assertThat(tasks).allMatch(Task::isDone);
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void close_withOneThatCannotBeStopped_namesItAtTheDeadline(Supplier<Scheduler> make) {
        // given
        Scheduler scheduler = make.get();
        scheduler.start(forever());
        Task<Void> stubborn = scheduler.start(Async.uncancellable(forever()));
        scheduler.run(Bobbin::yieldNow); // it has come to its wait

        // then
        assertThat(scheduler.close(Duration.ofSeconds(1))).containsExactly(stubborn.name());
        assertThat(stubborn.isDone()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void close_withoutTime_namesWhatRuns(Supplier<Scheduler> make) {
        Scheduler scheduler = make.get();
        Task<Void> one = scheduler.start(forever());
        Task<Void> two = scheduler.start(forever());

        assertThat(scheduler.close(Duration.ZERO)).containsExactly(one.name(), two.name());
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void closed_startsNothing(Supplier<Scheduler> make) {
        Scheduler scheduler = make.get();
        assertThat(scheduler.close(LONG)).isEmpty();

        assertThatThrownBy(() -> scheduler.start(forever()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this scheduler has been closed: it runs nothing any more");
        assertThatThrownBy(() -> scheduler.run(Async::done)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scheduler.close(LONG)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scheduler.close(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        scheduler.close();
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void close_onAnInterruptedThread_namesWhatRunsAndStaysInterrupted(Supplier<Scheduler> make) {
        // given
        Scheduler scheduler = make.get();
        Task<Void> stubborn = scheduler.start(Async.uncancellable(forever()));
        scheduler.run(Bobbin::yieldNow);

        // when
        Thread.currentThread().interrupt();
        List<String> late = scheduler.close(LONG);

        // then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(late).containsExactly(stubborn.name());
    }

    @Test
    void close_onAWorker_isRefused() {
        try (Scheduler scheduler = Scheduler.workers(1)) {
            assertThatThrownBy(() -> scheduler.run(() -> Async.create(c -> c.complete(scheduler.close(LONG)))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("would wait for itself");
            assertThatThrownBy(() -> scheduler.run(() -> Async.create(c -> c.complete(scheduler.close(Duration.ZERO)))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("would wait for itself");
        }
    }

    @Test
    void close_underLoad_manyTimes_leavesNothingRunning() throws Exception {
        for (int i = 0; i < 500; i++) {
            // given: tasks that wake each other, sleep and end, and others that come in meanwhile
            Scheduler scheduler = Scheduler.workers(2);
            List<Task<?>> tasks = new ArrayList<>();
            for (int k = 0; k < 20; k++) {
                tasks.add(scheduler.start(
                        k % 3 == 0
                                ? forever()
                                : k % 3 == 1 ? Clock.sleep(Duration.ofNanos(k * 1000)) : Bobbin.yieldNow()));
            }
            Thread late = new Thread(() -> {
                try {
                    for (int k = 0; k < 1000; k++) {
                        Task<Void> task = scheduler.start(forever());
                        synchronized (tasks) {
                            tasks.add(task);
                        }
                    }
                } catch (IllegalStateException e) { // closed
                    return;
                }
            });
            late.start();

            // when
            List<String> left = scheduler.close(LONG);
            late.join();

            // then: those that were started at the very end are named, or came too late to be cancelled
            assertThat(tasks.subList(0, 20)).allMatch(Task::isDone);
            assertThat(left.size()).isLessThanOrEqualTo(tasks.size() - 20);
        }
    }

    @Test
    void awaitOf_aTaskStoppedByClosing_isACancellation() {
        Scheduler scheduler = Scheduler.workers(1);
        Task<Void> task = scheduler.start(forever());
        scheduler.close(LONG);

        assertThatThrownBy(() -> Bobbin.run(() -> task)).isInstanceOf(CancellationException.class);
    }
}
