package dev.bobbin.net;

import static dev.bobbin.net.TlsPair.pattern;
import static dev.bobbin.net.TlsPair.serving;
import static dev.bobbin.net.TlsPair.trusting;
import static dev.bobbin.net.TlsPair.untilWaiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import dev.bobbin.runtime.LedgerBalances;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ExtendWith({SocketsBack.class, LedgerBalances.class})
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
}
