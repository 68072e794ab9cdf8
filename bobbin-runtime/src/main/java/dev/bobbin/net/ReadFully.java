package dev.bobbin.net;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Reads until the buffer is full. */
final class ReadFully extends Operation<Void> {
    private final Connection connection;
    private final ByteBuffer target;

    ReadFully(Connection connection, ByteBuffer target) {
        this.connection = connection;
        this.target = target;
    }

    @Override
    int interest() {
        return SelectionKey.OP_READ;
    }

    @Override
    Endpoint endpoint() {
        return connection;
    }

    @Override
    String verb() {
        return "readFully";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        while (target.hasRemaining()) {
            int n = connection.receive(target);
            if (n == 0) {
                return AGAIN;
            }
            if (n < 0) {
                throw new EOFException(connection + ": the stream ended with " + target.remaining() + " bytes missing");
            }
        }
        return null;
    }
}
