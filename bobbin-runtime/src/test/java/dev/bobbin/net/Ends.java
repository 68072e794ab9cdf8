package dev.bobbin.net;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Two ends of a connection of either kind, and the server that they met at. */
record Ends(Server<?> server, Connection client, Connection peer) implements AutoCloseable {
    private static final Path SOCKETS = directory();
    private static final AtomicInteger PATHS = new AtomicInteger();

    /** What a connection can go over. */
    enum Kind {
        TCP,
        UNIX;

        Ends connect() throws Exception {
            return this == TCP ? tcp() : unix();
        }
    }

    private static Ends tcp() throws IOException {
        Pair pair = new Pair();
        return new Ends(pair.server, pair.client, pair.peer);
    }

    private static Ends unix() throws Exception {
        Path path = freePath();
        UnixServer server = Unix.listen(path);
        Task<UnixConnection> accepting = Bobbin.start(server.accept());
        UnixConnection client = Bobbin.run(() -> Unix.connect(path));
        return new Ends(server, client, Pair.join(accepting));
    }

    /** Where nothing is; in a directory of this JVM, short enough for a socket. */
    static Path freePath() {
        return SOCKETS.resolve(Integer.toString(PATHS.incrementAndGet()));
    }

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("ends");
            directory.toFile().deleteOnExit(); // servers delete what they have made in it
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        peer.close();
        server.close();
    }
}
