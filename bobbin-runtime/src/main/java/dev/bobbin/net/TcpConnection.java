package dev.bobbin.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

/** An open TCP connection; see {@link Connection} for its operations. Nagle's algorithm is off. */
public final class TcpConnection extends Connection {
    TcpConnection(SocketChannel channel) throws IOException {
        super(channel);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /**
     * The address on this side.
     *
     * @throws IllegalStateException if the connection is closed
     */
    public InetSocketAddress localAddress() {
        try {
            return address(channel().getLocalAddress());
        } catch (IOException e) {
            throw closed(e);
        }
    }

    /**
     * The address on the other side.
     *
     * @throws IllegalStateException if the connection is closed
     */
    public InetSocketAddress remoteAddress() {
        try {
            return address(channel().getRemoteAddress());
        } catch (IOException e) {
            throw closed(e);
        }
    }

    /** How many bytes can be read without waiting, as far as the system knows. */
    int available() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        return channel().socket().getInputStream().available();
    }

    @Override
    public String toString() {
        try {
            return "TcpConnection[" + channel().getLocalAddress() + " to "
                    + channel().getRemoteAddress() + "]";
        } catch (IOException e) { // closed
            SocketAddress peer = formerPeer();
            return peer == null ? "TcpConnection[closed]" : "TcpConnection[to " + peer + ", closed]";
        }
    }

    private static InetSocketAddress address(SocketAddress address) {
        return (InetSocketAddress) address;
    }

    private static IllegalStateException closed(IOException e) {
        return new IllegalStateException("the connection is closed: ask for its addresses while it is open", e);
    }
}
