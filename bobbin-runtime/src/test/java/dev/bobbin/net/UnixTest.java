package dev.bobbin.net;

import static dev.bobbin.net.Ends.freePath;
import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static dev.bobbin.net.Pair.untilWaiting;
import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
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

@Timeout(60)
@ExtendWith(SocketsBack.class)
class UnixTest {
    @Test
    void connection_bothWays_carriesBytesAndEnds() throws Exception {
        // given
        Path path = freePath();
        try (UnixServer server = Unix.listen(path)) {
            Task<UnixConnection> accepting = Bobbin.start(server.accept());
            untilWaiting(server, OP_ACCEPT);
            try (UnixConnection client = Bobbin.run(() -> Unix.connect(path));
                    UnixConnection peer = join(accepting)) {
                ByteBuffer there = ByteBuffer.allocate(3);
                ByteBuffer back = ByteBuffer.allocate(2);

                // when
                Task<Void> reading = Bobbin.start(peer.readFully(there));
                Bobbin.run(() -> client.writeFully(bytes(1, 2, 3)));
                join(reading);
                Bobbin.run(() -> peer.writeFully(bytes(4, 5)));
                Bobbin.run(() -> client.readFully(back));
                Task<Void> closing = Bobbin.start(client.closeGracefully());

                // then
                assertThat(there.flip()).isEqualTo(bytes(1, 2, 3));
                assertThat(back.flip()).isEqualTo(bytes(4, 5));
                assertThat(Bobbin.<Integer>run(() -> peer.read(ByteBuffer.allocate(1))))
                        .isEqualTo(-1);
                assertThat(List.of(server.path(), client.path(), peer.path())).containsOnly(path);
                assertThat(peer).hasToString("UnixConnection[" + path + "]");
                peer.close();
                join(closing);
                assertThat(client).hasToString("UnixConnection[" + path + ", closed]");
            }
        }
    }

    @Test
    void close_ofAServer_deletesTheFileAndFailsWhoAccepts() throws Exception {
        // given
        Path path = freePath();
        for (int i = 0; i < 100; i++) {
            UnixServer server = Unix.listen(path);
            Task<UnixConnection> accepting = Bobbin.start(server.accept());
            untilWaiting(server, OP_ACCEPT);

            // when
            server.close();
            server.close();

            // then: and the next can listen there
            assertThat(path).doesNotExist();
            assertThatThrownBy(() -> join(accepting)).isInstanceOf(ClosedChannelException.class);
            assertThat(server).hasToString("UnixServer[" + path + ", closed]");
        }
    }

