package dev.bobbin.net;

import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static dev.bobbin.net.TlsPair.pattern;
import static dev.bobbin.net.TlsPair.serving;
import static dev.bobbin.net.TlsPair.trusting;
import static dev.bobbin.net.TlsPair.untilWaiting;
import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ExtendWith(SocketsBack.class)
class TlsTest {
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void handshake_ofBothSides_tellsWhatWasNegotiated(String protocol) throws Exception {
        // given
        TlsOptions clients = trusting(protocol).withApplicationProtocols("h2", "http/1.1");
        TlsOptions servers = serving(protocol, Certificates.GOOD).withApplicationProtocols("http/1.1");
        try (TlsPair pair = new TlsPair(clients, servers)) {
            assertThatThrownBy(pair.client::protocol)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("handshake()");

            // when
            pair.shakeHands();

            // then
            assertThat(pair.client.protocol()).isEqualTo(protocol);
            assertThat(pair.server.cipherSuite()).isEqualTo(pair.client.cipherSuite());
            assertThat(pair.client.applicationProtocol()).isEqualTo("http/1.1");
            assertThat(pair.server.applicationProtocol()).isEqualTo("http/1.1");
            assertThat(pair.client.peerCertificates()).hasSize(2);
            assertThat(pair.server.peerCertificates()).isEmpty();
            Bobbin.run(pair.client::handshake);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void readAndWrite_32MiBBothWaysAtOnce_doNotDisturbEachOther(String protocol) throws Exception {
        try (TlsPair pair = new TlsPair(protocol)) {
            // given
            ByteBuffer sent = pattern(32 << 20);
            ByteBuffer there = ByteBuffer.allocate(sent.capacity());
            ByteBuffer back = ByteBuffer.allocate(sent.capacity());

            // when: nobody has shaken hands
            Bobbin.run(() -> Async.all(List.of(
                    pair.client.writeFully(sent.duplicate()),
                    pair.server.readFully(there),
                    pair.server.writeFully(sent.duplicate()),
                    pair.client.readFully(back))));

            // then
            assertThat(there.flip().equals(sent)).isTrue();
            assertThat(back.flip().equals(sent)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void readAndWrite_bothSidesWriteUntilTheSocketsAreFull_goOnWhenOneReads(String protocol) throws Exception {
        try (TlsPair pair = new TlsPair(protocol)) {
            // given
            int size = 16 << 20;
            pair.shakeHands();
            Task<Void> a = Bobbin.start(pair.client.writeFully(ByteBuffer.allocate(size)));
            Task<Void> b = Bobbin.start(pair.server.writeFully(ByteBuffer.allocate(size)));
            untilWaiting(pair.client, false);
            untilWaiting(pair.server, false);

            // when
            Bobbin.run(() -> pair.client.readFully(ByteBuffer.allocate(size)));
            Bobbin.run(() -> pair.server.readFully(ByteBuffer.allocate(size)));

            // then
            Bobbin.run(() -> a);
            Bobbin.run(() -> b);
        }
    }

    @Test
    void shutdown_inTls13_leavesTheOtherDirectionOpen() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            // when
            Task<Void> shutting = Bobbin.start(pair.client.shutdown());
            assertThat(Bobbin.<Integer>run(() -> pair.server.read(ByteBuffer.allocate(1))))
                    .isEqualTo(-1);
            Bobbin.run(() -> shutting);

            // then
            Bobbin.run(() -> pair.server.writeFully(bytes(5, 6)));
            ByteBuffer target = ByteBuffer.allocate(2);
            Bobbin.run(() -> pair.client.readFully(target));
            assertThat(target.flip()).isEqualTo(bytes(5, 6));
            assertThatThrownBy(() -> Bobbin.run(() -> pair.client.write(bytes(1))))
                    .isInstanceOf(ClosedChannelException.class);
            Bobbin.run(pair.server::shutdown);
            assertThat(Bobbin.<Integer>run(() -> pair.client.read(target.clear())))
                    .isEqualTo(-1);
        }
    }

    @Test
    void shutdown_inTls12_endsBothDirections() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.2")) {
            // when
            pair.shakeHands();
            Bobbin.run(pair.client::shutdown);

            // then
            assertThat(Bobbin.<Integer>run(() -> pair.server.read(ByteBuffer.allocate(1))))
                    .isEqualTo(-1);
            assertThatThrownBy(() -> Bobbin.run(() -> pair.server.write(bytes(1))))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("in TLS 1.2 that ends both");
            assertThat(Bobbin.<Integer>run(() -> pair.client.read(ByteBuffer.allocate(1))))
                    .isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void read_connectionEndsWithoutCloseNotify_isTruncated(String protocol) throws Exception {
        try (TlsPair pair = new TlsPair(protocol)) {
            // given
            pair.shakeHands();
            Bobbin.run(() -> pair.client.writeFully(bytes(1, 2, 3)));

            // when: somebody between the two ends the connection
            pair.client.below().channel().shutdownOutput();

            // then
            ByteBuffer target = ByteBuffer.allocate(3);
            Bobbin.run(() -> pair.server.readFully(target));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> Bobbin.run(() -> pair.server.read(target.clear())))
                        .isInstanceOf(TlsTruncatedException.class)
                        .hasMessageContaining("truncated")
                        .hasMessageContaining("127.0.0.1:");
            }
        }
    }

    @Test
    void readFully_streamEndsBefore_namesHowManyAreMissing() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            // given
            Task<Void> reading = Bobbin.start(pair.server.readFully(ByteBuffer.allocate(10)));

            // when
            Bobbin.run(() -> pair.client.writeFully(bytes(1, 2, 3)));
            Bobbin.run(pair.client::shutdown);

            // then
            assertThatThrownBy(() -> join(reading))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("7 bytes missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void closeGracefully_peerStillSends_dropsItAndClosesAfterThePeer(String protocol) throws Exception {
        try (TlsPair pair = new TlsPair(protocol)) {
            // given
            pair.shakeHands();
            Task<Void> writing = Bobbin.start(pair.server.writeFully(ByteBuffer.allocate(4 << 20)));
            untilWaiting(pair.server, false);

            // when
            Task<Void> closing = Bobbin.start(pair.client.closeGracefully());
            Bobbin.run(() -> writing);
            assertThat(closing.isDone()).isFalse();
            assertThat(Bobbin.<Integer>run(() -> pair.server.read(ByteBuffer.allocate(1))))
                    .isEqualTo(-1);
            pair.server.close();

            // then
            join(closing);
            assertThat(pair.client.isOpen()).isFalse();
            Bobbin.run(pair.client::closeGracefully);
        }
    }

    @Test
    void closeGracefully_timesOut_closesAtOnce() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            pair.shakeHands();
            assertThatThrownBy(
                            () -> Bobbin.run(() -> pair.client.closeGracefully().timeout(Duration.ofMillis(20))))
                    .isInstanceOf(TimeoutException.class);
            assertThat(pair.client.isOpen()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void close_isTheEndOfTheStreamForThePeer(String protocol) throws Exception {
        try (TlsPair pair = new TlsPair(protocol)) {
            // given: all that the server has sent is read, or closing would be a reset
            Task<Void> writing = Bobbin.start(pair.server.writeFully(bytes(1)));
            Bobbin.run(() -> pair.client.readFully(ByteBuffer.allocate(1)));
            join(writing);

            // when
            pair.client.close();
            pair.client.close();

            // then
            assertThat(Bobbin.<Integer>run(() -> pair.server.read(ByteBuffer.allocate(1))))
                    .isEqualTo(-1);
            assertThatThrownBy(() -> Bobbin.run(() -> pair.client.read(ByteBuffer.allocate(1))))
                    .isInstanceOf(ClosedChannelException.class);
        }
    }

    @Test
    void close_whileOperationsWait_wakesThem() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            // given
            pair.shakeHands();
            Task<Integer> reading = Bobbin.start(pair.client.read(ByteBuffer.allocate(1)));
            Task<Void> writing = Bobbin.start(pair.client.writeFully(ByteBuffer.allocate(64 << 20)));
            untilWaiting(pair.client, true);
            untilWaiting(pair.client, false);

            // when
            pair.client.close();

            // then
            assertThatThrownBy(() -> join(reading)).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> join(writing)).isInstanceOf(ClosedChannelException.class);
        }
    }

    @Test
    void close_ofTheConnectionBelow_wakesThemToo() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            // given: nobody answers
            Task<Integer> reading = Bobbin.start(pair.client.read(ByteBuffer.allocate(1)));
            Task<Integer> writing = Bobbin.start(pair.client.write(bytes(1)));
            untilWaiting(pair.client, true);
            untilWaiting(pair.client, false);

            // when
            pair.client.below().close();

            // then
            assertThatThrownBy(() -> join(reading)).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> join(writing)).isInstanceOf(ClosedChannelException.class);
        }
    }

    @Test
    void read_whileAnotherWaits_isRefusedAndDoesNotDisturb() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            // given
            Task<Integer> first = Bobbin.start(pair.server.read(ByteBuffer.allocate(1)));
            untilWaiting(pair.server, true);

            // when
            assertThatThrownBy(() -> Bobbin.run(() -> pair.server.readFully(ByteBuffer.allocate(1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another read on TlsConnection[")
                    .hasMessageContaining("one readFully at a time");

            // then
            Bobbin.run(() -> pair.client.write(bytes(1)));
            assertThat(Bobbin.<Integer>run(() -> first)).isEqualTo(1);
        }
    }

    @Test
    void operation_awaitedTwice_isRefused() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            pair.shakeHands();
            Async<Integer> write = pair.client.write(bytes(1));
            Bobbin.run(() -> write);
            assertThatThrownBy(() -> Bobbin.run(() -> write))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("this write has been awaited before");
        }
    }

    @Test
    void readAndWrite_withoutRoomOrBytes_giveZero() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            pair.shakeHands();
            assertThat(Bobbin.<Integer>run(() -> pair.server.read(ByteBuffer.allocate(0))))
                    .isZero();
            assertThat(Bobbin.<Integer>run(() -> pair.server.write(ByteBuffer.allocate(0))))
                    .isZero();
            assertThatThrownBy(() -> pair.server.read(ByteBuffer.allocate(1).asReadOnlyBuffer()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void connectionBelow_whileThereIsTlsOnIt_isNobodyElses() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            assertThatThrownBy(() -> Bobbin.run(() -> pair.client.below().read(ByteBuffer.allocate(1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another operation of TLS on TcpConnection[");
            assertThatThrownBy(() -> Bobbin.run(() -> pair.client.below().write(bytes(1))))
                    .isInstanceOf(IllegalStateException.class);
        }
        try (Pair pair = new Pair()) {
            Task<Integer> reading = Bobbin.start(pair.client.read(ByteBuffer.allocate(1)));
            Pair.untilWaiting(pair.client, OP_READ);
            assertThatThrownBy(() -> Tls.client(pair.client, "localhost", trusting("TLSv1.3")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a read is still waiting there");
            reading.cancel();
        }
    }

    @Test
    void read_inPiecesOfARecord_givesAllOfIt() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            // given
            ByteBuffer sent = pattern(40_000);
            ByteBuffer received = ByteBuffer.allocate(sent.capacity());
            Task<Void> writing = Bobbin.start(pair.client.writeFully(sent.duplicate()));

            // when: into heap and direct buffers of any size
            for (int size = 1; received.hasRemaining(); size = size * 3 % 7001 + 1) {
                ByteBuffer piece = size % 2 == 0 ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size);
                piece.limit(Math.min(size, received.remaining()));
                Bobbin.run(() -> pair.server.read(piece));
                received.put(piece.flip());
            }

            // then
            join(writing);
            assertThat(received.flip()).isEqualTo(sent);
        }
    }
}
