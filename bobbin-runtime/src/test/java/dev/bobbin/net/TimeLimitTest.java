package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations whose time is up: what they were done on can be used on, and nothing is lost. */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class TimeLimitTest {
    private static final Duration SHORT = Duration.ofMillis(5);

    @ParameterizedTest
    @EnumSource
    void read_outOfTime_leavesTheBytesToTheNext(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect()) {
            // given
            ByteBuffer target = ByteBuffer.allocate(4);
            ByteBuffer[] targets = {target};
            assertThatThrownBy(() -> Bobbin.run(() -> ends.peer().read(target).timeout(SHORT)))
                    .isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> Bobbin.run(() -> ends.peer().read(targets).timeout(SHORT)))
                    .isInstanceOf(TimeoutException.class);
            Bobbin.run(() -> ends.client().writeFully(bytes(1, 2, 3)));

            // when: a part of what it wants is there
            assertThatThrownBy(
                            () -> Bobbin.run(() -> ends.peer().readFully(target).timeout(SHORT)))
                    .isInstanceOf(TimeoutException.class);

            // then: the position says how much it has taken
            assertThat(target.position()).isEqualTo(3);
            assertThat(ends.peer().waiting(OP_READ)).isNull();
            Bobbin.run(() -> ends.client().writeFully(bytes(4)));
            Bobbin.run(() -> ends.peer().readFully(target));
            assertThat(target.flip()).isEqualTo(bytes(1, 2, 3, 4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_outOfTimeAsBytesArrive_losesNone(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect()) {
            // given: limits from none to about what a byte takes to arrive
            int many = 3000;
            ByteBuffer received = ByteBuffer.allocate(many);
            for (int i = 0; i < many; i++) {
                Duration limit = Duration.ofNanos(i % 100 * 2000L);
                ByteBuffer one = received.slice(i, 1);

                // when: now and then the byte is too late for certain
                Task<Integer> reading = Bobbin.start(ends.peer().read(one).timeout(limit));
                if (i % 10 == 0) {
                    assertThatThrownBy(() -> join(reading)).isInstanceOf(TimeoutException.class);
                }
                join(Bobbin.start(ends.client().write(bytes(i))));

                // then
                try {
                    assertThat(join(reading)).isOne();
                } catch (TimeoutException e) {
                    assertThat(one.position()).isZero();
                    Bobbin.run(() -> ends.peer().readFully(one));
                }
                assertThat(received.get(i)).isEqualTo((byte) i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void write_outOfTime_goesOnWhereThePositionIs(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect()) {
            // given
            int size = 24 << 20;
            ByteBuffer source = ByteBuffer.allocate(size);
            for (int i = 0; i < size; i++) {
                source.put(i, (byte) (i * 31 + (i >> 12)));
            }
            ByteBuffer target = ByteBuffer.allocate(size);

            // when: nobody reads
            assertThatThrownBy(() ->
                            Bobbin.run(() -> ends.client().writeFully(source).timeout(SHORT)))
                    .isInstanceOf(TimeoutException.class);
            while (source.hasRemaining() && ends.client().send(source) > 0) {
                assertThat(source.position())
                        .isLessThan(size); // until the sockets are full, which SHORT may not have been enough for
            }
            assertThatThrownBy(
                            () -> Bobbin.run(() -> ends.client().write(source).timeout(SHORT)))
                    .isInstanceOf(TimeoutException.class);
            ByteBuffer[] sources = {source};
            assertThatThrownBy(() ->
                            Bobbin.run(() -> ends.client().writeFully(sources).timeout(SHORT)))
                    .isInstanceOf(TimeoutException.class);

            // then
            assertThat(source.position()).isBetween(1, size - 1);
            assertThat(ends.client().waiting(OP_WRITE)).isNull();
            Task<Void> reading = Bobbin.start(ends.peer().readFully(target));
            Bobbin.run(() -> ends.client().writeFully(source));
            join(reading);
            assertThat(target.flip().equals(source.flip())).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void accept_outOfTime_leavesTheConnectionToTheNext(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect()) {
            // given
            Server<?> server = ends.server();
            assertThatThrownBy(() -> Bobbin.run(() -> server.accept().timeout(SHORT)))
                    .isInstanceOf(TimeoutException.class);
            assertThat(server.waiting(OP_ACCEPT)).isNull();
            for (int i = 0; i < 300; i++) {
                Duration limit = Duration.ofNanos(i % 100 * 5000L);

                // when
                Task<? extends Connection> accepting =
                        Bobbin.start(server.accept().timeout(limit));
                try (Connection client = connect(server)) {
                    Connection peer;
                    try {
                        peer = join(accepting);
                    } catch (TimeoutException e) {
                        peer = Bobbin.run(server::accept);
                    }

                    // then: the one that was accepted is the other end of this one
                    try (Connection end = peer) {
                        Bobbin.run(() -> client.writeFully(bytes(1)));
                        Bobbin.run(() -> end.readFully(ByteBuffer.allocate(1)));
                    }
                }
            }
        }
    }

    private static Connection connect(Server<?> server) throws Exception {
        return server instanceof TcpServer tcp
                ? Bobbin.run(() -> Tcp.connect(tcp.localAddress()))
                : Bobbin.run(() -> Unix.connect(((UnixServer) server).path()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void connect_outOfTime_leavesNoSocket() throws Exception {
        // given: a server whose queue is full
        List<TcpConnection> queued = new ArrayList<>();
        try (TcpServer server = Tcp.listen(anyPort(), 1)) {
            try {
                for (; ; ) {
                    queued.add(
                            join(Bobbin.start(Tcp.connect(server.localAddress()).timeout(Duration.ofMillis(200)))));
                }
            } catch (TimeoutException e) { // so will the next
                assertThat(queued).isNotEmpty();
            }
            int before = SocketsBack.sockets();

            // when
            for (int i = 0; i < 30; i++) {
                Duration limit = Duration.ofNanos(i * 100_000L);
                assertThatThrownBy(() -> Bobbin.run(
                                () -> Tcp.connect(server.localAddress()).timeout(limit)))
                        .isInstanceOf(TimeoutException.class);
            }

            // then
            assertThat(SocketsBack.sockets()).isEqualTo(before);
        } finally {
            queued.forEach(TcpConnection::close);
        }
    }

    @Test
    void connect_outOfTimeAsItIsMade_isGivenOrLeavesNoSocket() throws Exception {
        try (TcpServer server = Tcp.listen(anyPort())) {
            int made = 0;
            for (int i = 0; i < 500; i++) {
                Duration limit = i % 10 == 0 ? Duration.ofMinutes(1) : Duration.ofNanos(i % 100 * 3000L);
                Task<TcpConnection> connecting =
                        Bobbin.start(Tcp.connect(server.localAddress()).timeout(limit));
                try {
                    join(connecting).close();
                    made++;
                } catch (TimeoutException e) { // what SocketsBack counts
                    assertThat(connecting.isDone()).isTrue();
                }
            }
            assertThat(made).isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void receive_outOfTime_leavesTheDatagramToTheNext() throws Exception {
        try (UdpSocket a = Udp.bind(anyPort());
                UdpSocket b = Udp.bind(anyPort())) {
            for (int i = 0; i < 1000; i++) {
                // given
                ByteBuffer target = ByteBuffer.allocate(2);
                Duration limit = Duration.ofNanos(i % 100 * 2000L);

                // when
                Task<?> receiving = Bobbin.start(b.receive(target).timeout(limit));
                Task<Void> sending = Bobbin.start(a.send(bytes(i), b.localAddress()));
                join(sending);
                try {
                    join(receiving);
                } catch (TimeoutException e) {
                    assertThat(target.position()).isZero();
                    Bobbin.run(() -> b.receive(target));
                }

                // then
                assertThat(target.flip()).isEqualTo(bytes(i));
            }
            assertThat(b.waiting(OP_READ)).isNull();
        }
    }
}
