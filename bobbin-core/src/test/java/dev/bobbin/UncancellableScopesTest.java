package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is uncancellable holds back a cancellation, and the failures of scopes around it, but not those of its own scopes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UncancellableScopesTest extends ByClock {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final IllegalStateException FAILED = new IllegalStateException("a child's");

    private final List<Throwable> caught = new ArrayList<>();
    private Scope outer;
    private Scope inner;

    private Async<?> caught(ByHand.Outcome outcome, Async<?> next) {
        caught.add(outcome.failure());
        return next;
    }

    private Async<Void> openOuter(Duration limit) {
        outer = Scope.open().limit(limit);
        return done();
    }

    private Async<Void> openInner(Duration limit) {
        inner = Scope.open().limit(limit);
        return done();
    }

    private Async<Void> openInnerWithAChildThatFails() {
        inner = Scope.open();
        inner.spawn(ByHand.of(s -> Clock.sleep(SHORT), o -> Async.failed(FAILED)));
        return done();
    }

    /** Opens a scope, waits in it, and closes that; what the wait throws is caught. */
    private Async<Object> masked(ByHand.Step open, ByHand.Step wait) {
        return Async.uncancellable(ByHand.of(open, wait, o -> caught(o, new Close(inner)), o -> done("ended")));
    }

    @Test
    void limitOfAScopeInIt_reachesItsBody() {
        Task<?> task = start(masked(s -> openInner(SHORT), s -> forever()));

        advance(20);

        assertThat(task.isDone()).isTrue();
        assertThat(caught).hasSize(1).allSatisfy(each -> assertThat(each).isInstanceOf(TimeoutException.class));
    }

    @Test
    void failureOfAChildInIt_reachesItsBody() {
        Task<?> task = start(masked(s -> openInnerWithAChildThatFails(), s -> forever()));

        advance(20);

        assertThat(task.isDone()).isTrue();
        assertThat(caught).containsExactly(FAILED);
    }

    @Test
    void failureOfAChildInIt_endsAGroup() {
        Task<?> task =
                start(masked(s -> openInnerWithAChildThatFails(), s -> Async.all(List.of(forever(), forever()))));

        advance(20);

        assertThat(task.isDone()).isTrue();
        assertThat(caught).containsExactly(FAILED);
    }

    @Test
    void limitOfAScopeAroundIt_waitsForItsEnd() {
        Channel<String> channel = Channel.rendezvous();
        Task<?> task = start(ByHand.of(
                s -> openOuter(SHORT),
                s -> Async.uncancellable(channel.receive()),
                o -> caught(o, forever()),
                o -> caught(o, new Close(outer)),
                o -> done("ended")));

        advance(20);
        assertThat(caught).isEmpty();
        assertThat(channel.trySend("x")).isTrue();
        turn();

        assertThat(task.isDone()).isTrue();
        assertThat(caught).hasSize(2);
        assertThat(caught.get(0)).isNull();
        assertThat(caught.get(1)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void limitsInItAndAroundIt_passedAtOnce_comeOneNowAndOneAtItsEnd() {
        Task<?> task = start(ByHand.of(
                s -> openOuter(SHORT),
                s -> masked(in -> openInner(SHORT), in -> forever()),
                o -> caught(o, forever()),
                o -> caught(o, new Close(outer)),
                o -> done("ended")));

        advance(20);

        assertThat(task.isDone()).isTrue();
        assertThat(caught).hasSize(3);
        assertThat(caught.get(0)).isInstanceOf(TimeoutException.class);
        assertThat(caught.get(1)).isNull();
        assertThat(caught.get(2)).isInstanceOf(TimeoutException.class).isNotSameAs(caught.get(0));
    }

    @Test
    void cancellation_whileAScopeInItFails_waitsForItsEnd() {
        Task<?> task = start(ByHand.of(
                s -> masked(in -> openInner(SHORT), in -> forever()),
                o -> caught(o, forever()),
                o -> caught(o, done())));

        task.cancel();
        turn();
        assertThat(caught).isEmpty();
        advance(20);

        assertThat(caught).hasSize(3);
        assertThat(caught.get(0)).isInstanceOf(TimeoutException.class);
        assertThat(caught.get(1)).isNull();
        assertThat(caught.get(2)).isInstanceOf(Cancelled.class);
    }

    @Test
    void maskInAScopeInAMask_holdsItsLimitBackToo() {
        Channel<String> channel = Channel.rendezvous();
        Task<?> task = start(Async.uncancellable(ByHand.of(
                s -> openInner(SHORT),
                s -> Async.uncancellable(channel.receive()),
                o -> caught(o, forever()),
                o -> caught(o, new Close(inner)),
                o -> done("ended"))));

        advance(20);
        assertThat(caught).isEmpty();
        assertThat(channel.trySend("x")).isTrue();
        turn();

        assertThat(task.isDone()).isTrue();
        assertThat(caught).hasSize(2);
        assertThat(caught.get(0)).isNull();
        assertThat(caught.get(1)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void cancelledBeforeItFails_isStillCancelledAfterIt() {
        Task<?> task = start(ByHand.of(s -> masked(in -> openInner(SHORT), in -> forever()), o -> forever()));

        task.cancel();
        advance(20);

        assertThat(failure(task)).isInstanceOf(CancellationException.class);
    }
}
