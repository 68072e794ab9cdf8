package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How connections come about, and datagrams. */
final class SocketContracts {
    private SocketContracts() {}

    static List<ContractTest.Row> rows() {
        return List.of(
                new ContractTest.Row("Server.accept", " by TCP", 500, () -> new Accepting(false)),
                new ContractTest.Row("Server.accept", " by Unix", 500, () -> new Accepting(true)),
                new ContractTest.Row("Tcp.connect", "", 500, () -> new Connecting(false)),
                new ContractTest.Row("Unix.connect", "", 500, () -> new Connecting(true)),
                new ContractTest.Row("Tls.connect", "", 200, TlsConnecting::new),
                new ContractTest.Row("UdpSocket.receive", "", 500, () -> new Receiving(false)),
                new ContractTest.Row("UdpSocket.read", "", 500, () -> new Receiving(true)),
                new ContractTest.Row("UdpSocket.send", "", 500, () -> new Sending(false)),
                new ContractTest.Row("UdpSocket.write", "", 500, () -> new Sending(true)));
    }

    private static final class Accepting extends Contract {
        private final Server<?> server;
        private final SocketAddress address;
        private @Nullable SocketChannel client;

        Accepting(boolean unix) throws Exception {
            if (unix) {
                Path path = Ends.freePath();
                server = Unix.listen(path);
                address = UnixDomainSocketAddress.of(path);
            } else {
                TcpServer tcp = Tcp.listen(anyPort());
                server = tcp;
                address = tcp.localAddress();
            }
        }

        @Override
        Async<?> operation() throws Exception {
            return server.accept();
        }

        @Override
        void step() throws Exception {
            client = SocketChannel.open(address);
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            try (Connection accepted = returned ? (Connection) result : join(Bobbin.start(server.accept()))) {
                client.write(bytes(1));
                assertThat(StreamContracts.readAll(accepted, 1)).isEqualTo(bytes(1));
            }
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }

        @Override
        public void close() throws Exception {
            if (client != null) {
                client.close();
            }
            server.close();
        }
    }

    /** To a server of the JDK's, which sees what nobody has closed. It is there at once. */
    private static final class Connecting extends Contract {
        private final ServerSocketChannel server;
        private final @Nullable Path path;

        Connecting(boolean unix) throws IOException {
            path = unix ? Ends.freePath() : null;
            server = ServerSocketChannel.open(unix ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET);
            server.bind(unix ? UnixDomainSocketAddress.of(path) : anyPort());
        }

        @Override
        Async<?> operation() throws Exception {
            return path == null ? Tcp.connect((InetSocketAddress) server.getLocalAddress()) : Unix.connect(path);
        }

        @Override
        int steps() {
            return 0;
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            if (returned) {
                Connection connection = (Connection) result;
                assertThat(connection.isOpen()).isTrue();
                connection.close();
            }
            SocketsBack.flush(); // the descriptor is given back by the poller
            server.configureBlocking(false);
            try (SocketChannel accepted = server.accept()) {
                if (returned) {
                    assertThat(accepted).isNotNull();
                }
                if (accepted != null) {
                    assertThat(accepted.read(ByteBuffer.allocate(1))).isEqualTo(-1);
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            if (path != null) {
                Files.delete(path);
            }
        }
    }

    private static final class TlsConnecting extends Contract {
        private final TcpServer server = Tcp.listen(anyPort());
        private @Nullable Task<Void> serving;
        private @Nullable TcpConnection accepted;

        TlsConnecting() throws IOException {}

        @Override
        Async<?> operation() throws Exception {
            return Tls.connect("localhost", server.localAddress().getPort(), TlsPair.trusting("TLSv1.3"));
        }

        @Override
        void step() {
            serving = Bobbin.start(new Loop(last -> {
                if (last == null) {
                    return server.accept();
                }
                if (last instanceof TcpConnection connection) {
                    accepted = connection;
                    TlsConnection tls = Tls.server(connection, TlsPair.serving("TLSv1.3", Certificates.GOOD));
                    return new Loop(shaken -> shaken == null ? tls.handshake() : null);
                }
                return null;
            }));
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            if (returned) {
                assertThat(((TlsConnection) result).isOpen()).isTrue();
                ((TlsConnection) result).close();
            }
            serving.cancel(); // who was given up may not have come
            while (!serving.isDone()) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            if (accepted != null) {
                accepted.close();
            }
            server.close();
        }
    }

    private abstract static class Datagrams extends Contract {
        final UdpSocket here;
        final UdpSocket there = Udp.bind(anyPort());

        final boolean connected;

        Datagrams(boolean connected) throws IOException {
            this.connected = connected;
            here = connected ? Udp.connect(there.localAddress()) : Udp.bind(anyPort());
        }

        final Async<?> receiving(ByteBuffer buffer) throws IOException {
            return connected ? here.read(buffer) : here.receive(buffer);
        }

        final Async<?> sending(int value) throws IOException {
            return connected ? here.write(bytes(value)) : here.send(bytes(value), there.localAddress());
        }

        @Override
        public void close() {
            here.close();
            there.close();
        }
    }

    private static final class Receiving extends Datagrams {
        private final ByteBuffer buffer = ByteBuffer.allocate(1);

        Receiving(boolean connected) throws IOException {
            super(connected);
        }

        @Override
        Async<?> operation() throws Exception {
            return receiving(buffer);
        }

        @Override
        void step() throws Exception {
            come(1);
        }

        private void come(int value) throws Exception {
            join(Bobbin.start(there.send(bytes(value), here.localAddress())));
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            assertThat(buffer.position()).isEqualTo(returned ? 1 : 0);
            come(2);
            for (int expected = returned ? 2 : 1; expected <= 2; expected++) {
                buffer.clear();
                join(Bobbin.start(receiving(buffer)));
                assertThat(buffer.flip()).isEqualTo(bytes(expected));
            }
        }
    }

    private static final class Sending extends Datagrams {
        Sending(boolean connected) throws IOException {
            super(connected);
        }

        @Override
        Async<?> operation() throws Exception {
            return sending(1);
        }

        @Override
        int steps() {
            return 0;
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            join(Bobbin.start(sending(2)));
            ByteBuffer datagram = ByteBuffer.allocate(1);
            for (int expected = returned ? 1 : 2; expected <= 2; expected++) {
                datagram.clear();
                join(Bobbin.start(there.receive(datagram)));
                assertThat(datagram.flip()).isEqualTo(bytes(expected));
            }
        }
    }
}
