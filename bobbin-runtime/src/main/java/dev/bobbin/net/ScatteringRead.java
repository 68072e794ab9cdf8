package dev.bobbin.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Reads what there is into several buffers. */
final class ScatteringRead extends Operation<Long> {
    private final Connection connection;
    private final Buffers targets;

    ScatteringRead(Connection connection, Buffers targets) {
        this.connection = connection;
        this.targets = targets;
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
        return "read";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        if (!targets.hasRemaining()) {
            return 0L;
        }
        long n = targets.next(connection.channel()::read);
        return n == 0 ? AGAIN : (Long) n;
    }

    @Override
    protected boolean isSelectable() {
        return true;
    }
}
