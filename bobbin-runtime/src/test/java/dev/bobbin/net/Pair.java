package dev.bobbin.net;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Two ends of a connection over loopback, and the server that they met at. */
final class Pair implements AutoCloseable {
    final TcpServer server;
    final TcpConnection client;
    final TcpConnection peer;

    Pair() throws IOException {
        server = Tcp.listen(anyPort());
        Task<TcpConnection> accepting = Bobbin.start(server.accept());
        client = Bobbin.run(() -> Tcp.connect(server.localAddress()));
        peer = Bobbin.run(() -> accepting);
    }

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    /** The outcome of a task, whose failure may be a checked one. */
    static <T> T join(Task<T> task) throws Exception {
        return Bobbin.run(() -> task);
    }

    /** Returns once an operation waits in this direction. */
    static void untilWaiting(Endpoint endpoint, int interest) {
        while (endpoint.waiting(interest) == null) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        client.close();
        peer.close();
        server.close();
    }
}
