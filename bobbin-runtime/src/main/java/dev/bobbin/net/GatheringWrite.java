package dev.bobbin.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Writes what the socket takes of several buffers. */
final class GatheringWrite extends Operation<Long> {
    private final Connection connection;
    private final Buffers sources;

    GatheringWrite(Connection connection, Buffers sources) {
        this.connection = connection;
        this.sources = sources;
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
        if (!sources.hasRemaining()) {
            return 0L;
        }
        long n = sources.next(connection.channel()::write);
        return n == 0 ? AGAIN : (Long) n;
    }

    @Override
    protected boolean isSelectable() {
        return true;
    }
}
