package dev.bobbin.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Waits for the next datagram and its sender. */
final class ReceiveDatagram extends Operation<InetSocketAddress> {
    private final UdpSocket socket;
    private final ByteBuffer target;

    ReceiveDatagram(UdpSocket socket, ByteBuffer target) {
        this.socket = socket;
        this.target = target;
    }

    @Override
    int interest() {
        return SelectionKey.OP_READ;
    }

    @Override
    Endpoint endpoint() {
        return socket;
    }

    @Override
    String verb() {
        return "receive";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        InetSocketAddress sender = socket.receiveNow(target);
        return sender == null ? AGAIN : sender;
    }

    @Override
    protected boolean isSelectable() {
        return true;
    }
}
