package dev.bobbin.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Writes what the socket takes. */
final class Write extends Operation<Integer> {
    private final Connection connection;
    private final ByteBuffer source;

    Write(Connection connection, ByteBuffer source) {
        this.connection = connection;
        this.source = source;
    }

    @Override
    int interest() {
        return SelectionKey.OP_WRITE;
    }

    @Override
    Endpoint endpoint() {
        return connection;
    }

    @Override
    String verb() {
        return "write";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        if (!source.hasRemaining()) {
            return 0;
        }
        int n = connection.send(source);
        return n == 0 ? AGAIN : n;
    }

    @Override
    protected boolean isSelectable() {
        return true;
    }
}
