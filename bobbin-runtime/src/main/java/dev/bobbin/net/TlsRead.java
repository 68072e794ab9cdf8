package dev.bobbin.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads what there is. */
final class TlsRead extends TlsOperation<Integer> {
    private final ByteBuffer target;

    TlsRead(TlsConnection connection, ByteBuffer target) {
        super(connection);
        this.target = target;
    }

    @Override
    boolean isInput() {
        return true;
    }

    @Override
    String verb() {
        return "read";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        int n = engine.read(this, target);
        return n == TlsEngine.BLOCKED ? AGAIN : n;
    }
}
