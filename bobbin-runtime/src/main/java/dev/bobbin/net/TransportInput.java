package dev.bobbin.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** See {@link Transport#input}. */
final class TransportInput extends InputStream {
    private final Transport transport;

    TransportInput(Transport transport) {
        this.transport = transport;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        return length == 0
                ? 0
                : transport.read(ByteBuffer.wrap(target, offset, length)).await();
    }

    @Override
    public int available() throws IOException {
        return transport instanceof TcpConnection tcp ? tcp.available() : 0;
    }

    @Override
    public void close() {
        transport.close();
    }
}
