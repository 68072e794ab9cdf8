package dev.bobbin.net;

import static dev.bobbin.Async.done;
import static dev.bobbin.net.Pair.anyPort;
import static dev.bobbin.net.Pair.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Scheduler;
import dev.bobbin.Select;
import dev.bobbin.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations on sockets as arms of a select: one that is not taken has done nothing. */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class SelectSocketsTest {
    private static final int ROUNDS = 3_000;

    private final Channel<String> channel = Channel.unlimited();

    private Select<String> readOr(Pair pair, ByteBuffer target) throws IOException {
        return Select.<String>of()
                .on(pair.peer.read(target), n -> done("read " + n))
                .on(channel.receive(), v -> done("got " + v));
    }

    @Test
    void read_thatIsReady_isTaken() throws Exception {
        try (Pair pair = new Pair()) {
            Bobbin.run(() -> pair.client.write(bytes(1, 2, 3)));
            ByteBuffer target = ByteBuffer.allocate(10);
            Bobbin.run(() -> readOr(pair, target));
            assertThat(target.flip()).isEqualTo(bytes(1, 2, 3));
        }
    }

    @Test
    void read_thatIsNotTaken_takesNoByte() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            Task<String> select = Bobbin.start(readOr(pair, ByteBuffer.allocate(10)));
            Pair.untilWaiting(pair.peer, java.nio.channels.SelectionKey.OP_READ);

            // when
            channel.trySend("x");
            assertThat(Bobbin.<String>run(() -> select)).isEqualTo("got x");
            Bobbin.run(() -> pair.client.write(bytes(7)));

            // then
            ByteBuffer target = ByteBuffer.allocate(10);
            Bobbin.run(() -> pair.peer.read(target));
            assertThat(target.flip()).isEqualTo(bytes(7));
        }
    }

    @Test
    void accept_besideAChannel() throws Exception {
        try (TcpServer server = Tcp.listen(anyPort())) {
            Task<String> select = Bobbin.start(Select.<String>of()
                    .on(server.accept(), connection -> {
                        connection.close();
                        return done("accepted");
                    })
                    .on(channel.receive(), v -> done("got " + v)));
            TcpConnection client = Bobbin.run(() -> Tcp.connect(server.localAddress()));
            assertThat(Bobbin.<String>run(() -> select)).isEqualTo("accepted");
            client.close();
        }
    }

    @Test
    void operation_ofSeveralSteps_isRefused() throws Exception {
        try (Pair pair = new Pair()) {
            Async<Void> fully = pair.peer.readFully(ByteBuffer.allocate(2));
            assertThatThrownBy(() -> Select.of().on(fully, Async::done))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Spawn it");
        }
    }

    static Stream<Supplier<Scheduler>> schedulers() {
        return Stream.of(Scheduler::single, () -> Scheduler.workers(3));
    }

    /** A byte and an element for each round, whichever comes first; each is there once. */
    @ParameterizedTest
    @MethodSource("schedulers")
    void readsAndReceives_overAndOver_loseNothing(Supplier<Scheduler> kind) throws Exception {
        try (Scheduler scheduler = kind.get();
                Pair pair = new Pair()) {
            int[] counts = new int[2];
            ByteBuffer target = ByteBuffer.allocate(1);
            Async<Void> reader = new Loop(last -> {
                if (counts[0] + counts[1] == 2 * ROUNDS) {
                    return null;
                }
                target.clear();
                return Select.<Void>of()
                        .on(pair.peer.read(target), n -> {
                            counts[0] += n;
                            return done();
                        })
                        .on(channel.receive(), v -> {
                            counts[1]++;
                            return done();
                        });
            });
            int[] sent = new int[2];
            Async<Void> writer = new Loop(last -> sent[0]++ == ROUNDS ? null : pair.client.writeFully(bytes(1)));
            Async<Void> sender = new Loop(last -> {
                if (sent[1] == ROUNDS) {
                    return null;
                }
                return sent[1]++ % 3 == 0 ? Bobbin.yieldNow() : channel.send("x");
            });
            int elements = ROUNDS - (ROUNDS + 2) / 3;
            for (int i = elements; i < ROUNDS; i++) {
                channel.trySend("x");
            }
            scheduler.run(() -> Async.all(java.util.List.of(reader, writer, sender)));
            assertThat(counts).containsExactly(ROUNDS, ROUNDS);
        }
    }
}
