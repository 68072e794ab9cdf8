package dev.bobbin.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Sends a datagram. */
final class SendDatagram extends Operation<Void> {
    private final UdpSocket socket;
    private final ByteBuffer source;

    /** Null for the peer of a connected socket. */
    private final @Nullable InetSocketAddress target;

    SendDatagram(UdpSocket socket, ByteBuffer source, @Nullable InetSocketAddress target) {
        this.socket = socket;
        this.source = source;
        this.target = target;
    }

    @Override
    int interest() {
        return SelectionKey.OP_WRITE;
    }

    @Override
    Endpoint endpoint() {
        return socket;
    }

    @Override
    String verb() {
        return target == null ? "write" : "send";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        return socket.sendNow(source, target) ? null : AGAIN;
    }

    @Override
    protected boolean isSelectable() {
        return true;
    }
}
