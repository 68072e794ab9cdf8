package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.untilWaiting;
import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(SocketsBack.class)
class TcpTest {
    @Test
    void read_afterWrite_givesTheBytes() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            int sent = Bobbin.run(() -> pair.client.write(bytes(1, 2, 3)));

            // when
            ByteBuffer target = ByteBuffer.allocate(10);
            int n = Bobbin.run(() -> pair.peer.read(target));

            // then
            assertThat(sent).isEqualTo(3);
            assertThat(n).isEqualTo(3);
            assertThat(target.flip()).isEqualTo(bytes(1, 2, 3));
        }
    }

    @Test
    void read_beforeWrite_waits() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            ByteBuffer target = ByteBuffer.allocate(10);
            Task<Integer> reading = Bobbin.start(pair.peer.read(target));
            untilWaiting(pair.peer, OP_READ);

            // when
            Bobbin.run(() -> pair.client.writeFully(bytes(7)));

            // then
            assertThat(Bobbin.<Integer>run(() -> reading)).isEqualTo(1);
            assertThat(pair.peer.waiting(OP_READ)).isNull();
        }
    }

    @Test
    void readAndWrite_withoutRoomOrBytes_giveZeroAtOnce() throws Exception {
        try (Pair pair = new Pair()) {
            assertThat(Bobbin.<Integer>run(() -> pair.peer.read(ByteBuffer.allocate(0))))
                    .isZero();
            assertThat(Bobbin.<Integer>run(() -> pair.peer.write(ByteBuffer.allocate(0))))
                    .isZero();
            Bobbin.run(() -> pair.peer.readFully(ByteBuffer.allocate(0)));
            Bobbin.run(() -> pair.peer.writeFully(ByteBuffer.allocate(0)));
        }
    }

    @Test
    void readFully_streamEndsBefore_namesHowManyAreMissing() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            Task<Void> reading = Bobbin.start(pair.peer.readFully(ByteBuffer.allocate(10)));
            untilWaiting(pair.peer, OP_READ);

            // when
            Bobbin.run(() -> pair.client.writeFully(bytes(1, 2, 3)));
            Bobbin.run(pair.client::shutdown);

            // then
            assertThatThrownBy(() -> Bobbin.run(() -> reading))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("7 bytes missing");
        }
    }

    @Test
    void writeFully_moreThanTheSocketHolds_waitsForTheReader() throws Exception {
        for (boolean direct : new boolean[] {false, true}) {
            try (Pair pair = new Pair()) {
                // given
                int size = 32 << 20;
                ByteBuffer source = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
                for (int i = 0; i < size; i++) {
                    source.put(i, (byte) (i * 31 + (i >> 12)));
                }
                ByteBuffer target = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);

                // when
                Task<Void> writing = Bobbin.start(pair.client.writeFully(source.duplicate()));
                untilWaiting(pair.client, OP_WRITE);
                Bobbin.run(() -> pair.peer.readFully(target));

                // then
                Bobbin.run(() -> writing);
                assertThat(target.flip().equals(source)).isTrue();
            }
        }
    }

    @Test
    void readAndWrite_atOnceOnOneConnection_doNotDisturbEachOther() throws Exception {
        try (Pair pair = new Pair()) {
            // given: both ends send much before they receive
            int size = 8 << 20;
            ByteBuffer there = ByteBuffer.allocate(size);
            ByteBuffer back = ByteBuffer.allocate(size);
            Task<Void> a = Bobbin.start(pair.client.writeFully(ByteBuffer.allocate(size)));
            Task<Void> b = Bobbin.start(pair.peer.writeFully(ByteBuffer.allocate(size)));
            untilWaiting(pair.client, OP_WRITE);
            untilWaiting(pair.peer, OP_WRITE);

            // when
            Task<Void> c = Bobbin.start(pair.client.readFully(back));
            Task<Void> d = Bobbin.start(pair.peer.readFully(there));

            // then
            for (Task<Void> task : java.util.List.of(a, b, c, d)) {
                Bobbin.run(() -> task);
            }
            assertThat(there.hasRemaining() || back.hasRemaining()).isFalse();
        }
    }

    @Test
    void read_whileAnotherWaits_isRefusedAndDoesNotDisturb() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            Task<Integer> first = Bobbin.start(pair.peer.read(ByteBuffer.allocate(1)));
            untilWaiting(pair.peer, OP_READ);

            // when
            assertThatThrownBy(() -> Bobbin.run(() -> pair.peer.readFully(ByteBuffer.allocate(1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another read on TcpConnection[")
                    .hasMessageContaining("one readFully at a time");

            // then
            Bobbin.run(() -> pair.client.write(bytes(1)));
            assertThat(Bobbin.<Integer>run(() -> first)).isEqualTo(1);
        }
    }

    @Test
    void operation_awaitedTwice_isRefused() throws Exception {
        try (Pair pair = new Pair()) {
            Async<Integer> write = pair.client.write(bytes(1));
            Bobbin.run(() -> write);
            assertThatThrownBy(() -> Bobbin.run(() -> write))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("this write has been awaited before");
        }
    }

    @Test
    void close_whileOperationsWait_wakesThem() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            Task<Integer> reading = Bobbin.start(pair.client.read(ByteBuffer.allocate(1)));
            Task<Void> writing = Bobbin.start(pair.client.writeFully(ByteBuffer.allocate(64 << 20)));
            Task<TcpConnection> accepting = Bobbin.start(pair.server.accept());
            untilWaiting(pair.client, OP_READ);
            untilWaiting(pair.client, OP_WRITE);
            untilWaiting(pair.server, OP_ACCEPT);

            // when
            pair.client.close();
            pair.client.close();
            pair.server.close();

            // then
            assertThatThrownBy(() -> Bobbin.run(() -> reading)).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> Bobbin.run(() -> writing)).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> Bobbin.run(() -> accepting)).isInstanceOf(ClosedChannelException.class);
            assertThat(pair.client.isOpen()).isFalse();
            assertThat(pair.client).hasToString("TcpConnection[to " + pair.server.localAddress() + ", closed]");
            assertThatThrownBy(() -> Bobbin.run(() -> pair.client.read(ByteBuffer.allocate(1))))
                    .isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(pair.client::remoteAddress)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void close_racingWithReads_leavesNobodyWaiting() throws Exception {
        for (int i = 0; i < 2000; i++) {
            try (Pair pair = new Pair()) {
                // when
                Task<Integer> reading = Bobbin.start(pair.client.read(ByteBuffer.allocate(1)));
                pair.client.close();

                // then
                assertThatThrownBy(() -> Bobbin.run(() -> reading)).isInstanceOf(ClosedChannelException.class);
            }
        }
    }

    @Test
    void shutdown_ofOneSide_leavesTheOtherDirectionOpen() throws Exception {
        try (Pair pair = new Pair()) {
            // when
            Bobbin.run(pair.client::shutdown);

            // then
            assertThat(Bobbin.<Integer>run(() -> pair.peer.read(ByteBuffer.allocate(1))))
                    .isEqualTo(-1);
            Bobbin.run(() -> pair.peer.writeFully(bytes(5)));
            ByteBuffer target = ByteBuffer.allocate(1);
            Bobbin.run(() -> pair.client.readFully(target));
            assertThat(target.get(0)).isEqualTo((byte) 5);
        }
    }

    @Test
    void closeGracefully_peerStillSends_dropsItAndClosesAfterThePeer() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            Task<Void> closing = Bobbin.start(pair.client.closeGracefully());
            assertThat(Bobbin.<Integer>run(() -> pair.peer.read(ByteBuffer.allocate(1))))
                    .isEqualTo(-1);

            // when
            Bobbin.run(() -> pair.peer.writeFully(ByteBuffer.allocate(4 << 20)));
            assertThat(closing.isDone()).isFalse();
            pair.peer.close();

            // then
            Bobbin.run(() -> closing);
            assertThat(pair.client.isOpen()).isFalse();
            Bobbin.run(pair.client::closeGracefully);
        }
    }

    @Test
    void closeGracefully_timesOut_closesAtOnce() throws Exception {
        try (Pair pair = new Pair()) {
            assertThatThrownBy(
                            () -> Bobbin.run(() -> pair.client.closeGracefully().timeout(Duration.ofMillis(20))))
                    .isInstanceOf(TimeoutException.class);
            assertThat(pair.client.isOpen()).isFalse();
        }
    }

    @Test
    void cancel_ofAWaitingRead_freesTheConnectionForTheNext() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            Task<Integer> reading = Bobbin.start(pair.peer.read(ByteBuffer.allocate(1)));
            untilWaiting(pair.peer, OP_READ);

            // when
            reading.cancel();

            // then
            assertThatThrownBy(() -> Bobbin.run(() -> reading)).isInstanceOf(CancellationException.class);
            assertThat(pair.peer.waiting(OP_READ)).isNull();
            Task<Integer> next = Bobbin.start(pair.peer.read(ByteBuffer.allocate(1)));
            Bobbin.run(() -> pair.client.write(bytes(1)));
            assertThat(Bobbin.<Integer>run(() -> next)).isEqualTo(1);
        }
    }

    @Test
    void cancel_racingWithData_losesNoByte() throws Exception {
        try (Pair pair = new Pair()) {
            int rounds = 20_000;
            int received = 0;
            for (int i = 0; i < rounds; i++) {
                // when
                Task<Integer> reading = Bobbin.start(pair.peer.read(ByteBuffer.allocate(rounds)));
                Task<Integer> writing = Bobbin.start(pair.client.write(bytes(i)));
                if (i % 3 == 0) {
                    Thread.yield();
                }
                reading.cancel();
                Bobbin.run(() -> writing);

                // then
                try {
                    received += Bobbin.<Integer>run(() -> reading);
                } catch (CancellationException e) { // the byte is for a later read
                    assertThat(reading.isDone()).isTrue();
                }
            }
            if (received < rounds) {
                ByteBuffer rest = ByteBuffer.allocate(rounds - received);
                Bobbin.run(() -> pair.peer.readFully(rest));
            }
            assertThat(pair.peer.waiting(OP_READ)).isNull();
        }
    }

    @Test
    void cancel_ofAConnect_leavesNoSocket() throws Exception {
        // given: a server whose queue is full, so that a further connect waits
        try (TcpServer server = Tcp.listen(anyPort(), 1)) {
            int before = SocketsBack.sockets();
            java.util.List<TcpConnection> queued = new java.util.ArrayList<>();
            Task<TcpConnection> connecting = null;
            while (connecting == null) {
                Task<TcpConnection> next =
                        Bobbin.start(Tcp.connect(server.localAddress()).timeout(Duration.ofMillis(200)));
                try {
                    queued.add(Pair.join(next));
                } catch (TimeoutException e) { // this one waited; so will the next
                    connecting = Bobbin.start(Tcp.connect(server.localAddress()));
                }
            }

            // when
            connecting.cancel();
            Task<TcpConnection> cancelled = connecting;
            assertThatThrownBy(() -> Bobbin.run(() -> cancelled)).isInstanceOf(CancellationException.class);

            // then
            assertThat(SocketsBack.sockets()).isEqualTo(before + queued.size());
            queued.forEach(TcpConnection::close);
        }
    }

    @Test
    void connect_nobodyListens_namesTheAddress() throws Exception {
        // given
        InetSocketAddress address;
        try (TcpServer server = Tcp.listen(anyPort())) {
            address = server.localAddress();
        }

        // then
        assertThatThrownBy(() -> Bobbin.run(() -> Tcp.connect(address)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(address.toString())
                .hasMessageContaining("refused");
    }

    @Test
    void connect_unresolvedHost_namesIt() {
        InetSocketAddress address = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
        assertThatThrownBy(() -> Bobbin.run(() -> Tcp.connect(address)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("nowhere.invalid");
        assertThatThrownBy(() -> Tcp.listen(address)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void listen_portInUse_namesTheAddress() throws Exception {
        try (TcpServer server = Tcp.listen(anyPort())) {
            assertThatThrownBy(() -> Tcp.listen(server.localAddress()))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining(server.localAddress().toString());
        }
    }

    @Test
    void listen_badBacklog_isRefused() {
        assertThatThrownBy(() -> Tcp.listen(anyPort(), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void close_ofAServerThatWaited_freesThePortAtOnce() throws Exception {
        // given
        InetSocketAddress address;
        try (TcpServer server = Tcp.listen(anyPort())) {
            address = server.localAddress();
            Bobbin.start(server.accept());
            untilWaiting(server, OP_ACCEPT);
        }

        // then
        for (int i = 0; i < 100; i++) {
            try (TcpServer server = Tcp.listen(address)) {
                Bobbin.start(server.accept());
                untilWaiting(server, OP_ACCEPT);
            }
        }
    }

    @Test
    void read_peerResets_failsWithAnIOException() throws Exception {
        try (TcpServer server = Tcp.listen(anyPort());
                java.net.Socket client = new java.net.Socket(
                        server.localAddress().getAddress(),
                        server.localAddress().getPort())) {
            // given
            try (TcpConnection peer = Bobbin.run(server::accept)) {
                Task<Integer> reading = Bobbin.start(peer.read(ByteBuffer.allocate(1)));
                untilWaiting(peer, OP_READ);

                // when
                client.setSoLinger(true, 0);
                client.close();

                // then
                assertThatThrownBy(() -> Bobbin.run(() -> reading))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("reset");
            }
        }
    }

    @Test
    void connection_asItWasMade_knowsItsAddresses() throws Exception {
        try (Pair pair = new Pair()) {
            assertThat(pair.client.remoteAddress()).isEqualTo(pair.server.localAddress());
            assertThat(pair.peer.remoteAddress()).isEqualTo(pair.client.localAddress());
            assertThat(pair.client.isOpen()).isTrue();
            assertThat(pair.client.toString())
                    .contains(pair.server.localAddress().toString());
            assertThatThrownBy(() -> pair.client.read(ByteBuffer.allocate(1).asReadOnlyBuffer()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(pair.peer.waiting(OP_CONNECT)).isNull();
        }
    }
}