    @Test
    void close_fileOfAnotherByThen_leavesIt() throws Exception {
        // given
        Path path = freePath();
        UnixServer first = Unix.listen(path);
        Files.delete(path);

        // when
        try (UnixServer second = Unix.listen(path)) {
            first.close();

            // then
            assertThat(path).exists();
            try (UnixConnection client = Bobbin.run(() -> Unix.connect(path));
                    UnixConnection peer = Bobbin.run(second::accept)) {
                assertThat(client.isOpen() && peer.isOpen()).isTrue();
            }
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void listen_wherePathIsTaken_saysByWhatAndWhatToDo() throws Exception {
        // given
        Path path = freePath();

        // then: a server that listens
        try (UnixServer server = Unix.listen(path, 1)) {
            for (int i = 0; i < 3; i++) { // the second look finds its queue full
                assertThatThrownBy(() -> Unix.listen(path))
                        .isInstanceOf(BindException.class)
                        .hasMessageContaining("listen on " + path)
                        .hasMessageContaining("Another server listens there");
            }
            assertThat(server.path()).exists();
        }

        // then: a file that a server has left behind
        try (ServerSocketChannel leaver = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            leaver.bind(UnixDomainSocketAddress.of(path));
        }
        assertThatThrownBy(() -> Unix.listen(path))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("No server listens there any more")
                .hasMessageContaining("delete the file");
        assertThatThrownBy(() -> Bobbin.run(() -> Unix.connect(path)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("connect to " + path)
                .hasMessageContaining("No server listens there");
        Files.delete(path);

        // then: something else
        Files.createFile(path);
        assertThatThrownBy(() -> Unix.listen(path))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("no socket");
        assertThat(path).exists();
        Files.delete(path);
    }

    @Test
    void pathTooLong_isNamedWithARemedy() throws Exception {
        Path path = freePath().resolveSibling("x".repeat(200));
        assertThatThrownBy(() -> Unix.listen(path))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("use a shorter directory");
        assertThatThrownBy(() -> Bobbin.run(() -> Unix.connect(path)))
                .isExactlyInstanceOf(SocketException.class)
                .hasMessageContaining("connect to " + path)
                .hasMessageContaining("too long")
                .hasMessageContaining("use a shorter directory");
    }

    @Test
    void directoryOrFileMissing_isNamedWithARemedy() throws Exception {
        Path path = freePath();
        Path deep = path.resolve("none").resolve("socket");
        assertThatThrownBy(() -> Unix.listen(deep))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("listen on " + deep);
        assertThatThrownBy(() -> Bobbin.run(() -> Unix.connect(path)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("connect to " + path)
                .hasMessageContaining("start it first");
        assertThatThrownBy(() -> Unix.listen(path, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void connect_awaitedTwice_isRefused() throws Exception {
        Path path = freePath();
        Async<UnixConnection> connect = Unix.connect(path);
        assertThatThrownBy(() -> Bobbin.run(() -> connect)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> Bobbin.run(() -> connect))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this connect has been awaited before");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void connect_serverHasAFullQueue_waitsUntilItAccepts() throws Exception {
        Path path = freePath();
        List<UnixConnection> all = new ArrayList<>();
        try (UnixServer server = Unix.listen(path, 1)) {
            // given: two fit
            all.add(Bobbin.run(() -> Unix.connect(path)));
            all.add(Bobbin.run(() -> Unix.connect(path)));

            // when
            List<Task<UnixConnection>> connecting = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                connecting.add(Bobbin.start(Unix.connect(path)));
            }
            assertThatThrownBy(() -> Bobbin.run(() -> Unix.connect(path).timeout(Duration.ofMillis(50))))
                    .isInstanceOf(TimeoutException.class);

            // then
            for (int i = 0; i < 22; i++) {
                all.add(Bobbin.run(server::accept));
            }
            for (Task<UnixConnection> task : connecting) {
                all.add(join(task));
            }
            for (int i = 2; i < 24; i++) { // each accepted one has somebody at the other end
                UnixConnection peer = all.get(i);
                Bobbin.run(() -> peer.writeFully(bytes(7)));
            }
        } finally {
            all.forEach(UnixConnection::close);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void connect_toASocketForDatagrams_failsAtOnce() throws Exception {
        // given: one, which the JDK cannot make
        assumeThat(Path.of("/usr/bin/perl")).exists();
        Path path = freePath();
        String program = "use Socket; socket(S, PF_UNIX, SOCK_DGRAM, 0); bind(S, sockaddr_un($ARGV[0])) or die;"
                + " syswrite(STDOUT, 'x'); <STDIN>";
        Process perl = new ProcessBuilder("/usr/bin/perl", "-e", program, path.toString()).start();
        try {
            assertThat(perl.getInputStream().read()).isEqualTo('x');

            // when, then: for ever, but for the limit
            assertThatThrownBy(() -> Bobbin.run(() -> Unix.connect(path).timeout(Duration.ofSeconds(10))))
                    .isExactlyInstanceOf(SocketException.class)
                    .hasMessageContaining("connect to " + path)
                    .hasCauseInstanceOf(SocketException.class);
        } finally {
            perl.destroy();
            perl.waitFor();
            Files.delete(path);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fullBacklog_ofAServerMadeForIt_isToldFromOtherFailures() throws Exception {
        String said = FullBacklog.provoke();
        assertThat(FullBacklog.isReasonOf(new SocketException(said))).isTrue();
        assertThat(FullBacklog.isReasonOf(new SocketException("Protocol wrong type for socket")))
                .isFalse();
        assertThat(FullBacklog.isReasonOf(new SocketException())).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void cancel_ofAConnectThatWaits_leavesNoSocket() throws Exception {
        Path path = freePath();
        List<UnixConnection> queued = new ArrayList<>();
        try (UnixServer server = Unix.listen(path, 1)) {
            // given
            queued.add(Bobbin.run(() -> Unix.connect(path)));
            queued.add(Bobbin.run(() -> Unix.connect(path)));
            int before = SocketsBack.sockets();
            for (int i = 0; i < 50; i++) {
                Task<UnixConnection> connecting = Bobbin.start(Unix.connect(path));
                if (i % 2 == 0) {
                    Thread.yield();
                }

                // when
                connecting.cancel();

                // then
                assertThatThrownBy(() -> join(connecting)).isInstanceOf(CancellationException.class);
            }
            assertThat(SocketsBack.sockets()).isEqualTo(before);
            assertThat(server.path()).exists();
        } finally {
            queued.forEach(UnixConnection::close);
        }
    }
}
