package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static dev.bobbin.net.TlsPair.pattern;
import static dev.bobbin.net.TlsPair.serving;
import static dev.bobbin.net.TlsPair.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other side is the JDK's blocking sockets: not our code. */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class TlsWithSocketsTest {
    private static final int SIZE = 2 << 20;

    private static <T> FutureTask<T> start(Callable<T> code) {
        FutureTask<T> future = new FutureTask<>(code);
        Thread thread = new Thread(future);
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    /** A client of a plain server that has read the end of what it was sent, and ended its own stream. */
    private static byte[] exchange(SSLSocket socket, byte[] sent)
            throws IOException, ExecutionException, InterruptedException {
        FutureTask<byte[]> reading = start(() -> socket.getInputStream().readNBytes(sent.length));
        socket.getOutputStream().write(sent);
        return reading.get();
    }

    private static void exchange(TlsConnection connection, ByteBuffer sent, ByteBuffer received) throws IOException {
        Bobbin.run(() -> Async.all(List.of(connection.writeFully(sent.duplicate()), connection.readFully(received))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void client_ofAnSSLServerSocket_exchangesBytesAndEnds(String protocol) throws Exception {
        ByteBuffer pattern = pattern(SIZE);
        try (SSLServerSocket listening = (SSLServerSocket) Certificates.context(Certificates.GOOD, true)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // given
            FutureTask<byte[]> serving = start(() -> {
                try (SSLSocket socket = (SSLSocket) listening.accept()) {
                    byte[] received = exchange(socket, pattern.array());
                    assertThat(socket.getInputStream().read()).isEqualTo(-1);
                    return received;
                }
            });
            int port = listening.getLocalPort();
            try (TlsConnection client = Bobbin.run(() -> Tls.connect("localhost", port, trusting(protocol)))) {
                // when
                ByteBuffer received = ByteBuffer.allocate(SIZE);
                exchange(client, pattern, received);
                Bobbin.run(client::shutdown);

                // then
                assertThat(Bobbin.<Integer>run(() -> client.read(ByteBuffer.allocate(1))))
                        .isEqualTo(-1);
                assertThat(received.flip().equals(pattern)).isTrue();
                assertThat(ByteBuffer.wrap(serving.get()).equals(pattern)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void server_ofAnSSLSocket_exchangesBytesAndEnds(String protocol) throws Exception {
        ByteBuffer pattern = pattern(SIZE);
        try (TcpServer listening = Tcp.listen(anyPort());
                SSLSocket socket = connected(listening, protocol);
                TlsConnection server =
                        Tls.server(Bobbin.run(listening::accept), serving(protocol, Certificates.GOOD))) {
            // given
            FutureTask<byte[]> asking = start(() -> {
                byte[] received = exchange(socket, pattern.array());
                socket.shutdownOutput();
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                return received;
            });

            // when
            ByteBuffer received = ByteBuffer.allocate(SIZE);
            exchange(server, pattern, received);

            // then
            assertThat(Bobbin.<Integer>run(() -> server.read(ByteBuffer.allocate(1))))
                    .isEqualTo(-1);
            Task<Void> closing = Bobbin.start(server.closeGracefully());
            assertThat(received.flip().equals(pattern)).isTrue();
            assertThat(ByteBuffer.wrap(asking.get()).equals(pattern)).isTrue();
            socket.close();
            join(closing);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void peer_thatShakesHandsAgain_disturbsNeitherDirection(String protocol) throws Exception {
        ByteBuffer pattern = pattern(SIZE);
        try (TcpServer listening = Tcp.listen(anyPort());
                SSLSocket socket = connected(listening, protocol);
                TlsConnection server =
                        Tls.server(Bobbin.run(listening::accept), serving(protocol, Certificates.GOOD))) {
            // given: in TLS 1.2 it renegotiates, in TLS 1.3 it updates keys
            FutureTask<byte[]> asking = start(() -> {
                FutureTask<byte[]> reading = start(() -> socket.getInputStream().readNBytes(SIZE));
                for (int i = 0; i < SIZE; i += SIZE / 8) {
                    socket.getOutputStream().write(pattern.array(), i, SIZE / 8);
                    socket.startHandshake();
                }
                return reading.get();
            });

            // when
            ByteBuffer received = ByteBuffer.allocate(SIZE);
            exchange(server, pattern, received);

            // then
            assertThat(received.flip().equals(pattern)).isTrue();
            Task<Integer> reading = Bobbin.start(server.read(ByteBuffer.allocate(1))); // answers the last one
            assertThat(ByteBuffer.wrap(asking.get()).equals(pattern)).isTrue();
            socket.getOutputStream().write(1);
            assertThat(join(reading)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void session_ofTheSameContext_isResumed(String protocol) throws Exception {
        try (SSLServerSocket listening = (SSLServerSocket) Certificates.context(Certificates.GOOD, true)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TlsOptions options = trusting(protocol);
            for (int i = 0; i < 3; i++) {
                // given
                FutureTask<Integer> serving = start(() -> {
                    try (SSLSocket socket = (SSLSocket) listening.accept()) {
                        socket.getOutputStream().write(7);
                        return socket.getInputStream().read();
                    }
                });

                // when
                int port = listening.getLocalPort();
                ByteBuffer target = ByteBuffer.allocate(1);
                try (TlsConnection client = Bobbin.run(() -> Tls.connect("localhost", port, options))) {
                    Bobbin.run(() -> client.readFully(target));
                    Bobbin.run(() -> client.writeFully(bytes(8)));
                    assertThat(client.peerCertificates()).hasSize(2);

                    // then
                    assertThat(serving.get()).isEqualTo(8);
                }
                assertThat(target.get(0)).isEqualTo((byte) 7);
            }
        }
    }

    private static SSLSocket connected(TcpServer listening, String protocol) throws Exception {
        SSLSocket socket = (SSLSocket) Certificates.context(null, true)
                .getSocketFactory()
                .createSocket("localhost", listening.localAddress().getPort());
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }
}
