package dev.bobbin.net;

import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.untilWaiting;
import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Clock;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections whose coroutines run on each kind of scheduler. */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class TcpOnSchedulersTest {
    @ParameterizedTest
    @EnumSource
    void readThatWaits_andWrite_overAndOver(SchedulerKind kind) throws Exception {
        try (Scheduler scheduler = kind.open();
                Pair pair = new Pair()) {
            for (int i = 0; i < 300; i++) {
                // given
                ByteBuffer there = ByteBuffer.allocate(2);
                ByteBuffer back = ByteBuffer.allocate(1);
                int n = i;

                // when
                scheduler.run(() -> Async.all(List.of(
                        pair.peer.readFully(there),
                        pair.client.readFully(back),
                        pair.client.writeFully(bytes(n, n + 1)),
                        pair.peer.writeFully(bytes(n)))));

                // then
                assertThat(there.flip()).isEqualTo(bytes(n, n + 1));
                assertThat(back.flip()).isEqualTo(bytes(n));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyConnections_allWaitAndAllAreServed(SchedulerKind kind) throws Exception {
        try (Scheduler scheduler = kind.open();
                TcpServer server = Tcp.listen(Pair.anyPort())) {
            // given
            int many = 40;
            ByteBuffer received = ByteBuffer.allocate(many);
            TcpConnection[] clients = new TcpConnection[many];
            TcpConnection[] peers = new TcpConnection[many];
            for (int i = 0; i < many; i++) {
                int n = i;
                Async<TcpConnection> accept = server.accept();
                Async<TcpConnection> connect = Tcp.connect(server.localAddress());
                List<TcpConnection> both = scheduler.run(() -> Async.all(List.of(accept, connect)));
                peers[n] = both.get(0);
                clients[n] = both.get(1);
            }

            // when
            Async<?>[] operations = new Async<?>[2 * many];
            ByteBuffer[] targets = new ByteBuffer[many];
            for (int i = 0; i < many; i++) {
                targets[i] = ByteBuffer.allocate(1);
                operations[i] = peers[i].readFully(targets[i]);
                operations[many + i] = clients[i].writeFully(bytes(i));
            }
            scheduler.run(() -> Async.<Object>all(List.of(operations).stream()
                    .<Async<Object>>map(TcpOnSchedulersTest::asObject)
                    .toList()));

            // then
            for (int i = 0; i < many; i++) {
                received.put(targets[i].flip());
                clients[i].close();
                peers[i].close();
            }
            for (int i = 0; i < many; i++) {
                assertThat(received.get(i)).isEqualTo((byte) i);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Async<Object> asObject(Async<?> any) {
        return (Async<Object>) any;
    }

    @Test
    void connection_awaitedFromTwoSchedulers_outlivesOneOfThem() throws Exception {
        try (Pair pair = new Pair();
                Scheduler staying = Scheduler.workers(1)) {
            // given: it has been registered with the poller of a scheduler that is closed by now
            try (Scheduler leaving = Scheduler.workers(1)) {
                Task<Integer> reading = leaving.start(pair.peer.read(ByteBuffer.allocate(1)));
                untilWaiting(pair.peer, OP_READ);
                staying.run(() -> pair.client.writeFully(bytes(1)));
                leaving.run(() -> reading);
            }

            // when
            ByteBuffer target = ByteBuffer.allocate(1);
            Task<Integer> reading = staying.start(pair.peer.read(target));
            untilWaiting(pair.peer, OP_READ);
            staying.run(() -> pair.client.writeFully(bytes(2)));

            // then
            assertThat(staying.<Integer>run(() -> reading)).isEqualTo(1);
            assertThat(target.flip()).isEqualTo(bytes(2));
        }
    }

    @Test
    void single_waitingForAChannel_firesTimersAndTakesTasksFromElsewhere() throws Exception {
        try (Scheduler scheduler = Scheduler.single();
                Pair pair = new Pair()) {
            // given
            Task<Integer> reading = scheduler.start(pair.peer.read(ByteBuffer.allocate(1)));
            Thread elsewhere = new Thread(() -> {
                untilWaiting(pair.peer, OP_READ);
                scheduler.start(writing(pair));
            });
            elsewhere.start();

            // when
            scheduler.run(() -> Clock.sleep(Duration.ofMillis(1)));
            int n = scheduler.run(() -> reading);

            // then
            assertThat(n).isEqualTo(1);
            elsewhere.join();
        }
    }

    private static Async<Void> writing(Pair pair) {
        try {
            return pair.client.writeFully(bytes(1));
        } catch (IOException e) { // not thrown by the call
            throw new AssertionError(e);
        }
    }
}
