package dev.bobbin.net;

import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Bobbin;
import dev.bobbin.Bridge;
import dev.bobbin.Task;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One protocol over all that carries streams. */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class TransportTest {
    private record Two(Transport client, Transport server, AutoCloseable both) {}

    private enum Kind {
        TCP,
        UNIX,
        TLS;

        Two connect() throws Exception {
            if (this == TLS) {
                TlsPair pair = new TlsPair("TLSv1.3");
                return new Two(pair.client, pair.server, pair);
            }
            Ends ends = Ends.Kind.valueOf(name()).connect();
            return new Two(ends.client(), ends.peer(), ends);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void transport_ofEachKind_carriesOneProtocol(Kind kind) throws Exception {
        Two two = kind.connect();
        try (AutoCloseable both = two.both()) {
            assertThat(both).isNotNull();
            Transport client = two.client();
            Transport server = two.server();

            // when: a request, its end, a response, its end
            Task<Integer> writing = Bobbin.start(client.write(bytes(1)));
            ByteBuffer request = ByteBuffer.allocate(3);
            Task<Void> reading = Bobbin.start(server.readFully(request));
            assertThat(join(writing)).isEqualTo(1);
            Bobbin.run(() -> client.writeFully(bytes(2, 3)));
            Bobbin.run(client::shutdown);
            join(reading);
            assertThat(Bobbin.<Integer>run(() -> server.read(ByteBuffer.allocate(1))))
                    .isEqualTo(-1);
            Bobbin.run(() -> server.writeFully(bytes(4)));
            Task<Void> closing = Bobbin.start(server.closeGracefully());
            ByteBuffer response = ByteBuffer.allocate(9);
            assertThat(Bobbin.<Integer>run(() -> client.read(response))).isEqualTo(1);
            Bobbin.run(client::closeGracefully);
            join(closing);

            // then
            assertThat(request.flip()).isEqualTo(bytes(1, 2, 3));
            assertThat(response.flip()).isEqualTo(bytes(4));
            assertThat(client.isOpen() || server.isOpen()).isFalse();
            assertThatThrownBy(() -> Bobbin.run(() -> client.read(ByteBuffer.allocate(1))))
                    .isInstanceOf(ClosedChannelException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void streams_ofEachKind_carryOneProtocol(Kind kind) throws Exception {
        byte[] much = new byte[300_000];
        new Random(1).nextBytes(much);
        Two two = kind.connect();
        try (AutoCloseable both = two.both()) {
            assertThat(both).isNotNull();
            Task<byte[]> asking = Bobbin.start(Bridge.run(() -> {
                OutputStream out = two.client().output();
                out.write(much);
                out.write(1);
                out.flush();
                two.client().shutdown().await();
                return two.client().input().readAllBytes();
            }));
            byte[] asked = Bobbin.run(() -> Bridge.run(() -> {
                byte[] all = two.server().input().readAllBytes();
                two.server().output().write(all, all.length - 2, 2);
                two.server().shutdown().await();
                return all;
            }));

            assertThat(asked).hasSize(300_001).startsWith(much).endsWith(1);
            assertThat(join(asking)).containsExactly(much[much.length - 1], 1);
        }
    }
}
