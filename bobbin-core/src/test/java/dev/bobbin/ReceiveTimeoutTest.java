package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receive with a time limit: what it has received is never lost. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReceiveTimeoutTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final Scheduler scheduler = Scheduler.single();
    private final Channel<String> channel = Channel.buffered(2);
    private final List<Object> got = new ArrayList<>();

    private void turn() {
        for (int i = 0; i < 5; i++) {
            scheduler.run(Bobbin::yieldNow);
        }
    }

    private Async<Void> note(Object what) {
        got.add(what);
        return done();
    }

    private Async<Void> noteOutcome(ByHand.Outcome o) {
        return note(o.failure() == null ? o.value() : o.failure().getClass());
    }

    @Test
    void taskCancelledBefore_keepsTheElement() {
        // given
        channel.trySend("1");
        Task<Void> task =
                scheduler.start(ByHand.of(s -> channel.receive().timeout(LONG), o -> noteOutcome(o), o -> done()));

        // when
        task.cancel();
        turn();

        // then
        assertThat(task.isDone()).isTrue();
        assertThat(channel.size() + (got.contains("1") ? 1 : 0))
                .as("received: %s", got)
                .isEqualTo(1);
    }

    @Test
    void taskCancelledBefore_withNothingToReceive_isStopped() {
        Task<String> task = scheduler.start(ByHand.awaiting(channel.receive().timeout(LONG)));
        task.cancel();
        turn();
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
        assertThat(channel.receivers.isEmpty()).isTrue();
    }

    @Test
    void taskCancelledAfterItWasGiven_keepsTheElement() {
        // given
        Task<Void> task =
                scheduler.start(ByHand.of(s -> channel.receive().timeout(LONG), o -> noteOutcome(o), o -> done()));
        turn();

        // when
        assertThat(channel.trySend("1")).isTrue();
        task.cancel();
        turn();

        // then
        assertThat(got).containsExactly("1");
    }

    /** A child fails while the body of the scope waits, before or after the body has been given an element. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void siblingFailedMeanwhile_keepsTheElement(boolean before) {
        // given
        List<Completer<Void>> sibling = new ArrayList<>();
        Task<Void> task = scheduler.start(ByHand.of(
                s -> {
                    Scope.open().spawn(ByHand.awaiting(Async.<Void>create(sibling::add)));
                    return Bobbin.yieldNow();
                },
                o -> channel.receive().timeout(LONG),
                o -> noteOutcome(o),
                o -> Bobbin.yieldNow(),
                o -> noteOutcome(o)));
        turn();

        // when
        if (before) {
            sibling.get(0).fail(new IllegalArgumentException("sibling"));
        }
        assertThat(channel.trySend("1")).isTrue();
        if (!before) {
            sibling.get(0).fail(new IllegalArgumentException("sibling"));
        }
        turn();

        // then
        assertThat(got).containsExactly("1", IllegalArgumentException.class);
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void siblingFailedMeanwhile_withNothingToReceive_isThrown() {
        List<Completer<Void>> sibling = new ArrayList<>();
        Task<Void> task = scheduler.start(ByHand.of(
                s -> {
                    Scope.open().spawn(ByHand.awaiting(Async.<Void>create(sibling::add)));
                    return Bobbin.yieldNow();
                },
                o -> channel.receive().timeout(LONG),
                o -> noteOutcome(o)));
        turn();
        sibling.get(0).fail(new IllegalArgumentException("sibling"));
        turn();
        assertThat(got).containsExactly(IllegalArgumentException.class);
        assertThat(channel.receivers.isEmpty()).isTrue();
        assertThat(task.isDone()).isTrue();
    }
}
