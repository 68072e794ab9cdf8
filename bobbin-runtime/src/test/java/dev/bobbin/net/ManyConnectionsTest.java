package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.untilWaiting;
import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import dev.bobbin.runtime.OtherJvm;
import java.io.File;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(SocketsBack.class)
class ManyConnectionsTest {
    /** Both ends are in this process: twice as many descriptors. */
    private static final int CONNECTIONS = 1500;

    @Test
    void connections_allWaitingAtOnce_eachGetsItsOwnBytes() throws Exception {
        List<TcpConnection> clients = new ArrayList<>();
        List<TcpConnection> peers = new ArrayList<>();
        try (TcpServer server = Tcp.listen(anyPort())) {
            // given
            for (int i = 0; i < CONNECTIONS; i++) {
                Task<TcpConnection> accepting = Bobbin.start(server.accept());
                clients.add(Bobbin.run(() -> Tcp.connect(server.localAddress())));
                peers.add(Bobbin.run(() -> accepting));
            }
            List<ByteBuffer> targets = new ArrayList<>();
            List<Task<Void>> reading = new ArrayList<>();
            for (TcpConnection peer : peers) {
                ByteBuffer target = ByteBuffer.allocate(4);
                targets.add(target);
                reading.add(Bobbin.start(peer.readFully(target)));
            }
            peers.forEach(peer -> untilWaiting(peer, OP_READ));

            // when: a third is cut in the middle, a third gets half of its bytes, then all get the rest
            for (int i = 0; i < CONNECTIONS; i += 3) {
                reading.get(i).cancel();
            }
            for (int i = 1; i < CONNECTIONS; i += 3) {
                int n = i;
                Bobbin.run(() -> clients.get(n).writeFully(bytes(n >> 8, n)));
            }
            List<Async<Void>> writing = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                ByteBuffer all = bytes(i >> 8, i, i >> 8, i);
                writing.add(clients.get(i).writeFully(i % 3 == 1 ? all.position(2) : all));
            }
            Bobbin.run(() -> Async.all(writing));

            // then
            for (int i = 0; i < CONNECTIONS; i++) {
                int n = i;
                try {
                    Bobbin.run(() -> reading.get(n));
                } catch (CancellationException e) { // those that were cancelled: read again
                    assertThat(n % 3).isZero();
                    Bobbin.run(() -> peers.get(n).readFully(targets.get(n)));
                }
                assertThat(targets.get(i).flip().equals(bytes(i >> 8, i, i >> 8, i)))
                        .isTrue();
            }
        } finally {
            clients.forEach(TcpConnection::close);
            peers.forEach(TcpConnection::close);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void acceptAndConnect_withoutDescriptors_failAndTheServerGoesOn() throws Exception {
        // given: a process of its own with few descriptors, which OutOfDescriptors uses up
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 200; exec \"$0\" \"$@\""));
        command.addAll(OtherJvm.command(List.of(), OutOfDescriptors.class));
        Process process = new ProcessBuilder(command)
                .directory(new File("."))
                .redirectErrorStream(true)
                .start();

        // when
        String output = new String(process.getInputStream().readAllBytes());

        // then
        assertThat(output)
                .contains("accept failed: accept on SERVER: Too many open files")
                .contains("accepted after all")
                .contains("connect to PATH: Too many open files");
        assertThat(process.waitFor()).isZero();
    }
}
