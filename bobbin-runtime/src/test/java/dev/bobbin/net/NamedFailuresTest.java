package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static dev.bobbin.net.Pair.untilWaiting;
import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.EOFException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Failures of operations say with whom they happened. */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class NamedFailuresTest {
    private static void reset(Pair pair) throws Exception {
        pair.peer.channel().setOption(StandardSocketOptions.SO_LINGER, 0);
        pair.peer.close();
        SocketsBack.flush();
    }

    @Test
    void readAndWrite_onAConnectionThatWasReset_nameBothSides() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            String where = pair.client.toString();
            Task<Integer> reading = Bobbin.start(pair.client.read(ByteBuffer.allocate(1)));
            untilWaiting(pair.client, OP_READ);

            // when
            reset(pair);

            // then
            assertThatThrownBy(() -> join(reading))
                    .isExactlyInstanceOf(SocketException.class)
                    .hasMessage("read on " + where + ": Connection reset")
                    .hasCauseExactlyInstanceOf(SocketException.class);
            assertThat(where)
                    .startsWith("TcpConnection[")
                    .contains(pair.server.localAddress().toString());
            assertThatThrownBy(() -> Bobbin.run(() -> pair.client.writeFully(bytes(1))))
                    .isExactlyInstanceOf(SocketException.class)
                    .hasMessageStartingWith("writeFully on " + where + ": ");
        }
    }

    @Test
    void readFully_streamEndsBefore_namesBothSides() throws Exception {
        try (Pair pair = new Pair()) {
            Bobbin.run(() -> pair.peer.writeFully(bytes(1, 2, 3)));
            Bobbin.run(pair.peer::shutdown);
            assertThatThrownBy(() -> Bobbin.run(() -> pair.client.readFully(ByteBuffer.allocate(10))))
                    .isExactlyInstanceOf(EOFException.class)
                    .hasMessage(pair.client + ": the stream ended with 7 bytes missing");
        }
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            pair.shakeHands();
            Bobbin.run(pair.server::shutdown);
            assertThatThrownBy(() -> Bobbin.run(() -> pair.client.readFully(ByteBuffer.allocate(10))))
                    .isExactlyInstanceOf(EOFException.class)
                    .hasMessage(pair.client + ": the stream ended with 10 bytes missing");
        }
    }

    @Test
    void operation_afterAShutdownOrAClose_saysWhichAndWithWhom() throws Exception {
        Pair pair = new Pair();
        try (pair) {
            Bobbin.run(pair.client::shutdown);
            assertThatThrownBy(() -> Bobbin.run(() -> pair.client.write(bytes(1))))
                    .isInstanceOf(ClosedChannelException.class)
                    .hasMessage("write on " + pair.client + ": the outgoing stream has been ended here");
        }
        assertThatThrownBy(() -> Bobbin.run(() -> pair.client.read(ByteBuffer.allocate(1))))
                .isInstanceOf(ClosedChannelException.class)
                .hasMessage("read on TcpConnection[to " + pair.server.localAddress()
                        + ", closed]: it has been closed here");
        TlsPair tls = new TlsPair("TLSv1.3");
        tls.close();
        assertThatThrownBy(() -> Bobbin.run(() -> tls.client.read(ByteBuffer.allocate(1))))
                .isInstanceOf(ClosedChannelException.class)
                .hasMessageStartingWith("read on TlsConnection[TcpConnection[to ")
                .hasMessageEndingWith("it has been closed here");
    }

    @Test
    void accept_onAServerThatIsClosed_namesIt() throws Exception {
        TcpServer server = Tcp.listen(anyPort());
        Task<TcpConnection> accepting = Bobbin.start(server.accept());
        untilWaiting(server, OP_ACCEPT);
        server.close();
        assertThatThrownBy(() -> join(accepting))
                .isInstanceOf(ClosedChannelException.class)
                .hasMessage("accept on " + server + ": it has been closed here");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void datagram_nobodyListens_namesThePeer() throws Exception {
        // given
        InetSocketAddress nobody;
        try (UdpSocket socket = Udp.bind(anyPort())) {
            nobody = socket.localAddress();
        }
        try (UdpSocket socket = Udp.connect(nobody)) {
            Task<Integer> reading = Bobbin.start(socket.read(ByteBuffer.allocate(1)));
            untilWaiting(socket, OP_READ);

            // when: one of both is told
            Bobbin.run(() -> socket.write(bytes(1)));
            Throwable failure = catchThrowable(() -> join(reading));

            // then
            assertThat(failure)
                    .isExactlyInstanceOf(PortUnreachableException.class)
                    .hasMessage("read on " + socket + ": nobody listens on that port")
                    .hasMessageContaining(nobody.toString());
        }
    }
}
