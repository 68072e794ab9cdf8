package dev.bobbin.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes what the socket takes. What has become part of a record is sent before it ends: nobody else might. */
final class TlsWrite extends TlsOperation<Integer> {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteBuffer source;
    private int taken;

    TlsWrite(TlsConnection connection, ByteBuffer source) {
        super(connection);
        this.source = source;
    }

    @Override
    boolean isInput() {
        return false;
    }

    @Override
    String verb() {
        return "write";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        if (taken == 0) {
            int before = source.position();
            boolean sent = send(source);
            taken = source.position() - before;
            return sent ? (Object) taken : AGAIN;
        }
        return send(NOTHING) ? (Object) taken : AGAIN;
    }
}
