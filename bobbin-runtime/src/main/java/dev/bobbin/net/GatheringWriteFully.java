package dev.bobbin.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Writes until all of several buffers are empty. */
final class GatheringWriteFully extends Operation<Void> {
    private final Connection connection;
    private final Buffers sources;

    GatheringWriteFully(Connection connection, Buffers sources) {
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
        return "writeFully";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        while (sources.hasRemaining()) {
            if (sources.next(connection.channel()::write) == 0) {
                return AGAIN;
            }
        }
        return null;
    }
}
