package dev.bobbin.net;

import dev.bobbin.Async;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Objects;

/**
 * TCP servers and clients whose waiting suspends coroutines and blocks no thread.
 *
 * <pre>{@code
 * static Async<Void> echo(TcpConnection peer) throws IOException {
 *     try (peer) {
 *         ByteBuffer buffer = ByteBuffer.allocate(4096);
 *         while (peer.read(buffer).await() >= 0) {
 *             peer.writeFully(buffer.flip()).await();
 *             buffer.clear();
 *         }
 *     }
 *     return done();
 * }
 * }</pre>
 */
public final class Tcp {
    /** Cut down by the system to its own limit, 4096 on Linux. */
    private static final int BACKLOG = 4096;

    private Tcp() {}

    /** Listens with the largest backlog that the system allows; see {@link #listen(InetSocketAddress, int)}. */
    public static TcpServer listen(InetSocketAddress address) throws IOException {
        return listen(address, BACKLOG);
    }

    /**
     * Listens for connections; does not block.
     *
     * @param address port 0 for any free one
     * @param backlog how many connections may wait to be accepted, at least 1
     * @throws BindException if the address is in use or not to be had; its message names the address
     */
    public static TcpServer listen(InetSocketAddress address, int backlog) throws IOException {
        if (backlog < 1) {
            throw new IllegalArgumentException("the backlog must be at least 1, not " + backlog);
        }
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, backlog);
            return new TcpServer(channel);
        } catch (BindException e) {
            channel.close();
            BindException named = new BindException("listen on " + address + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        } catch (Throwable t) { // passed on
            channel.close();
            throw t;
        }
    }

    /**
     * Connects to an address; a failure names it. Being cancelled while it waits, it leaves nothing open.
     *
     * <p>A host name is resolved by whoever makes the {@code InetSocketAddress}, and that blocks; an unresolved address is an
     * {@link UnknownHostException}. {@link #connect(String, int)} does not block.
     */
    public static Async<TcpConnection> connect(InetSocketAddress address) throws IOException {
        return new Connect(Objects.requireNonNull(address, "address"));
    }

    /**
     * Looks the host up, as {@link Dns#resolve} does, and connects to the first of its addresses that can be connected to, tried
     * one after the other.
     *
     * <p>An address that does not answer is given up when the system does, after minutes perhaps: give the whole a
     * {@link Async#timeout}. Being cancelled, or out of time, it leaves nothing open.
     *
     * <p>The await throws an {@link UnknownHostException} if there is no such host, and a {@link ConnectException} if none of
     * its addresses can be connected to: its message names the host, the port, all of them and the reasons, its cause is what happened
     * with the first, and what happened with the others is suppressed.
     *
     * @param host a name, or an address in digits
     * @throws IllegalArgumentException if the port is not between 0 and 65535
     */
    public static Async<TcpConnection> connect(String host, int port) throws IOException {
        InetSocketAddress.createUnresolved(host, port); // checks both
        return new ConnectToHost(host, port, Dns.resolve(host));
    }
}
