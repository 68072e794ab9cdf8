package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What operations on channels and broadcasts tell of the close, as Channel's documentation has it in a table. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ClosedTest extends ByTurns {
    private static final IOException CAUSE = new IOException("why");

    private final Channel<Integer> channel = Channel.buffered(1);
    private final Broadcast<Integer> broadcast = Broadcast.of(1);
    private final Subscription<Integer> subscription = broadcast.subscribe();

    /** An operation, called and awaited. */
    interface Use {
        Object by(ClosedTest test) throws Exception;
    }

    /** What it gives, or CLOSED, if it says so. */
    private enum Says {
        CLOSED
    }

    private static Arguments row(String name, Use use, Object closed, Object closedForACause) {
        return Arguments.of(name, use, closed, closedForACause);
    }

    static Stream<Arguments> table() {
        return Stream.of(
                row("receive", t -> t.result(t.channel.receive()), Says.CLOSED, Says.CLOSED),
                row("receiveBlocking", t -> t.channel.receiveBlocking(), Says.CLOSED, Says.CLOSED),
                row("receive in a select", t -> t.select(t.channel.receive()), Says.CLOSED, Says.CLOSED),
                row("send", t -> t.result(t.channel.send(1)), Says.CLOSED, Says.CLOSED),
                row("sendBlocking", t -> t.blocking(() -> t.channel.sendBlocking(1)), Says.CLOSED, Says.CLOSED),
                row("send in a select", t -> t.select(t.channel.send(1)), Says.CLOSED, Says.CLOSED),
                row("iterator", t -> t.result(t.channel.iterator().next()), false, CAUSE),
                row("elements", t -> t.result(t.channel.elements().toList()), List.of(), CAUSE),
                row("tryReceive", t -> t.channel.tryReceive(), Optional.empty(), Optional.empty()),
                row("trySend", t -> t.channel.trySend(1), false, false),
                row("receive of a subscription", t -> t.result(t.subscription.receive()), Says.CLOSED, Says.CLOSED),
                row("receiveBlocking of it", t -> t.subscription.receiveBlocking(), Says.CLOSED, Says.CLOSED),
                row("receive of it in a select", t -> t.select(t.subscription.receive()), Says.CLOSED, Says.CLOSED),
                row("send of a broadcast", t -> t.result(t.broadcast.send(1)), Says.CLOSED, Says.CLOSED),
                row("sendBlocking of it", t -> t.blocking(() -> t.broadcast.sendBlocking(1)), Says.CLOSED, Says.CLOSED),
                row("send of it in a select", t -> t.select(t.broadcast.send(1)), Says.CLOSED, Says.CLOSED),
                row(
                        "iterator of a subscription",
                        t -> t.result(t.subscription.iterator().next()),
                        false,
                        CAUSE),
                row("elements of it", t -> t.result(t.subscription.elements().toList()), List.of(), CAUSE),
                row("tryReceive of it", t -> t.subscription.tryReceive(), Optional.empty(), Optional.empty()),
                row("trySend of a broadcast", t -> t.broadcast.trySend(1), false, false));
    }

    private Object select(Async<?> event) {
        return result(Select.<Object>of().on(event, v -> done(Objects.requireNonNullElse(v, "sent"))));
    }

    private Object blocking(Runnable send) {
        send.run();
        return "sent";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void closed(String name, Use use, Object closed, Object closedForACause) {
        channel.close();
        broadcast.close();
        check(use, closed, null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void closedForACause(String name, Use use, Object closed, Object closedForACause) {
        channel.close(CAUSE);
        broadcast.close(CAUSE);
        channel.close(new IOException("too late"));
        broadcast.close();
        check(use, closedForACause, CAUSE);
    }

    private void check(Use use, Object expected, Throwable cause) {
        Object outcome;
        try {
            outcome = use.by(this);
        } catch (Throwable t) { // the outcome
            outcome = t;
        }
        if (expected == Says.CLOSED) {
            assertThat(outcome).isInstanceOf(ClosedChannelException.class);
            assertThat((Throwable) outcome).hasMessageContaining("on a closed").hasCause(cause);
        } else {
            assertThat(outcome).isEqualTo(expected);
        }
    }

    /** As those that come later. */
    @Test
    void waiting_whenItIsClosed_areToldTheSame() {
        Task<Integer> receive = start(channel.receive());
        Task<Integer> select = start(Select.<Integer>of().on(channel.receive(), Async::done));
        Task<Boolean> next = start(channel.iterator().next());
        channel.close(CAUSE);
        assertThat(failure(receive)).isInstanceOf(ClosedChannelException.class).hasCause(CAUSE);
        assertThat(failure(select)).isInstanceOf(ClosedChannelException.class).hasCause(CAUSE);
        assertThat(failure(next)).isSameAs(CAUSE);
    }

    // ---- threads' methods in coroutines -----------------------------------------------------------------------------

    interface Blocks {
        void call() throws Exception;
    }

    private void refused(Blocks blocking, String method, String instead) {
        List<Throwable> thrown = new ArrayList<>();
        result(ByHand.of(s -> {
            try {
                blocking.call();
            } catch (IllegalStateException e) {
                thrown.add(e);
            }
            return done();
        }));
        assertThat(thrown)
                .singleElement()
                .satisfies(t -> assertThat(t)
                        .hasMessage(
                                "%s in a coroutine would block the thread that runs it and others: write `%s` there",
                                method, instead));
    }

    @Test
    void blockingMethods_inACoroutine_areRefusedByTheirNames_alsoIfTheyNeedNotWait() {
        refused(() -> channel.sendBlocking(1), "sendBlocking()", "send(element).await()");
        refused(channel::receiveBlocking, "receiveBlocking()", "receive().await()");
        refused(() -> broadcast.sendBlocking(1), "sendBlocking()", "send(element).await()");
        refused(subscription::receiveBlocking, "receiveBlocking()", "receive().await()");
        refused(Semaphore.of(1)::acquireBlocking, "acquireBlocking()", "acquire().await()");
        refused(Mutex.of()::lockBlocking, "lockBlocking()", "lock().await()");
        refused(ReadWriteLock.of()::readBlocking, "readBlocking()", "read().await()");
        refused(ReadWriteLock.of()::writeBlocking, "writeBlocking()", "write().await()");
        refused(Latch.of(0)::awaitBlocking, "awaitBlocking()", "opened().await()");
        refused(Barrier.of(1)::arriveBlocking, "arriveBlocking()", "arrive().await()");
        refused(Mutex.of().condition()::awaitBlocking, "awaitBlocking()", "signalled().await()");
        assertThat(channel.tryReceive()).isEmpty();
        assertThatThrownBy(() -> Mutex.of().condition().awaitBlocking())
                .hasMessageContaining("without holding the mutex");
    }
}
