package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Abi;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clean-up that fails past a limit, also where who set the limit is cancelled meanwhile: somebody hears of it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LimitCleanUpTest extends ByClock {
    private final IOException failure = new IOException("clean-up");
    private Scope scope;

    private static Async<Void> sleep(long millis) {
        return Clock.sleep(Duration.ofMillis(millis));
    }

    /** Waits until it is cancelled, cleans up for so long, and fails. */
    private <T> Async<T> fails(long millis) {
        return ByHand.of(s -> forever(), o -> sleep(millis), o -> Async.failed(failure));
    }

    /** As try-with-resources does: a scope with a limit of 10 ms and a child, and the body waits for that. */
    private Async<Object> limited(Scope opened, Async<?> child, ByHand.Step wait) {
        Throwable[] first = new Throwable[1];
        return ByHand.of(
                s -> {
                    scope = opened.limit(Duration.ofMillis(10));
                    scope.spawn(child);
                    return wait.next(s);
                },
                o -> {
                    first[0] = o.failure();
                    return first[0] == null ? sleep(100) : done();
                },
                o -> {
                    first[0] = first[0] == null ? o.failure() : first[0];
                    return new Close(scope);
                },
                o -> {
                    if (first[0] != null && o.failure() != null) {
                        Abi.addSuppressed(first[0], o.failure());
                    }
                    o = first[0] == null ? o : new ByHand.Outcome(null, first[0]);
                    o.get();
                    return done("ended");
                });
    }

    private Task<Object> started(long cleanUp, ByHand.Step wait) {
        return scheduler.start(ByHand.of(s -> limited(Scope.open(), fails(cleanUp), wait)));
    }

    private void until(long millis) {
        for (long ms = 0; ms < millis; ms++) {
            advance(1);
        }
    }

    private Throwable outcome(Task<?> task) {
        until(200);
        assertThat(task.isDone()).isTrue();
        return failure(task);
    }

    @Test
    void scope_whoseTimeIsUp_hasItSuppressed() {
        Task<?> task = started(40, s -> scope.join());

        assertThat(outcome(task)).isInstanceOf(TimeoutException.class).hasSuppressedException(failure);
    }

    @Test
    void scope_whoseTimeIsUp_andBodyIsCancelledWhileItJoins_failsWithIt() {
        Task<?> task = started(40, s -> scope.join());
        until(30);
        task.cancel("enough");

        assertThat(outcome(task)).isSameAs(failure);
    }

    @Test
    void scope_whoseTimeIsUp_andBodyIsCancelledWhereItHoldsThatBack_failsWithIt() {
        for (long cleanUp : List.of(10, 30, 70)) {
            Task<?> task = started(cleanUp, s -> Async.uncancellable(sleep(60)));
            until(25);
            task.cancel("enough");

            assertThat(outcome(task)).as("after %s ms", cleanUp).isSameAs(failure);
        }
    }

    @Test
    void scope_whoseTimeIsUp_andBodyIsCancelled_butAllCleanUpIsWell_wasCancelled() {
        Async<String> child = ByHand.of(s -> forever(), o -> sleep(40), o -> done("clean"));
        Task<Object> task = scheduler.start(ByHand.of(s -> limited(Scope.open(), child, in -> scope.join())));
        until(30);
        task.cancel("enough");

        assertThat(outcome(task)).isInstanceOf(CancellationException.class).hasNoSuppressedExceptions();
    }

    @Test
    void supervisor_whoseTimeIsUp_andBodyIsCancelled_leavesItToWhoAwaitsTheChild() {
        Task<Object> task = scheduler.start(ByHand.of(s -> limited(Scope.supervisor(), fails(40), in -> scope.join())));
        until(30);
        task.cancel("enough");

        assertThat(outcome(task)).isInstanceOf(CancellationException.class);
    }

    @Test
    void timeout_ofWhatFailsToCleanUp_isATimeoutThatHasItSuppressed() {
        Task<Object> task = start(fails(40).timeout(Duration.ofMillis(10)));

        assertThat(outcome(task)).isInstanceOf(TimeoutException.class).hasSuppressedException(failure);
    }

    @Test
    void timeout_ofWhatFailsToCleanUp_cancelledMeanwhile_failsWithIt() {
        Task<Object> task = start(fails(40).timeout(Duration.ofMillis(10)));
        until(30);
        task.cancel("enough");

        assertThat(outcome(task)).isSameAs(failure);
    }

    @Test
    void timeout_ofWhatFailsByItself_isThatFailure() {
        Task<Object> task = start(
                ByHand.<Object>of(s -> sleep(5), o -> Async.failed(failure)).timeout(Duration.ofMillis(10)));

        assertThat(outcome(task)).isSameAs(failure);
    }
}
