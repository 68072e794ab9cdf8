package dev.bobbin.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Tells the peer that no more bytes will come. Never waits. */
final class Shutdown extends Operation<Void> {
    private final Connection connection;

    Shutdown(Connection connection) {
        this.connection = connection;
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
        return "shutdown";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        connection.channel().shutdownOutput();
        return null;
    }
}
