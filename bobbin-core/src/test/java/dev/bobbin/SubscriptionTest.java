package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Awaitable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those who leave, share or lag come to, and those who send to them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SubscriptionTest extends ByTurns {
    private final Broadcast<Integer> broadcast = Broadcast.of(2);

    private static List<Integer> receiveAll(Subscription<Integer> subscription) {
        List<Integer> got = new ArrayList<>();
        for (var next = subscription.tryReceive(); next.isPresent(); next = subscription.tryReceive()) {
            got.add(next.get());
        }
        return got;
    }

    private List<Task<Void>> sends(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> start(broadcast.send(i))).toList();
    }

    private void isEmpty() {
        assertThat(broadcast.toString())
                .startsWith("Broadcast[0 of 2 buffered, ")
                .contains("0 sending, 0 receiving");
    }

    @Test
    void subscription_closed_holdsNobodyBack() {
        // given
        Subscription<Integer> slow = broadcast.subscribe();
        Subscription<Integer> fast = broadcast.subscribe();
        List<Task<Void>> sends = sends(0, 4);
        receiveAll(fast);
        Task<Integer> waits = start(fast.receive());

        // when
        slow.close();
        slow.close();
        turn();

        // then
        assertThat(sends).allMatch(Task::isDone);
        assertThat(result(waits)).isEqualTo(2);
        assertThat(receiveAll(fast)).containsExactly(3);
        assertThat(slow.tryReceive()).isEmpty();
        assertThat(slow).hasToString("Subscription[0 to receive, 0 lost, closed]");
        assertThat(broadcast.subscribers()).isEqualTo(1);
        isEmpty();
    }

    @Test
    void lastSubscription_closed_letsAllSendersGo() {
        // given
        Subscription<Integer> slow = broadcast.subscribe();
        List<Task<Void>> sends = sends(0, 20);

        // when
        slow.close();

        // then
        sends.forEach(this::result);
        isEmpty();
        Subscription<Integer> next = broadcast.subscribe();
        result(broadcast.send(50));
        assertThat(receiveAll(next)).containsExactly(50);
    }

    @Test
    void subscription_closedWhileItsReceiverWaits_tellsThat() {
        // given
        Subscription<Integer> subscription = broadcast.subscribe();
        Subscription<Integer> other = broadcast.subscribe();
        Task<Integer> receive = start(subscription.receive());
        Task<Boolean> next = start(subscription.iterator().next());
        Task<Integer> othersReceive = start(other.receive());

        // when
        subscription.close();

        // then
        assertThat(failure(receive)).isInstanceOf(ClosedChannelException.class).hasMessageContaining("subscription");
        assertThat(result(next)).isFalse();
        assertThat(othersReceive.isDone()).isFalse();
        assertThat(broadcast.trySend(1)).isTrue();
        assertThat(result(othersReceive)).isEqualTo(1);
    }

    @Test
    void subscription_closedWhileAnotherReadsFurther_leavesNothing() {
        // given: a sender that has another read what it has sent, at once
        Subscription<Integer> leaving = broadcast.subscribe();
        Subscription<Integer> other = broadcast.subscribe();
        sends(0, 2);
        receiveAll(other);
        List<Integer> got = new ArrayList<>();
        Scheduler telling = new Scheduler(new AroundLoop() {
            @Override
            public void dispatchNext(Awaitable task) {
                got.addAll(receiveAll(other));
                dispatch(task);
            }
        });
        Task<Void> sender = telling.start(ByHand.awaiting(broadcast.send(2)));
        telling.run(Bobbin::yieldNow);

        // when
        leaving.close();

        // then
        assertThat(got).containsExactly(2);
        isEmpty();
        telling.run(() -> sender);
    }

    @Test
    void receivers_thatShareASubscription_shareItsElements() {
        // given
        Subscription<Integer> shared = broadcast.subscribe();
        List<Task<Integer>> receives =
                IntStream.range(0, 3).mapToObj(i -> start(shared.receive())).toList();

        // when
        sends(0, 3);

        // then
        assertThat(receives).extracting(this::result).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void lagging_neverWaits_andCountsWhatWasLost() {
        // given
        Broadcast<Integer> lagging = Broadcast.lagging(3);
        Subscription<Integer> slow = lagging.subscribe();
        Subscription<Integer> gone = lagging.subscribe();
        Subscription<Integer> fast = lagging.subscribe();

        // when
        List<Integer> got = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            assertThat(lagging.trySend(i)).isTrue();
            got.addAll(receiveAll(fast));
        }

        // then
        assertThat(slow).hasToString("Subscription[3 to receive, 0 lost]");
        assertThat(slow.lost()).isZero();
        assertThat(slow.tryReceive()).contains(7);
        assertThat(slow.lost()).isEqualTo(7);
        assertThat(receiveAll(slow)).containsExactly(8, 9);
        assertThat(slow.lost()).isEqualTo(7);
        assertThat(got).hasSize(10);
        assertThat(fast.lost()).isZero();
        gone.close();
        assertThat(lagging).hasToString("Broadcast[0 of 3 buffered, 2 subscribed, 0 sending, 0 receiving]");
    }
}
