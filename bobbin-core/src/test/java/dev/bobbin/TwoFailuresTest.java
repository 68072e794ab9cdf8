package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A body that has more than one reason not to wait gets each, one after the other. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TwoFailuresTest extends ByTurns {
    private static final Duration SHORT = Duration.ofMillis(20);

    private final HandClock clock;
    private final List<Throwable> caught = new ArrayList<>();
    private Scope outer;
    private Scope inner;

    TwoFailuresTest() {
        super(new Scheduler(new HandClock()));
        clock = (HandClock) scheduler.dispatcher();
    }

    private static Async<Void> forever() {
        return Async.create(c -> {});
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

    private void advance(long millis) {
        clock.advance(millis);
        turn();
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
}
