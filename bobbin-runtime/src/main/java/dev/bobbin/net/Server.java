package dev.bobbin.net;

import dev.bobbin.Async;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A socket that listens for connections, from {@link Tcp#listen} or {@link Unix#listen}. Thread-safe; one coroutine accepts at
 * a time.
 */
public abstract class Server<C extends Connection> extends Endpoint implements AutoCloseable {
    private final ServerSocketChannel channel;

    /** Makes the channel non-blocking. */
    Server(ServerSocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
    }

    abstract C accepted(SocketChannel channel) throws IOException;

    /**
     * The next connection. If it fails with an {@link IOException}, because the process has no descriptor left say, the
     * server goes on: what waits to be accepted still does, so try again when there is reason to. After {@link #close} it
     * fails with a {@link java.nio.channels.ClosedChannelException}, also if it was waiting. Being cancelled while it waits, or
     * out of time, it leaves the connection that comes next to the next call.
     */
    public Async<C> accept() throws IOException {
        return new Accept<>(this);
    }

    /**
     * Stops listening; connections that were accepted stay. When it returns the address is free again. Does nothing if it is
     * closed.
     */
    @Override
    public void close() {
        closeChannel();
        flush();
    }

    @Override
    final ServerSocketChannel channel() {
        return channel;
    }
}
