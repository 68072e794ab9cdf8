package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever ends a wait for a condition, the mutex is held then, and no signal is lost. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConditionTest extends ByTurns {
    private final Mutex mutex = Mutex.of();
    private final Condition condition = mutex.condition();
    private final List<String> log = new ArrayList<>();

    /** Locks, waits, says how that ended, and unlocks. */
    private Task<Void> waiter(String name) {
        return start(waiting(name));
    }

    private Async<Void> waiting(String name) {
        return ByHand.of(
                s -> mutex.lock(),
                o -> {
                    o.get();
                    return condition.signalled();
                },
                o -> {
                    log.add(name
                            + (o.failure() == null
                                    ? ""
                                    : " " + o.failure().getClass().getSimpleName())
                            + (mutex.isLocked() ? " holds" : " does not hold"));
                    mutex.unlock();
                    o.get();
                    return done();
                });
    }

    private void isIdle() {
        turn();
        assertThat(mutex).hasToString("Mutex[free, 0 waiting]");
        assertThat(condition).hasToString("Condition[0 waiting]");
    }

    @Test
    void signalled_givesTheMutexBackWhileItWaits() {
        // given
        Task<Void> waiter = waiter("a");

        // then
        assertThat(mutex.isLocked()).isFalse();
        assertThat(condition).hasToString("Condition[1 waiting]");
        assertThat(waiter.isDone()).isFalse();
        condition.signal();
        result(waiter);
        assertThat(log).containsExactly("a holds");
        isIdle();
    }

    @Test
    void signalled_byOneWhoDoesNotHoldTheMutex_isRefused_andWhoHoldsItKeepsIt() {
        // given
        List<Object> failures = new ArrayList<>();
        Latch end = Latch.of(1);
        Task<Void> holder = start(ByHand.of(s -> mutex.lock(), o -> end.opened(), o -> {
            mutex.unlock();
            return done();
        }));

        // when
        start(ByHand.of(s -> condition.signalled(), o -> {
            failures.add(o.failure().getMessage());
            return done();
        }));

        // then
        assertThat(failures)
                .containsExactly("signalled() without holding the mutex, which " + holder.name() + " has locked");
        assertThat(mutex.isLocked()).isTrue();
        end.countDown();
        result(holder);
        isIdle();
    }

    @Test
    void signalled_givesTheMutexToThoseWhoWaitForIt() {
        // given
        Permit held = result(mutex.lock());
        Task<Void> first = waiter("a");
        Task<Void> second = waiter("b");

        // when
        held.close();
        turn();

        // then
        assertThat(condition).hasToString("Condition[2 waiting]");
        condition.signalAll();
        result(first);
        result(second);
        assertThat(log).containsExactly("a holds", "b holds");
        isIdle();
    }

    @Test
    void signal_whileTheMutexIsHeld_letsTheWaiterGoOnAfterThat() {
        // given
        Task<Void> waiter = waiter("a");
        Permit held = result(mutex.lock());

        // when
        condition.signal();
        turn();

        // then
        assertThat(waiter.isDone()).isFalse();
        assertThat(mutex).hasToString("Mutex[locked, 1 waiting]");
        assertThat(condition).hasToString("Condition[0 waiting]");
        held.close();
        result(waiter);
        isIdle();
    }

    @Test
    void signal_isForTheOneThatWaitedLongest() {
        // given
        List<Task<Void>> waiters = List.of(waiter("a"), waiter("b"), waiter("c"));

        // when
        condition.signal();
        turn();
        condition.signal();
        turn();

        // then
        assertThat(log).containsExactly("a holds", "b holds");
        assertThat(waiters.get(2).isDone()).isFalse();
        condition.signal();
        result(waiters.get(2));
        isIdle();
    }

    @Test
    void signal_withoutWaiters_isNotKept() {
        // given
        condition.signal();
        condition.signalAll();

        // when
        Task<Void> waiter = waiter("a");

        // then
        assertThat(waiter.isDone()).isFalse();
        condition.signal();
        result(waiter);
    }

    @Test
    void signalled_cancelledWhileItWaits_throwsOnceItHoldsTheMutex() {
        // given
        Task<Void> waiter = waiter("a");
        Permit held = result(mutex.lock());

        // when
        waiter.cancel();
        turn();

        // then
        assertThat(waiter.isDone()).isFalse();
        assertThat(condition).hasToString("Condition[0 waiting]");
        assertThat(mutex).hasToString("Mutex[locked, 1 waiting]");
        held.close();
        turn();
        assertThat(waiter.isDone()).isTrue();
        assertThat(log).containsExactly("a Cancelled holds");
        isIdle();
    }

    @Test
    void signal_afterAWaiterWasCancelled_goesToAnother() {
        // given
        Task<Void> first = waiter("a");
        Task<Void> second = waiter("b");
        Permit held = result(mutex.lock());

        // when
        first.cancel();
        condition.signal();
        held.close();

        // then
        result(second);
        assertThat(first.isDone()).isTrue();
        assertThat(log).containsExactly("a Cancelled holds", "b holds");
        isIdle();
    }

    @Test
    void signalled_cancelledAfterItWasSignalled_returnsAndIsCancelledThen() {
        // given
        Task<Void> task = start(ByHand.of(
                s -> mutex.lock(),
                o -> condition.signalled(),
                o -> {
                    log.add("first " + o.failure() + (mutex.isLocked() ? " holds" : ""));
                    return condition.signalled();
                },
                o -> {
                    log.add("second " + o.failure().getClass().getSimpleName() + (mutex.isLocked() ? " holds" : ""));
                    mutex.unlock();
                    return done();
                }));
        Permit held = result(mutex.lock());

        // when: the signal is before the cancellation
        condition.signal();
        task.cancel();
        held.close();

        // then: the second wait has not given the mutex back
        result(task);
        assertThat(log).containsExactly("first null holds", "second Cancelled holds");
        isIdle();
    }

    @Test
    void signalled_cancelledBefore_keepsTheMutex() {
        // given: a task that is cancelled while it runs, and another that waits for the mutex
        List<Task<?>> tasks = new ArrayList<>();
        Task<Void> task = scheduler.start(ByHand.of(
                s -> mutex.lock(),
                o -> Bobbin.yieldNow(),
                o -> {
                    tasks.get(0).cancel();
                    return condition.signalled();
                },
                o -> {
                    log.add(o.failure().getClass().getSimpleName()
                            + (tasks.get(1).isDone() ? "" : " holds"));
                    mutex.unlock();
                    return done();
                }));
        tasks.add(task);
        Task<Permit> other = scheduler.start(ByHand.awaiting(mutex.lock()));
        tasks.add(other);

        // then
        turn();
        assertThat(log).containsExactly("Cancelled holds");
        result(task);
        result(other).close();
        isIdle();
    }

    @Test
    void signalled_ofATaskThatCannotBeCancelled_waitsOn() {
        // given
        Task<Void> waiter = start(Async.uncancellable(waiting("a")));

        // when
        waiter.cancel();
        turn();

        // then
        assertThat(condition).hasToString("Condition[1 waiting]");
        condition.signal();
        turn();
        assertThat(log).containsExactly("a holds");
        isIdle();
    }

    @Test
    void signalled_whenAScopeFails_throwsTheFailureWithTheMutex() {
        // given
        IOException why = new IOException("why");
        List<Completer<Void>> child = new ArrayList<>();
        Task<Void> task = start(ByHand.of(
                s -> mutex.lock(),
                o -> {
                    Scope.open().spawn(Async.<Void>create(child::add));
                    return condition.signalled();
                },
                o -> {
                    log.add(o.failure().getMessage() + (mutex.isLocked() ? " holds" : ""));
                    mutex.unlock();
                    return done();
                }));
        assertThat(mutex.isLocked()).isFalse();

        // when
        child.get(0).fail(why);
        turn();

        // then
        assertThat(log).containsExactly("why holds");
        assertThat(failure(task)).isInstanceOf(IllegalStateException.class); // a scope that was left open
        isIdle();
    }

    @Test
    void signalled_withATimeout_holdsTheMutexWhenThatHasPassed() {
        // given
        result(mutex.lock());

        // then
        assertThat(failure(condition.signalled().timeout(Duration.ofMillis(1)))).isInstanceOf(TimeoutException.class);
        assertThat(mutex.isLocked()).isTrue();
        mutex.unlock();
        isIdle();
    }

    @Test
    void signalAll_doesNotSignalThoseWhoComeAgain() {
        // given
        List<Task<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(
                    start(ByHand.of(s -> mutex.lock(), o -> condition.signalled(), o -> condition.signalled(), o -> {
                        mutex.unlock();
                        return done();
                    })));
        }

        // when, then
        condition.signalAll();
        turn();
        assertThat(condition).hasToString("Condition[3 waiting]");
        assertThat(waiters).noneMatch(Task::isDone);
        condition.signalAll();
        waiters.forEach(this::result);
        isIdle();
    }

    @Test
    void conditions_ofOneMutex_areSeparate() {
        // given
        Condition other = mutex.condition();
        Task<Void> waiter = waiter("a");

        // when
        other.signalAll();
        turn();

        // then
        assertThat(waiter.isDone()).isFalse();
        condition.signal();
        result(waiter);
    }

    @Test
    void signalled_misused_isRefused() {
        assertThatThrownBy(() -> result(condition.signalled()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("signalled() without holding the mutex");
        result(mutex.lock());
        Async<Void> once = condition.signalled();
        Task<Void> waiter = start(once);
        assertThatThrownBy(() -> result(once))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("awaited before");
        condition.signal();
        result(waiter);
        assertThatThrownBy(() -> result(once)).isInstanceOf(IllegalStateException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Select.<Void>of().on(condition.signalled(), v -> done()));
        assertThat(mutex).hasToString("Mutex[locked, 0 waiting]");
    }
}
