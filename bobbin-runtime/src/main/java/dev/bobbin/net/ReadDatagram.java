package dev.bobbin.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Waits for the next datagram of the one peer. */
final class ReadDatagram extends Operation<Integer> {
    private final UdpSocket socket;
    private final ByteBuffer target;

    ReadDatagram(UdpSocket socket, ByteBuffer target) {
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
        return "read";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        int before = target.position();
        return socket.receiveNow(target) == null ? AGAIN : (Integer) (target.position() - before);
    }

    @Override
    protected boolean isSelectable() {
        return true;
    }
}
