package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static dev.bobbin.net.Pair.join;
import static dev.bobbin.net.Pair.untilWaiting;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Peers that are slow, stall in the middle of a frame, do not read, or reset the connection: they disturb nobody else. */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class BadPeersTest {
    private static final int CONNECTIONS = 200;
    private static final int FRAME = 512;
    private static final int FRAMES = 30;

    /** Every third client is one of the bad ones, in turn. */
    private enum Manner {
        GOOD,
        SLOW,
        STALLED,
        DEAF,
        RESETTING;

        static Manner of(int client) {
            return client % 3 == 0 ? values()[1 + client / 3 % 4] : GOOD;
        }
    }

    @Test
    void frames_ofGoodPeersAmongBadOnes_arriveWholeAndOnce() throws Exception {
        List<TcpConnection> clients = new ArrayList<>();
        List<Echo> echoes = new ArrayList<>();
        try (TcpServer server = Tcp.listen(anyPort())) {
            // given
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(Bobbin.run(() -> Tcp.connect(server.localAddress())));
                echoes.add(new Echo(Bobbin.run(server::accept)));
            }
            List<Task<Void>> serving = new ArrayList<>();
            for (Echo echo : echoes) {
                serving.add(Bobbin.start(new Loop(echo)));
            }

            // when
            List<Task<Void>> talking = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                talking.add(Bobbin.start(new Loop(talk(clients.get(i), i))));
            }

            // then: the good and the slow have had all their frames back
            for (int i = 0; i < CONNECTIONS; i++) {
                Task<Void> served = serving.get(i);
                switch (Manner.of(i)) {
                    case GOOD, SLOW -> {
                        join(talking.get(i));
                        assertThatThrownBy(() -> join(served)).hasMessageContaining(FRAME + " bytes missing");
                        assertThat(echoes.get(i).frames).isEqualTo(Manner.of(i) == Manner.GOOD ? FRAMES : 1);
                    }
                    case STALLED -> {
                        join(talking.get(i));
                        untilWaiting(echoes.get(i).connection, OP_READ);
                        clients.get(i).close();
                        assertThatThrownBy(() -> join(served))
                                .isInstanceOf(EOFException.class)
                                .hasMessageContaining(FRAME / 2 + " bytes missing");
                    }
                    case DEAF -> {
                        untilWaiting(clients.get(i), OP_WRITE);
                        untilWaiting(echoes.get(i).connection, OP_WRITE);
                        clients.get(i).close();
                        Task<Void> talked = talking.get(i);
                        assertThatThrownBy(() -> join(talked)).isInstanceOf(IOException.class);
                        assertThatThrownBy(() -> join(served)).isInstanceOf(IOException.class);
                    }
                    case RESETTING -> {
                        join(talking.get(i));
                        assertThatThrownBy(() -> join(served))
                                .isInstanceOf(IOException.class)
                                .hasMessageContaining("reset");
                    }
                }
            }
        } finally {
            clients.forEach(Connection::close);
            echoes.forEach(echo -> echo.connection.close());
        }
    }

    private static Loop.Body talk(TcpConnection connection, int client) {
        return switch (Manner.of(client)) {
            case GOOD -> new GoodPeer(connection, client);
            case SLOW -> new SlowPeer(connection);
            case STALLED -> once(() -> connection.writeFully(ByteBuffer.allocate(FRAME / 2)), null);
            case DEAF -> once(() -> connection.writeFully(ByteBuffer.allocate(32 << 20)), null);
            case RESETTING ->
                once(() -> connection.writeFully(ByteBuffer.allocate(FRAME / 2)), () -> {
                    connection.channel().setOption(StandardSocketOptions.SO_LINGER, 0);
                    connection.close();
                });
        };
    }

    private interface Step {
        Async<?> begin() throws IOException;
    }

    private interface Action {
        void run() throws IOException;
    }

    private static Loop.Body once(Step step, @Nullable Action then) {
        boolean[] done = new boolean[1];
        return last -> {
            if (!done[0]) {
                done[0] = true;
                return step.begin();
            }
            if (then != null) {
                then.run();
            }
            return null;
        };
    }

    /** Sends each frame back that it gets, until the stream ends. */
    private static final class Echo implements Loop.Body {
        final TcpConnection connection;
        private final ByteBuffer frame = ByteBuffer.allocate(FRAME);
        private boolean read;
        volatile int frames;

        Echo(TcpConnection connection) {
            this.connection = connection;
        }

        @Override
        public Async<?> next(@Nullable Object last) throws IOException {
            read = !read;
            if (read) {
                return connection.readFully(frame.clear());
            }
            frames = frames + 1;
            return connection.writeFully(frame.flip());
        }
    }

    /** Sends one frame after the other, each different, looks whether it comes back, and ends the stream. */
    private static final class GoodPeer implements Loop.Body {
        private final TcpConnection connection;
        private final int client;
        private final ByteBuffer frame = ByteBuffer.allocate(FRAME);
        private final ByteBuffer answer = ByteBuffer.allocate(FRAME);
        private int step;

        GoodPeer(TcpConnection connection, int client) {
            this.connection = connection;
            this.client = client;
        }

        @Override
        public @Nullable Async<?> next(@Nullable Object last) throws IOException {
            int n = step++;
            if (n > 2 * FRAMES) {
                return null;
            }
            if (n % 2 == 1) {
                return connection.readFully(answer.clear());
            }
            if (n > 0) {
                assertThat(answer.flip()).isEqualTo(frame.flip());
            }
            if (n == 2 * FRAMES) {
                return connection.shutdown();
            }
            frame.clear();
            while (frame.hasRemaining()) {
                frame.put((byte) (client * 7 + n * 31 + frame.position()));
            }
            return connection.writeFully(frame.flip());
        }
    }

    /** Sends one frame, byte by byte, while others have their turns. */
    private static final class SlowPeer implements Loop.Body {
        private final TcpConnection connection;
        private int step;

        SlowPeer(TcpConnection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Async<?> next(@Nullable Object last) throws IOException {
            int n = step++;
            if (n < 2 * FRAME) {
                return n % 2 == 0 ? connection.writeFully(ByteBuffer.allocate(1)) : Bobbin.yieldNow();
            }
            return switch (n - 2 * FRAME) {
                case 0 -> connection.readFully(ByteBuffer.allocate(FRAME));
                case 1 -> connection.shutdown();
                default -> null;
            };
        }
    }

    @Test
    void writer_whosePeerDoesNotRead_fillsTheSocketsBuffersAndWaits() throws Exception {
        try (Pair pair = new Pair()) {
            // given: buffers whose sizes the system does not change any more
            pair.client.channel().setOption(StandardSocketOptions.SO_SNDBUF, 32 << 10);
            pair.peer.channel().setOption(StandardSocketOptions.SO_RCVBUF, 32 << 10);
            long room = pair.client.channel().getOption(StandardSocketOptions.SO_SNDBUF)
                    + pair.peer.channel().getOption(StandardSocketOptions.SO_RCVBUF);
            int total = 4 << 20;
            long[] handedOver = new long[1];

            // when
            Task<Void> writing = Bobbin.start(new Loop(last -> {
                if (handedOver[0] == total) {
                    return null;
                }
                handedOver[0] += FRAME;
                return pair.client.writeFully(ByteBuffer.allocate(FRAME));
            }));
            untilWaiting(pair.client, OP_WRITE);

            // then: all but the frame that waits lies in the sockets, to which the system gives up to twice what was
            // asked for
            assertThat(writing.isDone()).isFalse();
            assertThat(handedOver[0]).isBetween((long) FRAME, 3 * room);
            Bobbin.run(() -> pair.peer.readFully(ByteBuffer.allocate(total)));
            join(writing);
        }
    }
}
