package dev.bobbin.lab.echo;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scope;
import dev.bobbin.net.Tcp;
import dev.bobbin.net.TcpConnection;
import dev.bobbin.net.TcpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A task for each connection, on Bobbin's shared scheduler. */
public final class TaskServer {
    private TaskServer() {}

    /** Serves until it is killed. */
    public static void main(String[] args) throws IOException {
        TcpServer server = Tcp.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Listening.BACKLOG);
        Listening.on(server.localAddress().getPort());
        Bobbin.run(() -> acceptAll(server));
    }

    private static Async<Void> acceptAll(TcpServer server) throws IOException {
        try (var connections = Scope.open()) {
            while (true) {
                connections.spawn(serve(server.accept().await()));
            }
        }
    }

    private static Async<Void> serve(TcpConnection connection) throws IOException {
        try (connection) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(Message.BYTES);
            while (connection.read(buffer).await() >= 0) {
                connection.writeFully(buffer.flip()).await();
                buffer.clear();
            }
        }
        return done();
    }
}
