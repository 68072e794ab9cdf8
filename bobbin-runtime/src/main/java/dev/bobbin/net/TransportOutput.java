package dev.bobbin.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** See {@link Transport#output}. */
final class TransportOutput extends OutputStream {
    private final Transport transport;

    TransportOutput(Transport transport) {
        this.transport = transport;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (length > 0) {
            transport.writeFully(ByteBuffer.wrap(source, offset, length)).await();
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
