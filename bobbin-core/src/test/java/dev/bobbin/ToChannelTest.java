package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ToChannelTest extends ByTurns {
    private final List<Object> log = new ArrayList<>();
    private final List<Scope> scopes = new ArrayList<>();
    private Channel<Integer> channel;
    private Exception atTheEnd;

    /** 1, 2 and so on; tells of what is computed, and of the end, at which it may fail. */
    private final class Numbers extends Repeating<Void> {
        private final int count;
        private final AsyncYielder<Integer> yielder;
        private int last;

        Numbers(int count, AsyncYielder<Integer> yielder) {
            this.count = count;
            this.yielder = yielder;
        }

        @Override
        Async<?> next(Object value, Throwable failure) throws Throwable {
            if (failure == null && last < count) {
                log.add(++last);
                return yielder.yield(last);
            }
            log.add("end");
            if (atTheEnd != null) {
                throw atTheEnd;
            }
            if (failure != null) {
                throw failure;
            }
            return null;
        }

        @Override
        Void outcome() {
            return null;
        }
    }

    /** A task in whose scope so many numbers are sent, and which waits for the end of that. */
    private Task<Void> sending(int count, int capacity) {
        return sending(AsyncSeq.of(y -> new Numbers(count, y)), capacity);
    }

    private Task<Void> sending(AsyncSeq<Integer> numbers, int capacity) {
        return start(ByHand.of(
                start -> {
                    scopes.add(Scope.open());
                    channel = numbers.toChannel(scopes.get(0), capacity);
                    return scopes.get(0).join();
                },
                joined -> {
                    scopes.get(0).close();
                    joined.get();
                    return Async.done();
                }));
    }

    @Test
    void elements_areReceivedInOrder_thenTheEnd() {
        Task<Void> sending = sending(5, 2);

        assertThat(result(channel.elements().toList())).containsExactly(1, 2, 3, 4, 5);
        result(sending);
        assertThat(channel.isClosed()).isTrue();
        assertThat(log).containsExactly(1, 2, 3, 4, 5, "end");
    }

    @Test
    void sequence_runsAheadByTheCapacity_andOneInItsHands() {
        sending(100, 2);
        assertThat(log).containsExactly(1, 2, 3);

        assertThat(result(channel.receive())).isEqualTo(1);
        turn();
        assertThat(log).containsExactly(1, 2, 3, 4);
    }

    @Test
    void rendezvous_hasOneInItsHands() {
        Task<Void> sending = sending(2, 0);
        assertThat(log).containsExactly(1);

        assertThat(result(channel.elements().toList())).containsExactly(1, 2);
        result(sending);
    }

    @Test
    void failure_isThrownBehindTheElements_andEndsTheTaskWell() {
        atTheEnd = new IOException("no more");
        Task<Void> sending = sending(2, 5);

        AsyncIterator<Integer> it = channel.iterator();
        assertThat(result(it.next())).isTrue();
        assertThat(result(it.next())).isTrue();
        assertThat(failure(it.next())).isSameAs(atTheEnd);
        assertThat(failure(channel.receive()))
                .isInstanceOf(ClosedChannelException.class)
                .hasCause(atTheEnd);
        result(sending);
    }

    @Test
    void refused_theSequenceIsClosed() {
        Task<Void> sending = sending(100, 2);

        assertThat(channel.refuse()).containsExactly(1, 2);
        result(sending);
        assertThat(log).containsExactly(1, 2, 3, "end");
    }

    @Test
    void refused_whileTheSequenceWaitsForItsNextElement_thatIsClosed() {
        Channel<Integer> source = Channel.rendezvous();
        Task<Void> sending = sending(source.elements().flatMap(count -> AsyncSeq.of(y -> new Numbers(count, y))), 5);
        source.trySend(1);
        turn();

        assertThat(channel.refuse()).containsExactly(1);

        result(sending);
        assertThat(source).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
    }

    @Test
    void refused_whileTheSequenceWaitsForItsNextElement_aFailureOfThat_isTheScopes() {
        Task<Void> sending = sending(
                AsyncSeq.of(y -> ByHand.of(start -> Async.create(never -> {}), closed -> {
                    throw new IOException("not closed");
                })),
                5);

        channel.refuse();

        assertThat(failure(sending)).hasMessage("not closed");
    }

    @Test
    void refused_aFailureOfTheSequence_isTheScopes() {
        Task<Void> sending = sending(100, 2);
        atTheEnd = new IOException("not closed");

        channel.refuse();

        assertThat(failure(sending)).isSameAs(atTheEnd);
    }

    @Test
    void scope_cancelled_theSequenceIsClosed_andReceiversAreTold() {
        Task<Void> sending = sending(100, 2);

        scopes.get(0).cancel();
        result(sending);

        assertThat(log).containsExactly(1, 2, 3, "end");
        AsyncIterator<Integer> it = channel.iterator();
        assertThat(result(it.next())).isTrue();
        assertThat(result(it.next())).isTrue();
        assertThat(failure(it.next())).isInstanceOf(CancellationException.class);
    }

    @Test
    void capacity_negative_isRefused() {
        AsyncSeq<Integer> none = AsyncSeq.from(List.of());
        assertThat(failure(ByHand.of(start -> {
                    try (Scope scope = Scope.open()) {
                        assertThatThrownBy(() -> none.toChannel(scope, -1))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining("at least 1, or Channel.rendezvous()");
                        throw new IOException("refused");
                    }
                })))
                .hasMessage("refused");
    }
}
