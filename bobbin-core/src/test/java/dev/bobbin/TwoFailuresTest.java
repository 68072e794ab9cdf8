package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A body that has more than one reason not to wait gets each, one after the other. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TwoFailuresTest extends ByClock {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONGER = Duration.ofMillis(30);

    private final List<Throwable> caught = new ArrayList<>();
    private final Latch latch = Latch.of(1);
    private Scope outer;
    private Scope inner;
    private Task<?> child;
    private int attempts;

    /** Ends when the latch is opened, stopped or not. */
    private Async<Void> stubborn() {
        return Async.uncancellable(latch.opened());
    }

    private Async<?> caught(ByHand.Outcome outcome, Async<?> next) {
        caught.add(outcome.failure());
        return next;
    }

    private Async<Void> openBoth(Duration limit, Duration innerLimit) {
        outer = Scope.open().limit(limit);
        inner = Scope.open().limit(innerLimit);
        return done();
    }

    /** Catches what the first wait throws, inside the scopes, and waits again. */
    private Task<Object> catches(ByHand.Step open, ByHand.Step first) {
        Task<Object> task = scheduler.start(ByHand.of(
                open,
                first,
                o -> caught(o, inner == null ? done() : new Close(inner)),
                o -> forever(),
                o -> caught(o, new Close(outer)),
                o -> done("ended")));
        turn();
        return task;
    }

    private void haveBothPassed(Task<?> task) {
        assertThat(caught)
                .hasSize(2)
                .allSatisfy(each ->
                        assertThat(each).isInstanceOf(TimeoutException.class).hasNoSuppressedExceptions())
                .doesNotHaveDuplicates();
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void limitsOfTwoScopes_passedAtOnce_areThrownOneAfterTheOther() {
        Task<?> task = catches(s -> openBoth(SHORT, SHORT), s -> forever());
        advance(20);
        haveBothPassed(task);
    }

    @Test
    void limitsOfTwoScopes_passedInATimeout_areThrownOneAfterTheOther() {
        Task<?> task = catches(s -> openBoth(SHORT, SHORT), s -> forever().timeout(Duration.ofDays(1)));
        advance(20);
        haveBothPassed(task);
    }

    @Test
    void limitsOfTwoScopes_passedInAGroupThatIsBeingStopped_areThrownOneAfterTheOther() {
        // given
        Task<?> task = catches(s -> openBoth(LONGER, SHORT), s -> Async.all(List.of(stubborn())));
        advance(20);
        advance(10);

        // when
        latch.countDown();
        turn();

        // then
        haveBothPassed(task);
        assertThat(caught.get(0)).hasMessage(Clock.passed(SHORT));
        assertThat(caught.get(1)).hasMessage(Clock.passed(LONGER));
    }

    private Async<Void> openCancelled(Duration limit) {
        outer = Scope.open().limit(limit);
        Task.running().cancel();
        return done();
    }

    @Test
    void limit_passedInAGroupOfACancelledTask_isNotToldBesideTheCancellation() {
        // given
        Task<Object> task = scheduler.start(ByHand.of(
                s -> openCancelled(SHORT),
                s -> Async.all(List.of(stubborn())),
                o -> caught(o, new Close(outer)),
                o -> caught(o, done("ended"))));
        turn();
        advance(20);

        // when
        latch.countDown();
        turn();

        // then
        assertThat(caught).hasSize(2);
        assertThat(caught.get(0)).isInstanceOf(Cancelled.class);
        assertThat(caught.get(1)).isNull();
        assertThat(task.isDone()).isTrue();
    }

    /** Until it waits for a monitor, or has ended. */
    private static void begin(Thread thread) {
        thread.start();
        while (thread.getState() != Thread.State.BLOCKED && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }

    @Test
    void failure_toldWhileAGroupTakesTheCancellation_comesAfterIt() throws InterruptedException {
        // given: another thread that tells of a failure between two steps of the group's start
        IOException failure = new IOException("on purpose");
        Thread[] telling = {null};
        ByHand<Object> body = ByHand.of(
                s -> openCancelled(Duration.ofDays(1)),
                s -> {
                    ByHand<?> self = (ByHand<?>) Task.running();
                    self.whileNamed = () -> {
                        self.whileNamed = () -> {};
                        outer.failed(failure);
                        telling[0] = new Thread(() -> self.interrupt(outer));
                        begin(telling[0]);
                    };
                    return Async.all(List.of(stubborn()));
                },
                o -> caught(o, new Close(outer)),
                o -> caught(o, done("ended")));
        Task<Object> task = scheduler.start(body);
        turn();
        telling[0].join();

        // when
        latch.countDown();
        turn();

        // then
        assertThat(caught).hasSize(2);
        assertThat(caught.get(0)).isInstanceOf(Cancelled.class);
        assertThat(caught.get(1)).isSameAs(failure);
        assertThat(task.isDone()).isTrue();
    }

    private Async<Object> failing() {
        return ByHand.of(s -> Async.failed(new IOException("on purpose")));
    }

    private void limitAfterAFailureThatWasCaught(Supplier<Scope> open) {
        // given
        Task<?> task = catches(
                s -> {
                    outer = open.get().limit(SHORT);
                    return done();
                },
                s -> outer.spawn(failing()));
        assertThat(caught).singleElement().isInstanceOf(IOException.class);
        assertThat(task.isDone()).isFalse();

        // when
        advance(20);

        // then
        assertThat(caught).hasSize(2);
        assertThat(caught.get(1)).isInstanceOf(TimeoutException.class).hasNoSuppressedExceptions();
        assertThat(task.isDone()).isTrue();
        assertThat((String) result(task)).isEqualTo("ended");
    }

    @Test
    void limit_afterAFailureThatWasCaughtInAFirstSuccess_reachesTheBody() {
        limitAfterAFailureThatWasCaught(Scope::firstSuccess);
    }

    @Test
    void limit_afterAFailureThatWasCaught_reachesTheBody() {
        limitAfterAFailureThatWasCaught(Scope::open);
    }

    @Test
    void limit_afterAFailureThatNobodyWasHanded_hasItSuppressed() {
        // given: the body waits for another
        Task<?> task = catches(
                s -> {
                    outer = Scope.firstSuccess().limit(SHORT);
                    outer.spawn(failing());
                    return done();
                },
                s -> forever());

        // when
        advance(20);

        // then
        assertThat(caught).singleElement().isInstanceOf(TimeoutException.class);
        assertThat(caught.get(0).getSuppressed()).singleElement().isInstanceOf(IOException.class);
        assertThat(task.isDone()).isFalse(); // it waits on
        task.cancel();
    }

    private Async<Void> openWithAChildThatFails(Async<?>... others) {
        outer = Scope.open().limit(SHORT);
        child = outer.spawn(failing());
        for (Async<?> other : others) {
            outer.spawn(other);
        }
        return done();
    }

    private void failureThenLimit(Task<?> task) {
        assertThat(caught).hasSize(2);
        assertThat(caught.get(0)).isInstanceOf(IOException.class).hasNoSuppressedExceptions();
        assertThat(caught.get(1)).isInstanceOf(TimeoutException.class).hasNoSuppressedExceptions();
        assertThat((String) result(task)).isEqualTo("ended");
    }

    @Test
    void limit_passedInAJoinThatIsToThrowAFailure_comesAfterIt() {
        // given: a join that waits for another child
        Task<?> task = catches(s -> openWithAChildThatFails(stubborn()), s -> outer.join());
        advance(20);

        // when
        latch.countDown();
        turn();

        // then
        failureThenLimit(task);
    }

    @Test
    void limit_passedWhileAFailureIsHeldBack_comesAfterIt() {
        // given
        Task<?> task = scheduler.start(ByHand.of(
                s -> openWithAChildThatFails(),
                s -> Async.uncancellable(latch.opened()),
                o -> forever(),
                o -> caught(o, forever()),
                o -> caught(o, new Close(outer)),
                o -> done("ended")));
        turn();
        advance(20);

        // when
        latch.countDown();
        turn();

        // then
        failureThenLimit(task);
    }

    @Test
    void limit_passedBeforeTheBodyAwaitsTheChildThatHasFailed_comesAfterThat() {
        // given: awaited while all else is held back
        Task<?> task = scheduler.start(ByHand.of(
                s -> openWithAChildThatFails(),
                s -> Async.uncancellable(ByHand.of(in -> latch.opened(), in -> child, in -> caught(in, done()))),
                o -> forever(),
                o -> caught(o, new Close(outer)),
                o -> done("ended")));
        turn();
        advance(20);

        // when
        latch.countDown();
        turn();

        // then
        failureThenLimit(task);
    }

    @Test
    void failureAChildHasHadBefore_isNotSuppressedIntoTheLimitThatPassedAfterIt() {
        // given: one failure of two children, which the body has closed a resource for
        IOException failure = new IOException("on purpose");
        Task<?> task = catches(
                s -> {
                    outer = Scope.firstSuccess().limit(SHORT);
                    outer.spawn(ByHand.of(c -> stubborn(), c -> Async.failed(failure)));
                    return done();
                },
                s -> outer.spawn(ByHand.of(c -> Async.failed(failure))));
        advance(20);
        caught.get(0).addSuppressed(caught.get(1));

        // when
        latch.countDown();
        turn();

        // then
        assertThat(caught.get(1)).isInstanceOf(TimeoutException.class).hasNoSuppressedExceptions();
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void failureOfAScopeWhoseJoinEndedBeforeItWaited_comesAfterThatOfTheScopeAround() {
        // given: both scopes have failed when the body begins to join the inner one, another child of which runs
        IOException failure = new IOException("on purpose");
        Latch held = Latch.of(1);
        Task<?> task = scheduler.start(ByHand.of(
                s -> openBoth(SHORT, LONGER),
                s -> {
                    inner.spawn(ByHand.of(c -> Async.failed(failure)));
                    inner.spawn(stubborn());
                    return Async.uncancellable(held.opened());
                },
                o -> {
                    clock.advance(20);
                    return inner.join();
                },
                o -> caught(o, forever()),
                o -> caught(o, new Close(inner)),
                o -> new Close(outer),
                o -> done("ended")));
        turn();

        // when
        held.countDown();
        turn();

        // then
        assertThat(caught).hasSize(2);
        assertThat(caught.get(0)).isInstanceOf(TimeoutException.class);
        assertThat(caught.get(1)).isSameAs(failure);
        latch.countDown();
        turn();
        assertThat(task.isDone()).isTrue();
    }

    /** Joins the inner scope, whose one child has failed with this and whose other runs, when the outer one fails. */
    private Task<Object> joinsAFailedScope(IOException inInner, Latch outerFails) {
        Task<Object> task = scheduler.start(ByHand.of(
                s -> openBoth(Duration.ofDays(1), Duration.ofDays(2)),
                s -> {
                    outer.spawn(ByHand.of(c -> outerFails.opened(), c -> failing()));
                    inner.spawn(ByHand.of(c -> Async.failed(inInner)));
                    inner.spawn(stubborn());
                    return inner.join();
                },
                o -> caught(o, forever()),
                o -> caught(o, new Close(inner)),
                o -> new Close(outer),
                o -> done("ended")));
        turn();
        return task;
    }

    @Test
    void joinOfAScopeThatHasFailed_cutShortByTheScopeAround_throwsThatOnesFailure() {
        // given
        IOException failure = new IOException("the inner one's");
        Latch outerFails = Latch.of(1);
        Task<?> task = joinsAFailedScope(failure, outerFails);

        // when
        outerFails.countDown();
        turn();

        // then
        assertThat(caught).hasSize(2);
        assertThat(caught.get(0)).isInstanceOf(IOException.class).isNotSameAs(failure);
        assertThat(caught.get(1)).isSameAs(failure);
        latch.countDown();
        turn();
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void joinOfAScopeThatHasFailed_cutShortForWhatHasGone_waitsOn() {
        // given: cancelled before the task, which has been woken, runs
        IOException failure = new IOException("the inner one's");
        Latch outerFails = Latch.of(1);
        Task<?> task = joinsAFailedScope(failure, outerFails);
        start(ByHand.of(s -> outerFails.opened(), s -> {
            outer.cancel();
            return done();
        }));

        // when
        outerFails.countDown();
        turn();

        // then
        assertThat(caught).isEmpty();
        latch.countDown();
        turn();
        assertThat(caught).containsExactly(failure);
        task.cancel();
    }

    /** Cancelled in its first wait in a scope, it cleans up for longer than that has time; closes the scope, and waits again. */
    private Task<Object> cancelledThenCleansUp(ByHand.Step open) {
        Task<Object> task = scheduler.start(ByHand.of(
                open,
                s -> forever(),
                o -> caught(o, latch.opened()),
                o -> caught(o, new Close(outer)),
                o -> caught(o, done("ended"))));
        turn();
        task.cancel();
        turn();
        return task;
    }

    @Test
    void limit_passedWhileACancelledBodyCleansUp_doesNotDisturbIt() {
        // given
        Task<Object> task = cancelledThenCleansUp(s -> {
            outer = Scope.open().limit(SHORT);
            return done();
        });

        // when
        advance(20);

        // then
        assertThat(caught).singleElement().isInstanceOf(Cancelled.class);
        latch.countDown();
        turn();
        assertThat(caught.subList(1, 3)).containsOnlyNulls();
        assertThat((String) result(task)).isEqualTo("ended");
    }

    @Test
    void failureOfAChild_whileACancelledBodyCleansUp_isThrownByClose() {
        // given
        IOException failure = new IOException("on purpose");
        Latch late = Latch.of(1);
        Task<Object> task = cancelledThenCleansUp(s -> {
            outer = Scope.open();
            outer.spawn(ByHand.of(c -> Async.uncancellable(late.opened()), c -> Async.failed(failure)));
            return done();
        });

        // when
        late.countDown();
        turn();

        // then
        assertThat(caught).singleElement().isInstanceOf(Cancelled.class);
        latch.countDown();
        turn();
        assertThat(caught.get(1)).isNull();
        assertThat(caught.get(2)).isSameAs(failure);
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void limit_ofAScopeOpenedInCleanUp_holds() {
        // given
        Task<Object> task = scheduler.start(ByHand.of(
                s -> forever(),
                o -> {
                    outer = Scope.open().limit(SHORT);
                    return forever();
                },
                o -> caught(o, new Close(outer)),
                o -> caught(o, done("ended"))));
        turn();
        task.cancel();
        turn();

        // when
        advance(20);

        // then
        assertThat(caught).hasSize(2);
        assertThat(caught.get(0)).isInstanceOf(TimeoutException.class);
        assertThat(caught.get(1)).isNull();
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void limit_passedBeforeACancellationThatComesFirst_isNotThrownByClose() {
        // given: a join that waits for a child, and has run out of time
        Task<Object> task = scheduler.start(ByHand.of(
                s -> {
                    outer = Scope.open().limit(SHORT);
                    outer.spawn(stubborn());
                    return outer.join();
                },
                o -> caught(o, new Close(outer)),
                o -> caught(o, done("ended"))));
        turn();
        advance(20);

        // when
        task.cancel();
        turn();
        latch.countDown();
        turn();

        // then
        assertThat(caught).hasSize(2);
        assertThat(caught.get(0)).isInstanceOf(Cancelled.class);
        assertThat(caught.get(1)).isNull();
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void limitOfZero_reachesTheBodyAtItsFirstWait_whateverThatIs() {
        for (Async<?> first : List.of(Bobbin.yieldNow(), forever())) {
            caught.clear();
            Task<Object> task = start(ByHand.of(
                    s -> {
                        outer = Scope.open().limit(Duration.ZERO);
                        return first;
                    },
                    o -> caught(o, new Close(outer)),
                    o -> caught(o, done("ended"))));

            assertThat(caught).hasSize(2);
            assertThat(caught.get(0)).as("%s", first).isInstanceOf(TimeoutException.class);
            assertThat(caught.get(1)).isNull();
            assertThat(task.isDone()).isTrue();
        }
    }

    @Test
    void limitOfZero_ofABodyThatDoesNotWait_isThrownByJoinAndElseByClose() {
        for (boolean joins : List.of(true, false)) {
            caught.clear();
            start(ByHand.of(
                    s -> {
                        outer = Scope.open().limit(Duration.ZERO);
                        return joins ? outer.join() : done();
                    },
                    o -> caught(o, new Close(outer)),
                    o -> caught(o, done("ended"))));

            assertThat(caught).hasSize(2);
            assertThat(caught.get(joins ? 0 : 1)).isInstanceOf(TimeoutException.class);
            assertThat(caught.get(joins ? 1 : 0)).isNull();
        }
    }

    private Async<Object> retrying(ByHand.Step open) {
        return ByHand.of(
                open,
                s -> Async.retry(Retry.times(5), () -> {
                    attempts++;
                    return forever();
                }),
                o -> caught(o, new Close(outer)),
                o -> caught(o, done("ended")));
    }

    @Test
    void limitOfTheScope_duringAnAttempt_isNotTriedAgain() {
        start(retrying(s -> {
            outer = Scope.open().limit(SHORT);
            return done();
        }));

        advance(20);

        assertThat(attempts).isEqualTo(1);
        assertThat(caught.get(0)).isInstanceOf(TimeoutException.class);
        assertThat(caught.get(1)).isNull();
    }

    @Test
    void failureOfAChildOfTheScope_duringAnAttempt_isNotTriedAgain() {
        start(retrying(s -> openWithAChildThatFails()));

        assertThat(attempts).isEqualTo(1);
        assertThat(caught.get(0)).isInstanceOf(IOException.class);
        assertThat(caught.get(1)).isNull();
    }

    @Test
    void failureOfAChildThatStopsNobody_awaitedInAnAttempt_isTriedAgain() {
        start(ByHand.of(
                s -> {
                    outer = Scope.supervisor();
                    child = outer.spawn(failing());
                    return done();
                },
                s -> Async.retry(Retry.times(2), () -> {
                    attempts++;
                    return child;
                }),
                o -> caught(o, new Close(outer)),
                o -> caught(o, done("ended"))));

        assertThat(attempts).isEqualTo(2);
    }
}
