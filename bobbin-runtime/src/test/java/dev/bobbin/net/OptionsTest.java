package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(SocketsBack.class)
class OptionsTest {
    @Test
    void option_thatIsSet_isTheSockets() throws Exception {
        try (Pair pair = new Pair();
                UdpSocket udp = Udp.bind(anyPort())) {
            // when
            pair.client.option(StandardSocketOptions.SO_KEEPALIVE, true);
            pair.server.option(StandardSocketOptions.SO_RCVBUF, 32 << 10);
            udp.option(StandardSocketOptions.SO_BROADCAST, true);

            // then
            assertThat(pair.client.channel().getOption(StandardSocketOptions.SO_KEEPALIVE))
                    .isTrue();
            assertThat(pair.client.option(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            assertThat(pair.peer.option(StandardSocketOptions.SO_KEEPALIVE)).isFalse();
            assertThat(pair.server.option(StandardSocketOptions.SO_RCVBUF))
                    .isEqualTo(pair.server.channel().getOption(StandardSocketOptions.SO_RCVBUF))
                    .isGreaterThanOrEqualTo(32 << 10);
            assertThat(udp.option(StandardSocketOptions.SO_BROADCAST)).isTrue();
        }
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            pair.client.option(StandardSocketOptions.TCP_NODELAY, false);
            assertThat(pair.client.option(StandardSocketOptions.TCP_NODELAY)).isFalse();
        }
    }

    @Test
    void option_thatCannotBe_isNamedWithItsSocket() throws Exception {
        Pair pair = new Pair();
        try (pair;
                Ends unix = Ends.Kind.UNIX.connect()) {
            assertThatThrownBy(() -> unix.client().option(StandardSocketOptions.TCP_NODELAY, true))
                    .isExactlyInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(unix.client() + " has no option TCP_NODELAY")
                    .hasCauseInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> pair.server.option(StandardSocketOptions.TCP_NODELAY))
                    .isExactlyInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(pair.server + " has no option TCP_NODELAY");
            assertThatThrownBy(() -> pair.client.option(StandardSocketOptions.SO_SNDBUF, -1))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("set SO_SNDBUF of " + pair.client + " to -1");
        }
        assertThatThrownBy(() -> pair.client.option(StandardSocketOptions.SO_KEEPALIVE, true))
                .isInstanceOf(ClosedChannelException.class)
                .hasMessageContaining("SO_KEEPALIVE");
        assertThatThrownBy(() -> pair.client.option(StandardSocketOptions.SO_KEEPALIVE))
                .isInstanceOf(ClosedChannelException.class);
    }
}
