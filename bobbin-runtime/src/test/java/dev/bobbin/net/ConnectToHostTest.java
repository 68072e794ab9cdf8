package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static dev.bobbin.net.Pair.join;
import static dev.bobbin.net.Pair.untilWaiting;
import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole of 127.0.0.0/8 is this machine, on Linux. */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class ConnectToHostTest {
    private static InetAddress local(int last) throws UnknownHostException {
        return InetAddress.getByAddress("many.test", new byte[] {127, 0, 0, (byte) last});
    }

    @Test
    void connect_toAName_findsTheServer() throws Exception {
        try (TcpServer server = Tcp.listen(new InetSocketAddress("localhost", 0))) {
            // given
            Task<TcpConnection> accepting = Bobbin.start(server.accept());
            untilWaiting(server, OP_ACCEPT);

            // when
            int port = server.localAddress().getPort();
            try (TcpConnection client = Bobbin.run(() -> Tcp.connect("localhost", port));
                    TcpConnection peer = join(accepting)) {

                // then
                assertThat(client.localAddress()).isEqualTo(peer.remoteAddress());
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void connect_firstAddressesRefuse_takesTheNext() throws Exception {
        try (TcpServer server = Tcp.listen(new InetSocketAddress(local(3), 0))) {
            // given
            int port = server.localAddress().getPort();
            List<InetAddress> addresses = List.of(local(1), local(2), local(3), local(4));

            // when: the addresses are there at once, or come later
            Async<List<InetAddress>> later = new Lookup("many.test", host -> addresses.toArray(InetAddress[]::new));
            for (Async<List<InetAddress>> lookup : List.of(Async.done(addresses), later)) {
                Task<TcpConnection> connecting = Bobbin.start(new ConnectToHost("many.test", port, lookup));
                try (TcpConnection peer = Bobbin.run(server::accept);
                        TcpConnection client = join(connecting)) {

                    // then
                    assertThat(client.remoteAddress()).isEqualTo(server.localAddress());
                    assertThat(peer.remoteAddress()).isEqualTo(client.localAddress());
                }
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void connect_allAddressesRefuse_namesHostPortAndAll() throws Exception {
        // given
        int port;
        try (TcpServer server = Tcp.listen(anyPort())) {
            port = server.localAddress().getPort();
        }

        // when
        Async<List<InetAddress>> lookup = Async.done(List.of(local(1), local(2), local(3)));
        assertThatThrownBy(() -> Bobbin.run(() -> new ConnectToHost("many.test", port, lookup)))

                // then
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("connect to many.test:" + port)
                .hasMessageContaining("[many.test/127.0.0.1:" + port + ", many.test/127.0.0.2:" + port
                        + ", many.test/127.0.0.3:" + port + "]")
                .hasMessageEndingWith("]: Connection refused")
                .satisfies(e -> {
                    assertThat(e.getCause()).hasMessageContaining("127.0.0.1").hasMessageContaining("refused");
                    assertThat(e.getSuppressed())
                            .extracting(Throwable::getMessage)
                            .satisfiesExactly(
                                    m -> assertThat(m).contains("127.0.0.2"),
                                    m -> assertThat(m).contains("127.0.0.3"));
                });
    }

    @Test
    void connect_unknownHostOrBadPort_isNamed() throws Exception {
        Async<List<InetAddress>> lookup = Async.failed(new UnknownHostException("nowhere.test"));
        assertThatThrownBy(() -> Bobbin.run(() -> new ConnectToHost("nowhere.test", 1, lookup)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("nowhere.test");
        assertThatThrownBy(() -> Tcp.connect("localhost", 65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tcp.connect("", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void connect_awaitedTwice_isRefused() {
        Async<TcpConnection> connect = new ConnectToHost("h", 1, Async.failed(new UnknownHostException("h")));
        assertThatThrownBy(() -> Bobbin.run(() -> connect)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> Bobbin.run(() -> connect)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void cancelOrTimeout_whileAnAddressDoesNotAnswer_leavesNothingOpenAndTriesNoOther() throws Exception {
        // given: a server whose queue is full, so that a further connect waits
        List<TcpConnection> queued = new ArrayList<>();
        try (TcpServer server = Tcp.listen(new InetSocketAddress(local(2), 0), 1);
                TcpServer other = Tcp.listen(
                        new InetSocketAddress(local(3), server.localAddress().getPort()))) {
            fill(server, queued);
            int before = SocketsBack.sockets();
            int port = server.localAddress().getPort();
            Async<List<InetAddress>> addresses = Async.done(List.of(local(1), local(2), local(3)));

            // when
            assertThatThrownBy(() -> Bobbin.run(
                            () -> new ConnectToHost("many.test", port, addresses).timeout(Duration.ofMillis(50))))
                    .isInstanceOf(TimeoutException.class);
            Task<TcpConnection> connecting = Bobbin.start(new ConnectToHost("many.test", port, addresses));
            while (SocketsBack.sockets() == before) {
                Thread.onSpinWait();
            }
            connecting.cancel();

            // then
            assertThatThrownBy(() -> join(connecting)).isInstanceOf(CancellationException.class);
            assertThat(SocketsBack.sockets()).isEqualTo(before);
            assertThatThrownBy(() -> Bobbin.run(() -> other.accept().timeout(Duration.ofMillis(20))))
                    .isInstanceOf(TimeoutException.class);
        } finally {
            queued.forEach(TcpConnection::close);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void cancel_atAnyTime_leavesNothingOpen() throws Exception {
        try (TcpServer server = Tcp.listen(new InetSocketAddress(local(2), 0))) {
            int port = server.localAddress().getPort();
            InetAddress[] addresses = {local(1), local(2)};
            for (int i = 0; i < 1000; i++) {
                // given
                Async<List<InetAddress>> lookup = new Lookup("many.test", host -> addresses);
                Task<TcpConnection> connecting = Bobbin.start(new ConnectToHost("many.test", port, lookup));
                for (int j = 0; j < i % 50 * 20; j++) {
                    Thread.onSpinWait();
                }

                // when
                connecting.cancel();

                // then
                try {
                    join(connecting).close();
                } catch (CancellationException e) { // what SocketsBack counts
                    assertThat(connecting.isDone()).isTrue();
                }
            }
        }
    }

    private static void fill(TcpServer server, List<TcpConnection> queued) throws Exception {
        try {
            for (; ; ) {
                queued.add(join(Bobbin.start(Tcp.connect(server.localAddress()).timeout(Duration.ofMillis(200)))));
            }
        } catch (TimeoutException e) { // so will the next
            return;
        }
    }
}
