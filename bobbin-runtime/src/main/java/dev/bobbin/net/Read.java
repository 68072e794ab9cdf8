package dev.bobbin.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Reads what there is. */
final class Read extends Operation<Integer> {
    private final Connection connection;
    private final ByteBuffer target;

    Read(Connection connection, ByteBuffer target) {
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
        return "read";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        int n = connection.receive(target);
        return n == 0 ? AGAIN : n;
    }

    @Override
    protected boolean isSelectable() {
        return true;
    }
}
