package dev.bobbin.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** An open connection over a Unix domain socket; see {@link Connection} for its operations. */
public final class UnixConnection extends Connection {
    private final Path path;

    UnixConnection(SocketChannel channel, Path path) throws IOException {
        super(channel);
        this.path = path;
    }

    /** Where its server listens, or did when it was made: the same on both sides, as the client's end has no name. */
    public Path path() {
        return path;
    }

    @Override
    public String toString() {
        return "UnixConnection[" + path + (isOpen() ? "]" : ", closed]");
    }
}
