package dev.bobbin.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A listening TCP socket, from {@link Tcp#listen(InetSocketAddress)}; see {@link Server} for its operations. */
public final class TcpServer extends Server<TcpConnection> {
    private final InetSocketAddress address;

    TcpServer(ServerSocketChannel channel) throws IOException {
        super(channel);
        address = (InetSocketAddress) channel.getLocalAddress();
    }

    @Override
    TcpConnection accepted(SocketChannel channel) throws IOException {
        return new TcpConnection(channel);
    }

    /** Where it listens; the port is the real one if 0 was asked for. */
    public InetSocketAddress localAddress() {
        return address;
    }

    @Override
    public String toString() {
        return "TcpServer[" + address + (channel().isOpen() ? "]" : ", closed]");
    }
}
