package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An iterator has no element while the next one is waited for, nor if that wait was given up. */
@Timeout(60)
final class IteratorValueTest extends ByTurns {
    private void losesItsElement(AsyncIterator<Integer> it) {
        assertThat(result(it.next())).isTrue();
        assertThat(it.value()).isEqualTo(1);

        Task<Boolean> next = start(it.next());
        hasNone(it);
        cancel(next);
        hasNone(it);
    }

    private static void hasNone(AsyncIterator<Integer> it) {
        assertThatThrownBy(it::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("await next() first");
    }

    @Test
    void iteratorOfAChannel_whoseNextIsCancelled_hasNoElement() {
        Channel<Integer> channel = Channel.buffered(1);
        channel.trySend(1);

        losesItsElement(channel.iterator());
    }

    @Test
    void iteratorOfAChannel_whoseNextHasLostInASelect_hasNoElement() {
        Channel<Integer> channel = Channel.buffered(1);
        channel.trySend(1);
        AsyncIterator<Integer> it = channel.iterator();
        result(it.next());

        String first = result(Select.<String>of()
                .on(it.next(), more -> Async.done("an element"))
                .on(Clock.sleep(Duration.ofNanos(1)), late -> Async.done("late")));

        assertThat(first).isEqualTo("late");
        hasNone(it);
    }

    @Test
    void iteratorOfASubscription_whoseNextIsCancelled_hasNoElement() {
        Broadcast<Integer> broadcast = Broadcast.of(1);
        Subscription<Integer> subscription = broadcast.subscribe();
        broadcast.trySend(1);

        losesItsElement(subscription.iterator());
    }

    @Test
    void iteratorOfAWatch_whoseNextIsCancelled_hasNoElement() {
        losesItsElement(Watch.of(1).changes());
    }
}
