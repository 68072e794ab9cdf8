package dev.bobbin.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells the peer that no more bytes will come. */
final class TlsShutdown extends TlsOperation<Void> {
    TlsShutdown(TlsConnection connection) {
        super(connection);
    }

    @Override
    boolean isInput() {
        return false;
    }

    @Override
    String verb() {
        return "shutdown";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        return engine.shutdown(this) ? null : AGAIN;
    }
}
