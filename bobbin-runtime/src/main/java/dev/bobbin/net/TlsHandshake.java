package dev.bobbin.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Shakes hands, if that has not been done. */
final class TlsHandshake extends TlsOperation<Void> {
    TlsHandshake(TlsConnection connection) {
        super(connection);
    }

    @Override
    boolean isInput() {
        return false;
    }

    @Override
    String verb() {
        return "handshake";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        return engine.handshake(this) ? null : AGAIN;
    }
}
