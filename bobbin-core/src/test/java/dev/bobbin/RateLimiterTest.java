package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When whose turn comes, by a clock that goes when it is told to. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RateLimiterTest extends ByClock {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private List<Task<Void>> starts(int n, RateLimiter limiter) {
        return IntStream.range(0, n).mapToObj(i -> start(limiter.acquire())).toList();
    }

    private static long ended(List<Task<Void>> tasks) {
        return tasks.stream().filter(Task::isDone).count();
    }

    /** In a coroutine, whose clock it goes by. */
    private boolean tryAcquire(RateLimiter limiter) {
        return scheduler.run(() -> ByHand.of(s -> done(limiter.tryAcquire())));
    }

    @Test
    void new_limiter_hasABurstThenATurnEachInterval() {
        // given
        RateLimiter limiter = RateLimiter.of(4, SECOND);
        List<Task<Void>> tasks = starts(7, limiter);

        // then
        assertThat(limiter).hasToString("RateLimiter[4 per PT1S, 3 waiting]");
        assertThat(ended(tasks)).isEqualTo(4);
        advance(249);
        assertThat(ended(tasks)).isEqualTo(4);
        advance(1);
        assertThat(ended(tasks)).isEqualTo(5);
        advance(250);
        assertThat(ended(tasks)).isEqualTo(6);
        advance(10_000);
        assertThat(ended(tasks)).isEqualTo(7);
        assertThat(clock.timers().isEmpty()).isTrue();
    }

    @Test
    void turns_areInTheOrderOfComing() {
        // given
        RateLimiter limiter = RateLimiter.of(1, SECOND);
        List<Task<Void>> tasks = starts(5, limiter);

        // then
        for (int i = 0; i < 5; i++) {
            assertThat(ended(tasks.subList(0, i + 1))).isEqualTo(i + 1);
            assertThat(ended(tasks)).isEqualTo(i + 1);
            advance(1_000);
        }
    }

    @Test
    void idleTime_savesUpAtMostABurst() {
        // given
        RateLimiter limiter = RateLimiter.of(4, SECOND);
        starts(4, limiter);

        // then
        advance(500);
        assertThat(ended(starts(2, limiter))).isEqualTo(2);
        assertThat(tryAcquire(limiter)).isFalse();
        advance(60_000);
        assertThat(ended(starts(9, limiter))).isEqualTo(4);
    }

    @Test
    void lateTimer_makesUpForTheTurnsThatHaveCome() {
        // given
        RateLimiter limiter = RateLimiter.of(4, SECOND);
        List<Task<Void>> tasks = starts(20, limiter);

        // then: the first that waits is due at 250 ms; a timer of a second later finds as many as have come
        advance(1_000);
        assertThat(ended(tasks)).isEqualTo(8);
        advance(250);
        assertThat(ended(tasks)).isEqualTo(9);
    }

    @Test
    void waiter_cancelled_givesItsPlaceBack() {
        // given
        RateLimiter limiter = RateLimiter.of(1, SECOND);
        List<Task<Void>> tasks = starts(4, limiter);

        // when
        tasks.get(1).cancel();
        turn();

        // then
        assertThat(limiter).hasToString("RateLimiter[1 per PT1S, 2 waiting]");
        advance(1_000);
        assertThat(tasks.get(2).isDone()).isTrue();
        assertThat(tasks.get(3).isDone()).isFalse();
        advance(1_000);
        assertThat(tasks.get(3).isDone()).isTrue();
    }

    @Test
    void waiters_allCancelled_leaveNoTimerAndTakeNoTurn() {
        // given
        RateLimiter limiter = RateLimiter.of(1, SECOND);
        List<Task<Void>> tasks = starts(4, limiter);
        assertThat(clock.timers().size()).isEqualTo(1);

        // when
        tasks.subList(1, 4).forEach(Task::cancel);
        turn();

        // then
        assertThat(clock.timers().isEmpty()).isTrue();
        advance(1_000);
        assertThat(tryAcquire(limiter)).isTrue();
        assertThat(tryAcquire(limiter)).isFalse();
    }

    @Test
    void waiter_cancelledAfterItsTurnCame_hasTakenIt() {
        // given
        RateLimiter limiter = RateLimiter.of(1, SECOND);
        starts(1, limiter);
        List<Object> got = new ArrayList<>();
        Task<Void> task = start(ByHand.of(
                s -> limiter.acquire(),
                o -> {
                    got.add(o.failure());
                    return limiter.acquire();
                },
                o -> {
                    got.add(o.failure().getClass());
                    return done();
                }));

        // when
        clock.advance(1_000);
        task.cancel();
        turn();

        // then
        assertThat(task.isDone()).isTrue();
        assertThat(got).containsExactly(null, Cancelled.class);
        assertThat(tryAcquire(limiter)).isFalse();
        assertThat(clock.timers().isEmpty()).isTrue();
    }

    @Test
    void tryAcquire_whileOthersWait_doesNotOvertake() {
        // given
        RateLimiter limiter = RateLimiter.of(2, SECOND);
        assertThat(tryAcquire(limiter)).isTrue();
        assertThat(tryAcquire(limiter)).isTrue();
        assertThat(tryAcquire(limiter)).isFalse();
        List<Task<Void>> tasks = starts(2, limiter);

        // then
        advance(500);
        assertThat(ended(tasks)).isEqualTo(1);
        assertThat(tryAcquire(limiter)).isFalse();
        advance(500);
        assertThat(ended(tasks)).isEqualTo(2);
        advance(500);
        assertThat(tryAcquire(limiter)).isTrue();
    }

    @Test
    void select_thatTakesAnotherEvent_takesNoTurn() {
        // given
        RateLimiter limiter = RateLimiter.of(1, SECOND);
        Channel<String> other = Channel.rendezvous();
        Select<String> either =
                Select.<String>of().on(limiter.acquire(), v -> done("turn")).on(other.receive(), v -> done("received"));
        assertThat(scheduler.run(() -> either)).isEqualTo("turn");
        Task<String> select = start(either);

        // when
        other.trySend("x");
        turn();

        // then
        assertThat(select.isDone()).isTrue();
        assertThat(clock.timers().isEmpty()).isTrue();
        Task<String> again = start(either);
        advance(1_000);
        assertThat(scheduler.run(() -> again)).isEqualTo("turn");
        assertThat(other).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
    }

    @Test
    void waitersOfSeveralSchedulers_haveATimerWithEachOfThem() {
        // given
        RateLimiter limiter = RateLimiter.of(1, SECOND);
        HandClock otherClock = new HandClock();
        Scheduler other = new Scheduler(otherClock);
        starts(1, limiter);
        Task<Void> here = start(limiter.acquire());
        Task<Void> there = other.start(ByHand.awaiting(limiter.acquire()));
        other.run(Bobbin::yieldNow);
        assertThat(clock.timers().size()).isEqualTo(1);
        assertThat(otherClock.timers().size()).isEqualTo(1);

        // when
        here.cancel();
        turn();

        // then
        assertThat(clock.timers().isEmpty()).isTrue();
        assertThat(otherClock.timers().size()).isEqualTo(1);
        otherClock.advance(1_000);
        other.run(Bobbin::yieldNow);
        assertThat(there.isDone()).isTrue();
        assertThat(here.isDone()).isTrue();
    }

    @Test
    void schedulerOfTheFirstWaiter_closedAtOnce_keepsNobodyElseWaiting() {
        // given: those who wait there run no more
        RateLimiter limiter = RateLimiter.of(1, SECOND);
        Scheduler other = new Scheduler(new HandClock());
        starts(1, limiter);
        other.start(ByHand.awaiting(limiter.acquire()));
        other.start(ByHand.awaiting(limiter.acquire()));
        other.run(Bobbin::yieldNow);
        List<Task<Void>> here = starts(2, limiter);

        // when
        other.close();

        // then: the two turns of those are lost
        advance(1_000);
        advance(1_000);
        assertThat(ended(here)).isZero();
        advance(1_000);
        assertThat(ended(here)).isEqualTo(1);
        advance(1_000);
        assertThat(ended(here)).isEqualTo(2);
        assertThat(clock.timers().isEmpty()).isTrue();
    }

    @Test
    void timerThatCannotBeScheduled_isScheduledByWhoComesNext() {
        // given
        RateLimiter limiter = RateLimiter.of(1, SECOND);
        List<Task<Void>> tasks = starts(3, limiter);
        OutOfMemoryError failure = new OutOfMemoryError("on purpose");
        clock.whileItSchedules = () -> {
            throw failure;
        };
        assertThatThrownBy(() -> clock.advance(1_000)).isSameAs(failure);
        turn();
        assertThat(ended(tasks)).isEqualTo(2);

        // when
        clock.whileItSchedules = () -> {};
        Task<Void> next = start(limiter.acquire());

        // then
        advance(1_000);
        assertThat(ended(tasks)).isEqualTo(3);
        advance(1_000);
        assertThat(next.isDone()).isTrue();
    }

    @Test
    void waiterWhoseTimerCannotBeScheduled_isToldAndLeaves() {
        // given
        RateLimiter limiter = RateLimiter.of(1, SECOND);
        starts(1, limiter);
        OutOfMemoryError failure = new OutOfMemoryError("on purpose");
        clock.whileItSchedules = () -> {
            throw failure;
        };

        // when
        Task<Void> told = start(limiter.acquire());
        clock.whileItSchedules = () -> {};

        // then
        assertThat(failure(told)).isSameAs(failure);
        assertThat(limiter).hasToString("RateLimiter[1 per PT1S, 0 waiting]");
        Task<Void> next = start(limiter.acquire());
        advance(1_000);
        assertThat(next.isDone()).isTrue();
    }

    @Test
    void schedulerInRealTime_limits() {
        // given: each turn is a millisecond after the one before
        RateLimiter limiter = RateLimiter.of(1, Duration.ofMillis(1));
        Scheduler real = Scheduler.single();
        long start = System.nanoTime();

        // when
        for (int i = 0; i < 20; i++) {
            real.run(limiter::acquire);
        }

        // then
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(19_000_000);
        limiter.acquireBlocking();
        assertThat(RateLimiter.of(1, SECOND).tryAcquire()).isTrue();
    }

    @Test
    void scheduler_closed_stopsThoseWhoWait() {
        // given
        RateLimiter limiter = RateLimiter.of(1, Duration.ofDays(1));
        Scheduler real = Scheduler.single();
        real.run(limiter::acquire);
        Task<Void> waiter = real.start(ByHand.awaiting(limiter.acquire()));
        real.run(Bobbin::yieldNow);

        // then
        assertThat(real.close(SECOND)).isEmpty();
        assertThat(waiter.isDone()).isTrue();
        assertThat(waiter.failure()).isInstanceOf(CancellationException.class);
    }

    @Test
    void badArguments_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimiter.of(0, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimiter.of(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimiter.of(1, SECOND.negated()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimiter.of(11, Duration.ofNanos(10)))
                .withMessageContaining("11 permits per PT0.00000001S");
        assertThat(RateLimiter.of(Integer.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE)))
                .asString()
                .contains("0 waiting");
    }
}
