package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    @Test
    void scopeFailedAfterItWasGiven_keepsTheElement_andThrowsTheFailureAtTheNextSuspension() {
        // given
        AtomicReference<Completer<Void>> sibling = new AtomicReference<>();
        Task<Void> task = scheduler.start(ByHand.of(
                s -> {
                    Scope.open().spawn(Async.<Void>create(sibling::set));
                    return channel.receive().timeout(LONG);
                },
                o -> {
                    noteOutcome(o);
                    return channel.receive();
                },
                o -> noteOutcome(o)));
        turn();

        // when
        sibling.get().fail(new IOException("sibling"));
        assertThat(channel.trySend("1")).isTrue();
        turn();

        // then
        assertThat(got).containsExactly("1", IOException.class);
        assertThat(channel.receivers.isEmpty()).isTrue();
        assertThat(task.isDone()).isTrue();
    }
}
