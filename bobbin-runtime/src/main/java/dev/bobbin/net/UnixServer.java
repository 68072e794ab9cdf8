package dev.bobbin.net;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A listening Unix domain socket, from {@link Unix#listen(Path)}; see {@link Server} for its operations.
 *
 * <p>Its file came with it and goes with it: {@link #close} deletes it. A process that ends without closing leaves it behind, and
 * {@link Unix#listen(Path)} then says so.
 */
public final class UnixServer extends Server<UnixConnection> {
    private final Path path;

    /** What tells the file from another one of the same name; null where the system has no such thing. */
    private final @Nullable Object file;

    private final AtomicBoolean closing = new AtomicBoolean();

    UnixServer(ServerSocketChannel channel, Path path) throws IOException {
        super(channel);
        this.path = path;
        file = file(path);
    }

    @Override
    UnixConnection accepted(SocketChannel channel) throws IOException {
        return new UnixConnection(channel, path);
    }

    /** Where it listens, as it was given. */
    public Path path() {
        return path;
    }

    /**
     * Deletes the file, unless another has taken its name meanwhile, and stops listening; connections that were accepted stay.
     * Does nothing if it is closed. A file that cannot be deleted stays.
     */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            deleteFile();
        }
        super.close();
    }

    /** While the socket is open: no other file can have its number. */
    private void deleteFile() {
        try {
            if (Objects.equals(file, file(path))) {
                Files.delete(path);
            }
        } catch (IOException e) { // deleted by somebody else, or it lies where nothing can be deleted any more
            return;
        }
    }

    private static @Nullable Object file(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    public String toString() {
        return "UnixServer[" + path + (channel().isOpen() ? "]" : ", closed]");
    }
}
