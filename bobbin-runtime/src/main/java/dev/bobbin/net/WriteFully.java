package dev.bobbin.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Writes until the buffer is empty. */
final class WriteFully extends Operation<Void> {
    private final Connection connection;
    private final ByteBuffer source;

    WriteFully(Connection connection, ByteBuffer source) {
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
        return "writeFully";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        while (source.hasRemaining()) {
            if (connection.send(source) == 0) {
                return AGAIN;
            }
        }
        return null;
    }
}
