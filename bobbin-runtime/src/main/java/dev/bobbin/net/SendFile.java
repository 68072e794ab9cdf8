package dev.bobbin.net;

import dev.bobbin.runtime.ClosedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Has the system copy a part of a file to the socket. */
final class SendFile extends Operation<Long> {
    /** The most that a worker reads from the disk at a time. */
    private static final long PIECE = 256 << 10;

    /** After so many pieces others get a turn. */
    private static final int ROUNDS = 16;

    private final Connection connection;
    private final FileChannel file;
    private final long position;
    private final long count;

    private long sent;

    SendFile(Connection connection, FileChannel file, long position, long count) {
        this.connection = connection;
        this.file = file;
        this.position = position;
        this.count = count;
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
        return "transferFrom";
    }

    /** What is no exception of sockets may be the file's. */
    @Override
    IOException named(IOException e) {
        if (e.getClass() == IOException.class) {
            return new IOException(where() + ": " + e.getMessage(), e);
        }
        if (e instanceof ClosedChannelException && !file.isOpen()) {
            ClosedException named = new ClosedException(where() + ": the file has been closed");
            named.initCause(e);
            return named;
        }
        return super.named(e);
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            long left = count - sent;
            long n = left == 0 ? 0 : connection.transfer(file, position + sent, Math.min(left, PIECE));
            sent += n;
            if (n == 0) {
                return left == 0 || position + sent >= file.size() ? (Long) sent : AGAIN;
            }
        }
        return AGAIN;
    }
}
