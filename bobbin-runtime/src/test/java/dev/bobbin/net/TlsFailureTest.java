package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static dev.bobbin.net.TlsPair.serving;
import static dev.bobbin.net.TlsPair.trusting;
import static dev.bobbin.net.TlsPair.untilWaiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be trusted, and what cannot be agreed upon. */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class TlsFailureTest {
    /** Both operations of the client fail with the same exception, which says this; the server's fails too. */
    private static void assertFails(TlsPair pair, String remedy) {
        Task<Integer> serving = Bobbin.start(async(() -> pair.server.read(ByteBuffer.allocate(1))));
        Task<Integer> reading = Bobbin.start(async(() -> pair.client.read(ByteBuffer.allocate(1))));
        Task<Integer> writing = Bobbin.start(async(() -> pair.client.write(bytes(1))));

        Throwable failure = Assertions.catchThrowable(() -> join(reading));
        assertThat(failure)
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("TLS handshake with localhost:")
                .hasMessageContaining(remedy);
        assertThatThrownBy(() -> join(writing)).isSameAs(failure);
        assertThatThrownBy(() -> Bobbin.run(() -> pair.client.write(bytes(1)))).isSameAs(failure);
        assertThatThrownBy(() -> join(serving))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("TLS handshake with 127.0.0.1:");
    }

    private interface Operation<T> {
        dev.bobbin.Async<T> get() throws IOException;
    }

    private static <T> dev.bobbin.Async<T> async(Operation<T> operation) {
        try {
            return operation.get();
        } catch (IOException e) { // not thrown by the call
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void certificate_ofAnotherHost_isRefused(String protocol) throws Exception {
        try (TlsPair pair = new TlsPair(trusting(protocol), serving(protocol, Certificates.ELSEWHERE))) {
            assertFails(pair, "the peer's certificate is for another host name: connect by a name that is in it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void certificate_ofAnotherHostWithoutTheCheck_isAccepted(String protocol) throws Exception {
        TlsOptions careless = trusting(protocol).dangerouslyWithoutHostNameCheck();
        try (TlsPair pair = new TlsPair(careless, serving(protocol, Certificates.ELSEWHERE))) {
            pair.shakeHands();
            assertThat(pair.client.protocol()).isEqualTo(protocol);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void certificate_ofAnUnknownAuthority_isRefused(String protocol) throws Exception {
        TlsOptions strangers = TlsOptions.of(Certificates.context(null, false)).withProtocols(protocol);
        try (TlsPair pair = new TlsPair(strangers, serving(protocol, Certificates.GOOD))) {
            assertFails(pair, "the peer's certificate is not trusted: add its issuer to the trust store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void certificate_expired_isRefused(String protocol) throws Exception {
        try (TlsPair pair = new TlsPair(trusting(protocol), serving(protocol, Certificates.EXPIRED))) {
            assertFails(pair, "the peer's certificate has expired");
        }
    }

    @Test
    void protocols_withoutACommonOne_areNamedAsTheReason() throws Exception {
        try (TlsPair pair = new TlsPair(trusting("TLSv1.2"), serving("TLSv1.3", Certificates.GOOD))) {
            assertFails(pair, "no protocol version or cipher suite in common with the peer");
        }
        try (TlsPair pair = new TlsPair(trusting("TLSv1.3"), serving("TLSv1.2", Certificates.GOOD))) {
            assertFails(pair, "no protocol version or cipher suite in common with the peer");
        }
    }

    @Test
    void cipherSuites_withoutACommonOne_areNamedAsTheReason() throws Exception {
        TlsOptions clients = trusting("TLSv1.3").withCipherSuites("TLS_AES_128_GCM_SHA256");
        TlsOptions servers = serving("TLSv1.3", Certificates.GOOD).withCipherSuites("TLS_AES_256_GCM_SHA384");
        try (TlsPair pair = new TlsPair(clients, servers)) {
            assertFails(pair, "no protocol version or cipher suite in common with the peer");
        }
    }

    @Test
    void applicationProtocols_withoutACommonOne_areNamedAsTheReason() throws Exception {
        TlsOptions clients = trusting("TLSv1.3").withApplicationProtocols("h2");
        TlsOptions servers = serving("TLSv1.3", Certificates.GOOD).withApplicationProtocols("http/1.1");
        try (TlsPair pair = new TlsPair(clients, servers)) {
            assertFails(pair, "no application protocol (ALPN) in common with the peer");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void clientCertificate_requiredAndNotShown_failsOnBothSides(String protocol) throws Exception {
        TlsOptions demanding = serving(protocol, Certificates.GOOD).requiringClientCertificate();
        try (TlsPair pair = new TlsPair(trusting(protocol), demanding)) {
            // when
            Task<Integer> serving = Bobbin.start(pair.server.read(ByteBuffer.allocate(1)));

            // then: in TLS 1.3 the client learns of it when it reads; in TLS 1.2 a JDK of 25 says no more than
            // handshake_failure
            assertThatThrownBy(() -> Bobbin.run(() -> pair.client.read(ByteBuffer.allocate(1))))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("localhost:")
                    .hasMessageMatching(".*(or wants one|or it wants a certificate).*");
            assertThatThrownBy(() -> join(serving)).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void clientCertificate_wantedAndShown_isThere(String protocol) throws Exception {
        TlsOptions showing =
                TlsOptions.of(Certificates.context(Certificates.GOOD, true)).withProtocols(protocol);
        TlsOptions wanting = serving(protocol, Certificates.GOOD).wantingClientCertificate();
        try (TlsPair pair = new TlsPair(showing, wanting)) {
            pair.shakeHands();
            assertThat(pair.server.peerCertificates()).isNotEmpty();
        }
    }

    @Test
    void peer_thatSpeaksNoTls_isNamedAsSuch() throws Exception {
        try (Pair pair = new Pair()) {
            TlsConnection client = Tls.client(pair.client, "localhost", trusting("TLSv1.3"));
            Bobbin.run(() -> pair.peer.writeFully(ByteBuffer.wrap("220 mail.example ready\r\n".getBytes())));
            assertThatThrownBy(() -> Bobbin.run(client::handshake))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("localhost:")
                    .hasMessageContaining("the peer does not speak TLS at this port");
        }
        try (Pair pair = new Pair()) {
            TlsConnection server = Tls.server(pair.peer, Certificates.context(Certificates.GOOD, true));
            Bobbin.run(() -> pair.client.writeFully(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes())));
            assertThatThrownBy(() -> Bobbin.run(server::handshake))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("the peer does not speak TLS at this port");
        }
    }

    @Test
    void peer_thatClosesInTheHandshake_isNamedAsSuch() throws Exception {
        try (Pair pair = new Pair()) {
            TlsConnection client = Tls.client(pair.client, "localhost", trusting("TLSv1.3"));
            Task<Void> shaking = Bobbin.start(client.handshake());
            untilWaiting(client, false);
            Bobbin.run(pair.peer::shutdown);
            assertThatThrownBy(() -> join(shaking))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("the peer closed the connection");
        }
    }

    @Test
    void peer_thatResetsInTheHandshakeOrLater_isNamed() throws Exception {
        try (Pair pair = new Pair()) {
            TlsConnection client = Tls.client(pair.client, "localhost", trusting("TLSv1.3"));
            Task<Void> shaking = Bobbin.start(client.handshake());
            untilWaiting(client, false);
            reset(pair.peer);
            assertThatThrownBy(() -> join(shaking))
                    .isExactlyInstanceOf(SocketException.class)
                    .hasMessageStartingWith("TLS handshake with localhost:"
                            + pair.server.localAddress().getPort() + ": ")
                    .hasMessageMatching(".*(Connection reset|Broken pipe).*") // as it reads or writes first
                    .hasCauseInstanceOf(IOException.class);
        }
        try (Pair pair = new Pair()) {
            TlsConnection client = Tls.client(pair.client, "localhost", trusting("TLSv1.3"));
            TlsConnection server = Tls.server(pair.peer, serving("TLSv1.3", Certificates.GOOD));
            Task<Void> shaking = Bobbin.start(server.handshake());
            Bobbin.run(client::handshake);
            join(shaking);
            reset(pair.peer);
            assertThatThrownBy(() -> Bobbin.run(() -> client.read(ByteBuffer.allocate(1))))
                    .isExactlyInstanceOf(SocketException.class)
                    .hasMessageStartingWith("TLS with localhost:")
                    .hasMessageEndingWith("Connection reset");
        }
    }

    private static void reset(TcpConnection connection) throws IOException {
        connection.channel().setOption(StandardSocketOptions.SO_LINGER, 0);
        connection.close();
        SocketsBack.flush();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void server_withoutAKey_saysSo(String protocol) throws Exception {
        TlsOptions keyless = TlsOptions.of(Certificates.context(null, true)).withProtocols(protocol);
        try (TlsPair pair = new TlsPair(trusting(protocol), keyless)) {
            Task<Void> shaking = Bobbin.start(pair.client.handshake());
            assertThatThrownBy(() -> Bobbin.run(pair.server::handshake))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("TLS handshake with 127.0.0.1:")
                    .hasMessageMatching(".*this side has (no|a) key.*");
            assertThatThrownBy(() -> join(shaking)).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void hostName_withAnUnderscore_isNotSentAndFailsOnlyWhereItIsChecked(String protocol) throws Exception {
        try (Pair pair = new Pair()) {
            TlsConnection client =
                    Tls.client(pair.client, "my_service", trusting(protocol).dangerouslyWithoutHostNameCheck());
            TlsConnection server = Tls.server(pair.peer, serving(protocol, Certificates.GOOD));
            Task<Void> shaking = Bobbin.start(server.handshake());
            Bobbin.run(client::handshake);
            join(shaking);
            assertThat(client.protocol()).isEqualTo(protocol);
        }
        try (Pair pair = new Pair()) {
            TlsConnection client = Tls.client(pair.client, "my_service", trusting(protocol));
            TlsConnection server = Tls.server(pair.peer, serving(protocol, Certificates.GOOD));
            Task<Void> shaking = Bobbin.start(server.handshake());
            assertThatThrownBy(() -> Bobbin.run(client::handshake))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("TLS handshake with my_service:")
                    .hasMessageContaining("connect by one of letters, digits, hyphens and dots");
            assertThatThrownBy(() -> join(shaking)).isInstanceOf(SSLException.class);
        }
        String long64 = "x".repeat(64);
        assertThatThrownBy(() -> Tls.connect(long64, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(long64);
    }

    @Test
    void protocolOrCipherSuite_thatIsUnknown_isNamedBeforeAnythingIsConnected() throws Exception {
        TlsOptions unknown = trusting("TLSv1.3").withProtocols("TLSv9");
        // nobody listens there, and nobody is asked
        assertThatThrownBy(() -> Bobbin.run(() -> Tls.connect("localhost", 1, unknown)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no protocol \"TLSv9\"")
                .hasMessageContaining("TLSv1.3");
        try (Pair pair = new Pair()) {
            assertThatThrownBy(() -> Tls.server(pair.peer, unknown)).hasMessageContaining("no protocol \"TLSv9\"");
            assertThatThrownBy(() -> Tls.client(
                            pair.client, "localhost", trusting("TLSv1.3").withCipherSuites("NONE")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no cipher suite \"NONE\"")
                    .hasMessageContaining("TLS_AES_128_GCM_SHA256");
        }
    }

    @Test
    void handshake_thatStalls_timesOut() throws Exception {
        try (Pair pair = new Pair()) {
            TlsConnection client = Tls.client(pair.client, "localhost", trusting("TLSv1.3"));
            assertThatThrownBy(() -> Bobbin.run(() -> client.handshake().timeout(Duration.ofMillis(20))))
                    .isInstanceOf(TimeoutException.class);

            // then: it can be carried on
            TlsConnection server = Tls.server(pair.peer, serving("TLSv1.3", Certificates.GOOD));
            Task<Void> shaking = Bobbin.start(server.handshake());
            Bobbin.run(client::handshake);
            join(shaking);
        }
    }

    @Test
    void connect_byName_resolvesConnectsAndShakesHands() throws Exception {
        try (TcpServer listening = Tcp.listen(anyPort())) {
            // given
            int port = listening.localAddress().getPort();
            Task<TcpConnection> accepting = Bobbin.start(listening.accept());
            Task<TlsConnection> connecting = Bobbin.start(Tls.connect("localhost", port, trusting("TLSv1.3")));

            // when
            TlsConnection server = Tls.server(join(accepting), serving("TLSv1.3", Certificates.GOOD));
            Bobbin.run(() -> server.writeFully(bytes(1)));

            // then
            try (server;
                    TlsConnection client = join(connecting)) {
                assertThat(Bobbin.<Integer>run(() -> client.read(ByteBuffer.allocate(9))))
                        .isEqualTo(1);
                assertThat(client.remoteAddress()).isEqualTo(listening.localAddress());
                assertThat(client.localAddress()).isEqualTo(server.remoteAddress());
            }
        }
    }

    @Test
    void connect_thatFails_leavesNothingOpen() throws Exception {
        try (TcpServer listening = Tcp.listen(anyPort())) {
            // given
            int port = listening.localAddress().getPort();
            int before = SocketsBack.sockets();

            // when: nobody answers; a refused option; the connection ends; nobody listens
            assertThatThrownBy(() -> Bobbin.run(() ->
                            Tls.connect("localhost", port, trusting("TLSv1.3")).timeout(Duration.ofMillis(100))))
                    .isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> Bobbin.run(() ->
                            Tls.connect("localhost", port, trusting("TLSv1.3").withCipherSuites("NONE"))))
                    .isInstanceOf(IllegalArgumentException.class);
            Task<TlsConnection> connecting = Bobbin.start(Tls.connect("localhost", port));
            for (int i = 0; i < 2; i++) { // the refused option has connected to nobody
                Bobbin.run(listening::accept).close();
            }
            assertThatThrownBy(() -> join(connecting)).isInstanceOf(IOException.class);
            listening.close();
            assertThatThrownBy(() -> Bobbin.run(() -> Tls.connect("localhost", port, trusting("TLSv1.3"))))
                    .isInstanceOf(ConnectException.class);

            // then
            assertThat(SocketsBack.sockets()).isEqualTo(before - 1);
            assertThatThrownBy(() -> Tls.connect("", 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void alert_reachesAPlainPeer() throws Exception {
        try (TcpServer listening = Tcp.listen(anyPort());
                Socket plain = new Socket(
                        listening.localAddress().getAddress(),
                        listening.localAddress().getPort());
                TcpConnection accepted = Bobbin.run(listening::accept)) {
            // given
            TlsConnection server = Tls.server(accepted, Certificates.context(Certificates.GOOD, true));

            // when
            plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
            assertThatThrownBy(() -> Bobbin.run(server::handshake)).isInstanceOf(SSLException.class);

            // then: a record of type alert, fatal, and the end
            byte[] alert = plain.getInputStream().readAllBytes();
            assertThat(alert.length).isEqualTo(7);
            assertThat(alert[0]).isEqualTo((byte) 21);
            assertThat(alert[5]).isEqualTo((byte) 2);
        }
    }
}
