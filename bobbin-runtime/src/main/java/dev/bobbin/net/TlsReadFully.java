package dev.bobbin.net;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads until the buffer is full. */
final class TlsReadFully extends TlsOperation<Void> {
    private final ByteBuffer target;

    TlsReadFully(TlsConnection connection, ByteBuffer target) {
        super(connection);
        this.target = target;
    }

    @Override
    boolean isInput() {
        return true;
    }

    @Override
    String verb() {
        return "readFully";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        for (int records = 0; target.hasRemaining(); records++) {
            if (records == TlsEngine.TURN) {
                return yielding();
            }
            int n = engine.read(this, target);
            if (n == TlsEngine.BLOCKED) {
                return AGAIN;
            }
            if (n == TlsEngine.END) {
                throw new EOFException(connection + ": the stream ended with " + target.remaining() + " bytes missing");
            }
        }
        return null;
    }
}
