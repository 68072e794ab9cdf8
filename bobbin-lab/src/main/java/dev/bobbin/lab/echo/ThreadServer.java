package dev.bobbin.lab.echo;

import dev.bobbin.lab.threads.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A thread of the JDK for each connection, with sockets that block. */
public final class ThreadServer {
    /** Of a platform thread, in bytes of address space: a quarter of what is usual, as who has thousands would say. */
    private static final long STACK = 256 << 10;

    private ThreadServer() {}

    /**
     * Serves until it is killed.
     *
     * @param args kind of thread
     */
    public static void main(String[] args) throws IOException {
        Threads kind = Threads.valueOf(args[0]);
        try (ServerSocket server = new ServerSocket(0, Listening.BACKLOG, InetAddress.getLoopbackAddress())) {
            Listening.on(server.getLocalPort());
            while (true) {
                Socket connection = server.accept();
                kind.start(() -> serve(connection), STACK);
            }
        }
    }

    private static void serve(Socket connection) {
        byte[] buffer = new byte[Message.BYTES];
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = connection.getInputStream();
            OutputStream out = connection.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
