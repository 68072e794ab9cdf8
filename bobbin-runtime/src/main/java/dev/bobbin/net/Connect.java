package dev.bobbin.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection.
 *
 * <p>The descriptor comes into being when the task parks, not before: a task that is cancelled on its way there is never
 * told, and from there on {@link #abandoned} closes it.
 */
final class Connect extends Operation<TcpConnection> {
    private final InetSocketAddress address;

    /** Null before it is opened and after it was given up. */
    private @Nullable TcpConnection connection;

    private boolean connected;

    Connect(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    int interest() {
        return SelectionKey.OP_CONNECT;
    }

    @Override
    Endpoint endpoint() {
        return Objects.requireNonNull(connection, "not opened");
    }

    @Override
    String verb() {
        return "connect";
    }

    @Override
    void requireAlone() {} // nobody else knows the connection yet

    @Override
    boolean prepare() throws IOException {
        if (connection != null) {
            return true;
        }
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        try {
            open();
        } catch (IOException e) {
            throw named(e);
        }
        return !connected;
    }

    private void open() throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            TcpConnection c = new TcpConnection(channel);
            connected = channel.connect(address);
            connection = c;
        } finally {
            if (connection == null) {
                channel.close();
            }
        }
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        TcpConnection c = connection;
        if (c == null) {
            return AGAIN;
        }
        try {
            return connected || c.channel().finishConnect() ? c : AGAIN;
        } catch (IOException e) {
            abandoned();
            throw e;
        }
    }

    @Override
    void abandoned() {
        TcpConnection c = connection;
        if (c != null) {
            connection = null;
            c.close();
        }
    }

    /** The same failure, with the address in it. */
    @Override
    IOException named(IOException e) {
        String message = "connect to " + address + ": " + e.getMessage();
        IOException named;
        if (e instanceof ConnectException) {
            named = new ConnectException(message);
        } else if (e instanceof NoRouteToHostException) {
            named = new NoRouteToHostException(message);
        } else if (e instanceof ClosedChannelException) {
            return e;
        } else {
            named = new IOException(message);
        }
        named.initCause(e);
        return named;
    }
}
