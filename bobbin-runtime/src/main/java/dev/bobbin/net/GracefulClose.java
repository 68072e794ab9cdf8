package dev.bobbin.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Half-closes, reads and drops what still comes until the peer closes too, and closes. */
final class GracefulClose extends Operation<Void> {
    /** Written by many threads at once and read by none. */
    private static final ByteBuffer DROPPED = ByteBuffer.allocateDirect(16 << 10);

    /** After so many full buffers others get a turn. */
    private static final int ROUNDS = 16;

    private final Connection connection;
    private boolean shut;

    GracefulClose(Connection connection) {
        this.connection = connection;
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
        return "closeGracefully";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        if (!connection.isOpen()) {
            return null;
        }
        try {
            if (!shut) {
                connection.channel().shutdownOutput();
                shut = true;
            }
            for (int i = 0; i < ROUNDS; i++) {
                int n = connection.channel().read(DROPPED.duplicate());
                if (n <= 0) {
                    return n == 0 ? AGAIN : closed();
                }
            }
            return AGAIN;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private @Nullable Object closed() {
        connection.close();
        return null;
    }

    @Override
    void abandoned() {
        connection.close();
    }
}
