package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who receives what, whom the slow ones hold back, and what closing either end comes to. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BroadcastTest extends ByTurns {
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
    void element_goesToAllWhoHaveSubscribed() {
        // given
        Subscription<Integer> one = broadcast.subscribe();
        result(broadcast.send(1));
        Subscription<Integer> two = broadcast.subscribe();
        result(broadcast.send(2));

        // then
        assertThat(one).hasToString("Subscription[2 to receive, 0 lost]");
        assertThat(receiveAll(two)).containsExactly(2);
        assertThat(receiveAll(one)).containsExactly(1, 2);
        isEmpty();
    }

    @Test
    void receivers_wait_andAreAllTold() {
        // given
        List<Subscription<Integer>> all =
                IntStream.range(0, 5).mapToObj(i -> broadcast.subscribe()).toList();
        List<Task<Integer>> receives = all.stream().map(s -> start(s.receive())).toList();
        assertThat(broadcast).hasToString("Broadcast[0 of 2 buffered, 5 subscribed, 0 sending, 5 receiving]");

        // when
        assertThat(broadcast.trySend(7)).isTrue();

        // then
        assertThat(receives).extracting(this::result).containsOnly(7);
        isEmpty();
    }

    @Test
    void send_withoutSubscribers_isForNobodyAndDoesNotWait() {
        assertThat(sends(0, 10)).allMatch(Task::isDone);
        assertThat(broadcast).hasToString("Broadcast[0 of 2 buffered, 0 subscribed, 0 sending, 0 receiving]");
        assertThat(broadcast.subscribe().tryReceive()).isEmpty();
    }

    @Test
    void sends_waitForTheSlowest_inTheirOrder() {
        // given
        Subscription<Integer> slow = broadcast.subscribe();
        Subscription<Integer> fast = broadcast.subscribe();
        List<Task<Void>> sends = sends(0, 5);
        assertThat(sends).extracting(Task::isDone).containsExactly(true, true, false, false, false);
        assertThat(broadcast.trySend(9)).isFalse();

        // when
        assertThat(receiveAll(fast)).containsExactly(0, 1);
        turn();

        // then
        assertThat(sends.get(2).isDone()).isFalse();
        Task<Integer> waits = start(fast.receive());
        assertThat(slow.tryReceive()).contains(0);
        turn();
        assertThat(sends).extracting(Task::isDone).containsExactly(true, true, true, false, false);
        assertThat(result(waits)).isEqualTo(2);
        assertThat(receiveAll(slow)).containsExactly(1, 2, 3, 4);
        assertThat(receiveAll(fast)).containsExactly(3, 4);
        sends.forEach(this::result);
        isEmpty();
    }

    @Test
    void close_withElementsAndSendersLeft_isTheirEnd() {
        // given
        Subscription<Integer> slow = broadcast.subscribe();
        Subscription<Integer> fast = broadcast.subscribe();
        List<Task<Void>> sends = sends(0, 3);
        receiveAll(fast);
        AsyncIterator<Integer> it = fast.iterator();
        Task<Boolean> next = start(it.next());

        // when
        broadcast.close();
        broadcast.close(new IOException("too late"));
        turn();

        // then
        assertThat(broadcast.isClosed()).isTrue();
        assertThat(broadcast.trySend(3)).isFalse();
        assertThat(failure(broadcast.send(3)))
                .isInstanceOf(ClosedChannelException.class)
                .hasMessage("send() on a closed broadcast")
                .hasNoCause();
        assertThat(next.isDone()).isFalse();
        assertThat(receiveAll(slow)).containsExactly(0, 1, 2);
        sends.forEach(this::result);
        assertThat(result(next)).isTrue();
        assertThat(it.value()).isEqualTo(2);
        assertThat(result(it.next())).isFalse();
        assertThatThrownBy(it::value).isInstanceOf(IllegalStateException.class);
        assertThat(failure(slow.receive())).isInstanceOf(ClosedChannelException.class);
        assertThat(broadcast.toString()).endsWith(", closed]");
    }

    @Test
    void close_withACause_isTold() {
        // given
        Subscription<Integer> subscription = broadcast.subscribe();
        Task<Integer> receive = start(subscription.receive());
        Task<Boolean> next = start(subscription.iterator().next());
        IOException why = new IOException("why");

        // when
        broadcast.close(why);

        // then
        assertThat(failure(receive)).isInstanceOf(ClosedChannelException.class).hasCause(why);
        assertThat(failure(next)).isSameAs(why);
        assertThat(failure(broadcast.send(1))).hasCause(why);
    }

    @Test
    void lastSenderOfAClosedBroadcast_cancelled_endsThoseWhoWaitForIt() {
        // given
        Subscription<Integer> slow = broadcast.subscribe();
        Subscription<Integer> fast = broadcast.subscribe();
        Task<Void> last = sends(0, 3).get(2);
        receiveAll(fast);
        Task<Boolean> next = start(fast.iterator().next());
        broadcast.close();
        turn();
        assertThat(next.isDone()).isFalse();

        // when
        cancel(last);

        // then
        assertThat(result(next)).isFalse();
        assertThat(receiveAll(slow)).containsExactly(0, 1);
    }

    @Test
    void lastSenderOfAClosedBroadcast_aSelectThatHasTakenAnotherEvent_isNotWaitedFor() {
        // given
        Channel<String> other = Channel.rendezvous();
        Subscription<Integer> slow = broadcast.subscribe();
        Subscription<Integer> fast = broadcast.subscribe();
        sends(0, 2);
        Task<String> select = start(
                Select.<String>of().on(broadcast.send(2), v -> done("sent")).on(other.receive(), v -> done("other")));
        receiveAll(fast);
        Task<Boolean> next = start(fast.iterator().next());
        broadcast.close();
        turn();

        // when: room comes before the select has left
        other.trySend("x");
        assertThat(slow.tryReceive()).contains(0);

        // then
        assertThat(result(select)).isEqualTo("other");
        assertThat(result(next)).isFalse();
    }

    @Test
    void send_cancelledWhileItWaits_sendsNothing() {
        // given
        Subscription<Integer> slow = broadcast.subscribe();
        List<Task<Void>> sends = sends(0, 4);

        // when
        cancel(sends.get(2));

        // then
        assertThat(receiveAll(slow)).containsExactly(0, 1, 3);
        result(sends.get(3));
    }

    @Test
    void send_cancelledAfterItTookEffect_hasSent() {
        // given
        Subscription<Integer> slow = broadcast.subscribe();
        List<Object> got = new ArrayList<>();
        sends(0, 2);
        Task<Void> task = start(ByHand.of(
                s -> broadcast.send(2),
                o -> {
                    got.add(o.failure());
                    return Bobbin.yieldNow();
                },
                o -> {
                    got.add(o.failure().getClass());
                    return done();
                }));

        // when
        assertThat(slow.tryReceive()).contains(0);
        task.cancel();

        // then
        result(task);
        assertThat(got).containsExactly(null, Cancelled.class);
        assertThat(receiveAll(slow)).containsExactly(1, 2);
    }

    @Test
    void receive_cancelledWhileItWaits_receivesNothing() {
        // given
        Subscription<Integer> subscription = broadcast.subscribe();
        Task<Integer> receive = start(subscription.receive());

        // when
        cancel(receive);
        broadcast.trySend(1);

        // then
        assertThat(receiveAll(subscription)).containsExactly(1);
    }

    @Test
    void receive_cancelledAfterItWasTold_receives() {
        // given
        Subscription<Integer> subscription = broadcast.subscribe();
        Task<Object> receive = start(ByHand.of(s -> subscription.receive(), o -> done(o.get())));

        // when
        broadcast.trySend(1);
        receive.cancel();

        // then
        assertThat(result(receive)).isEqualTo(1);
        isEmpty();
    }

    @Test
    void select_ofBothEnds_takesOne() {
        // given
        Subscription<Integer> mine = broadcast.subscribe();
        Channel<String> other = Channel.rendezvous();
        sends(0, 2);
        Task<String> send = start(
                Select.<String>of().on(broadcast.send(7), v -> done("sent")).on(other.receive(), v -> done("other")));
        Task<String> left = start(
                Select.<String>of().on(broadcast.send(8), v -> done("sent")).on(other.receive(), v -> done("other")));

        // when
        other.trySend("x");
        assertThat(result(send)).isEqualTo("other");

        // then
        assertThat(receiveAll(mine)).containsExactly(0, 1, 8);
        assertThat(result(left)).isEqualTo("sent");
        Task<String> receive = start(
                Select.<String>of().on(mine.receive(), v -> done("got " + v)).on(other.receive(), v -> done("other")));
        broadcast.trySend(9);
        assertThat(result(receive)).isEqualTo("got 9");
        assertThat(other).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
        isEmpty();
    }

    @Test
    void blocking_whenThatNeedNotWait_sendsAndReceives() {
        Subscription<Integer> subscription = broadcast.subscribe();
        broadcast.sendBlocking(1);
        assertThat(subscription.receiveBlocking()).isEqualTo(1);
    }

    @Test
    void badArguments_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Broadcast.of(0)).withMessageContaining("at least 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Broadcast.lagging(-1));
        assertThatNullPointerException().isThrownBy(() -> broadcast.send(null)).withMessage("element");
        assertThatNullPointerException()
                .isThrownBy(() -> broadcast.trySend(null))
                .withMessage("element");
        assertThatNullPointerException().isThrownBy(() -> broadcast.close(null)).withMessage("cause");
    }
}
