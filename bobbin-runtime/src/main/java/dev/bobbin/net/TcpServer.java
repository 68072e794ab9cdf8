package dev.bobbin.net;

import dev.bobbin.Async;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * A listening TCP socket, from {@link Tcp#listen(InetSocketAddress)}. Thread-safe; one coroutine accepts at a time.
 */
public final class TcpServer extends Endpoint implements AutoCloseable {
    private final ServerSocketChannel channel;
    private final InetSocketAddress address;

    TcpServer(ServerSocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        address = (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * The next connection. If it fails with an {@link IOException}, because the process has no descriptor left say, the
     * server goes on: what waits to be accepted still does, so try again when there is reason to. After {@link #close} it
     * fails with a {@link java.nio.channels.ClosedChannelException}, also if it was waiting.
     */
    public Async<TcpConnection> accept() throws IOException {
        return new Accept(this);
    }

    /** Where it listens; the port is the real one if 0 was asked for. */
    public InetSocketAddress localAddress() {
        return address;
    }

    /**
     * Stops listening; connections that were accepted stay. When it returns the port is free again. Does nothing if it is
     * closed.
     */
    @Override
    public void close() {
        closeChannel();
        flush();
    }

    @Override
    public String toString() {
        return "TcpServer[" + address + (channel.isOpen() ? "]" : ", closed]");
    }

    @Override
    ServerSocketChannel channel() {
        return channel;
    }
}
