package dev.bobbin.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes until the buffer is empty and the last record has been sent. */
final class TlsWriteFully extends TlsOperation<Void> {
    private final ByteBuffer source;

    TlsWriteFully(TlsConnection connection, ByteBuffer source) {
        super(connection);
        this.source = source;
    }

    @Override
    boolean isInput() {
        return false;
    }

    @Override
    String verb() {
        return "writeFully";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        return send(source) ? null : AGAIN;
    }
}
