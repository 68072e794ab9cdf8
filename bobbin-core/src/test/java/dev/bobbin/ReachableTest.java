package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has ended is garbage, though what it has used lives on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReachableTest extends ByTurns {
    private final Channel<Integer> channel = Channel.buffered(2);

    /** A task that has ended, after it has awaited that. */
    private WeakReference<Task<?>> ended(Function<Channel<Integer>, Async<?>> use) {
        Task<?> task = scheduler.start(ByHand.of(s -> use.apply(channel), s -> done(new Object())));
        turn();
        assertThat(task.isDone()).isTrue();
        return new WeakReference<>(task);
    }

    private void isForgotten(WeakReference<Task<?>> task) {
        for (int i = 0; task.get() != null && i < 100; i++) {
            turn();
            System.gc();
        }
        assertThat(task.get()).isNull();
        Reference.reachabilityFence(channel);
    }

    @Test
    void senderThatHasEnded_isNotKeptByItsChannel() {
        isForgotten(ended(c -> c.send(1)));
    }

    @Test
    void receiverThatHasEnded_isNotKeptByItsChannel() {
        channel.trySend(1);
        isForgotten(ended(Channel::receive));
    }

    @Test
    void senderThatIsForgotten_isNotTheOnlyOneAfterAnother() {
        isForgotten(ended(c -> c.send(1)));
        ended(c -> c.send(2));
        assertThat(channel.onlySender()).isNull();
    }
}
