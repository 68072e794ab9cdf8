package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.ByHand.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a channel hands over, to whom, and what closing and cancelling it comes to. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ChannelTest {
    private final Scheduler scheduler = Scheduler.single();

    private <T> Task<T> start(Async<T> async) {
        Task<T> task = scheduler.start(ByHand.awaiting(async));
        turn();
        return task;
    }

    /** Lets all run that are ready. */
    private void turn() {
        for (int i = 0; i < 3; i++) {
            scheduler.run(Bobbin::yieldNow);
        }
    }

    private <T> T result(Task<T> task) {
        return scheduler.run(() -> task);
    }

    private Throwable failure(Task<?> task) {
        try {
            scheduler.run(() -> task);
        } catch (Throwable t) { // what is asked for
            return t;
        }
        throw new AssertionError(task + " has not failed");
    }

    @Test
    void rendezvous_sendWithoutReceiver_waitsForOne() {
        // given
        Channel<String> channel = Channel.rendezvous();
        Task<Void> send = start(channel.send("a"));

        // then
        assertThat(send.isDone()).isFalse();
        assertThat(channel).hasToString("Channel[0 of 0 buffered, 1 sending, 0 receiving]");
        assertThat(channel.tryReceive()).contains("a");
        assertThat(result(send)).isNull();
    }

    @Test
    void rendezvous_receiveWithoutSender_waitsForOne() {
        // given
        Channel<String> channel = Channel.rendezvous();
        Task<String> receive = start(channel.receive());

        // then
        assertThat(receive.isDone()).isFalse();
        assertThat(channel.trySend("a")).isTrue();
        assertThat(channel.trySend("b")).isFalse();
        assertThat(result(receive)).isEqualTo("a");
    }

    @Test
    void buffered_sendsWaitWhenFull_allIsReceivedInOrder() {
        // given
        Channel<Integer> channel = Channel.buffered(2);
        List<Task<Void>> sends =
                IntStream.range(0, 5).mapToObj(i -> start(channel.send(i))).toList();

        // then
        assertThat(sends).extracting(Task::isDone).containsExactly(true, true, false, false, false);
        assertThat(channel.trySend(9)).isFalse();
        for (int i = 0; i < 5; i++) {
            assertThat(channel.tryReceive()).contains(i);
        }
        assertThat(channel.tryReceive()).isEmpty();
        sends.forEach(this::result);
    }

    @Test
    void receivers_areServedInTheirOrder() {
        // given
        Channel<Integer> channel = Channel.buffered(2);
        List<Task<Integer>> receives =
                IntStream.range(0, 5).mapToObj(i -> start(channel.receive())).toList();

        // when
        for (int i = 0; i < 5; i++) {
            assertThat(channel.trySend(i)).isTrue();
        }

        // then
        assertThat(receives).extracting(this::result).containsExactly(0, 1, 2, 3, 4);
        assertThat(channel.size()).isZero();
    }

    @Test
    void conflated_keepsTheLatest() {
        // given
        Channel<Integer> channel = Channel.conflated();

        // when
        for (int i = 0; i < 5; i++) {
            assertThat(start(channel.send(i)).isDone()).isTrue();
        }

        // then
        assertThat(channel.tryReceive()).contains(4);
        assertThat(channel.tryReceive()).isEmpty();
    }

    @Test
    void unlimited_neverWaits() {
        // given
        Channel<Integer> channel = Channel.unlimited();

        // when
        for (int i = 0; i < 10_000; i++) {
            assertThat(channel.trySend(i)).isTrue();
        }

        // then
        assertThat(channel.refuse()).hasSize(10_000);
        assertThat(channel).hasToString("Channel[0 buffered, 0 sending, 0 receiving, closed]");
    }

    @Test
    void close_withElementsAndSendersLeft_isTheirEnd() {
        // given
        Channel<Integer> channel = Channel.buffered(1);
        Task<Void> first = start(channel.send(1));
        Task<Void> second = start(channel.send(2));

        // when
        channel.close();
        channel.close(new IOException("too late"));

        // then
        assertThat(channel.isClosed()).isTrue();
        assertThat(first.isDone()).isTrue();
        assertThat(second.isDone()).isFalse();
        assertThat(channel.trySend(3)).isFalse();
        assertThat(failure(start(channel.send(3))))
                .isInstanceOf(ClosedChannelException.class)
                .hasMessage("send() on a closed channel")
                .hasNoCause();
        assertThat(result(start(channel.receive()))).isEqualTo(1);
        assertThat(result(start(channel.receive()))).isEqualTo(2);
        assertThat(second.isDone()).isTrue();
        assertThat(failure(start(channel.receive())))
                .isInstanceOf(ClosedChannelException.class)
                .hasMessage("receive() on a closed channel");
        assertThat(channel.tryReceive()).isEmpty();
    }

    @Test
    void close_whileReceiversWait_tellsAll() {
        // given
        Channel<Integer> channel = Channel.rendezvous();
        List<Task<Integer>> receives =
                IntStream.range(0, 5).mapToObj(i -> start(channel.receive())).toList();
        IOException why = new IOException("why");

        // when
        channel.close(why);

        // then
        for (Task<Integer> receive : receives) {
            assertThat(failure(receive))
                    .isInstanceOf(ClosedChannelException.class)
                    .hasCause(why);
        }
    }

    @Test
    void refuse_whileSendersWait_failsThemAndGivesBackWhatWasSent() {
        // given
        Channel<Integer> channel = Channel.buffered(2);
        List<Task<Void>> sends =
                IntStream.range(0, 5).mapToObj(i -> start(channel.send(i))).toList();

        // when
        List<Integer> left = channel.refuse();

        // then
        assertThat(left).containsExactly(0, 1);
        for (Task<Void> send : sends.subList(2, 5)) {
            assertThat(failure(send)).isInstanceOf(ClosedChannelException.class);
        }
        assertThat(failure(start(channel.receive()))).isInstanceOf(ClosedChannelException.class);
        assertThat(channel.refuse()).isEmpty();
    }

    @Test
    void iterator_ofAClosedChannel_endsAfterWhatWasSent() {
        // given
        Channel<Integer> channel = Channel.unlimited();
        AsyncIterator<Integer> it = channel.iterator();
        channel.trySend(1);
        channel.close();

        // then
        assertThatThrownBy(it::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("await next() first");
        assertThat(scheduler.run(it::next)).isTrue();
        assertThat(it.value()).isEqualTo(1);
        assertThat(scheduler.run(it::next)).isFalse();
        assertThat(scheduler.run(it::next)).isFalse();
        assertThatThrownBy(it::value).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void iterator_ofAChannelClosedWithACause_throwsIt() {
        // given
        Channel<Integer> channel = Channel.rendezvous();
        AsyncIterator<Integer> it = channel.iterator();
        Task<Boolean> next = start(it.next());
        IOException why = new IOException("why");

        // when
        channel.close(why);

        // then
        assertThat(failure(next)).isSameAs(why);
    }

    @Test
    void receive_cancelledWhileItWaits_takesNothing() {
        // given
        Channel<Integer> channel = Channel.rendezvous();
        Task<Integer> first = start(channel.receive());
        Task<Integer> second = start(channel.receive());

        // when
        first.cancel();

        // then
        assertThat(channel.trySend(1)).isTrue();
        assertThat(channel.trySend(2)).isFalse();
        assertThat(failure(first)).isInstanceOf(CancellationException.class);
        assertThat(result(second)).isEqualTo(1);
    }

    @Test
    void receive_cancelledAfterItWasGiven_keepsIt() {
        // given
        Channel<Integer> channel = Channel.rendezvous();
        List<Object> got = new ArrayList<>();
        Task<Void> task = scheduler.start(ByHand.of(
                s -> channel.receive(),
                o -> {
                    got.add(o.get());
                    return channel.receive();
                },
                (Outcome o) -> {
                    got.add(o.failure().getClass());
                    return Async.done();
                }));
        turn();

        // when
        channel.trySend(1);
        task.cancel();

        // then
        scheduler.run(() -> task);
        assertThat(got).containsExactly(1, Cancelled.class);
    }

    @Test
    void send_cancelledWhileItWaits_sendsNothing() {
        // given
        Channel<Integer> channel = Channel.rendezvous();
        Task<Void> first = start(channel.send(1));
        Task<Void> second = start(channel.send(2));

        // when
        first.cancel();

        // then
        assertThat(channel.tryReceive()).contains(2);
        assertThat(channel.tryReceive()).isEmpty();
        assertThat(failure(first)).isInstanceOf(CancellationException.class);
        result(second);
    }

    @Test
    void waiters_manyCancelledInAnyOrder_leaveNothingBehind() {
        // given
        Channel<Integer> channel = Channel.rendezvous();
        List<Task<Integer>> receives = new ArrayList<>(IntStream.range(0, 3_000)
                .mapToObj(i -> scheduler.start(ByHand.awaiting(channel.receive())))
                .toList());
        turn();
        Task<Integer> kept = receives.remove(1_500);

        // when
        for (int i = 0; i < receives.size(); i++) {
            receives.get(i * 7 % receives.size()).cancel();
        }

        // then
        assertThat(channel).hasToString("Channel[0 of 0 buffered, 0 sending, 1 receiving]");
        assertThat(channel.trySend(1)).isTrue();
        assertThat(result(kept)).isEqualTo(1);
    }

    @Test
    void manyReadyOperations_letOthersRun() {
        // given: a sender and a receiver that always find room, and elements
        Channel<Integer> channel = Channel.unlimited();
        List<String> log = new ArrayList<>();
        Task<Void> sender = scheduler.start(sends(channel, 1_000, log));
        scheduler.start(ByHand.of(s -> {
            log.add("other");
            return Async.done();
        }));

        // when
        scheduler.run(() -> sender);

        // then
        assertThat(log).containsExactly("other", "sent");
        assertThat(channel.size()).isEqualTo(1_000);
        List<String> order = new ArrayList<>();
        Task<Void> receiver = scheduler.start(receives(channel, 1_000, order));
        scheduler.start(ByHand.of(s -> {
            order.add("other");
            return Async.done();
        }));
        scheduler.run(() -> receiver);
        assertThat(order).containsExactly("other", "received");
    }

    private static Async<Void> sends(Channel<Integer> channel, int n, List<String> log) {
        ByHand.Step[] steps = new ByHand.Step[n + 1];
        for (int i = 0; i < n; i++) {
            int element = i;
            steps[i] = before -> channel.send(element);
        }
        steps[n] = before -> {
            log.add("sent");
            return Async.done();
        };
        return ByHand.of(steps);
    }

    private static Async<Void> receives(Channel<Integer> channel, int n, List<String> log) {
        ByHand.Step[] steps = new ByHand.Step[n + 1];
        steps[0] = before -> channel.receive();
        for (int i = 1; i < n; i++) {
            int expected = i - 1;
            steps[i] = before -> {
                assertThat(before.get()).isEqualTo(expected);
                return channel.receive();
            };
        }
        steps[n] = before -> {
            log.add("received");
            return Async.done();
        };
        return ByHand.of(steps);
    }

    @Test
    void badArguments_areRefused() {
        Channel<Integer> channel = Channel.rendezvous();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.buffered(0))
                .withMessageContaining("rendezvous()");
        assertThatIllegalArgumentException().isThrownBy(() -> Channel.buffered(-1));
        assertThatNullPointerException().isThrownBy(() -> channel.send(null)).withMessage("element");
        assertThatNullPointerException().isThrownBy(() -> channel.trySend(null)).withMessage("element");
        assertThatNullPointerException().isThrownBy(() -> channel.close(null)).withMessage("cause");
    }

    @Test
    void tryReceive_refillsFromTheSenderThatWaitedLongest() {
        // given
        Channel<Integer> channel = Channel.buffered(1);
        start(channel.send(1));
        Task<Void> second = start(channel.send(2));
        start(channel.send(3));

        // when
        Optional<Integer> first = channel.tryReceive();

        // then
        assertThat(first).contains(1);
        turn();
        assertThat(second.isDone()).isTrue();
        assertThat(channel).hasToString("Channel[1 of 1 buffered, 1 sending, 0 receiving]");
    }
}
