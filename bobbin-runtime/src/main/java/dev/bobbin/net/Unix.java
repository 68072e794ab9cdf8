package dev.bobbin.net;

import dev.bobbin.Async;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Servers and clients on Unix domain sockets, which are files: within one machine, and whoever may write the file may connect.
 * Their operations are those of {@link Tcp}; where the system has no such sockets they throw an {@link
 * UnsupportedOperationException}.
 *
 * <pre>{@code
 * try (UnixServer server = Unix.listen(Path.of("/run/app/control"))) {
 *     UnixConnection peer = server.accept().await();
 * }
 * }</pre>
 */
public final class Unix {
    /** Cut down by the system to its own limit, 4096 on Linux. */
    private static final int BACKLOG = 4096;

    /** What is in the way, and what to do. */
    private static final String ANOTHER = ". Another server listens there: stop it, or listen elsewhere";

    private Unix() {}

    /** Listens with the largest backlog that the system allows; see {@link #listen(Path, int)}. */
    public static UnixServer listen(Path path) throws IOException {
        return listen(path, BACKLOG);
    }

    /**
     * Makes the file and listens for connections there; does not wait for anything. The server deletes the file when it is
     * closed. A failure names the path and what to do.
     *
     * @param path must not exist; at most 107 bytes long on Linux, 103 on macOS
     * @param backlog how many connections may wait to be accepted, at least 1
     * @throws BindException if there is such a file: another server's, one that a server has left behind, or no socket at all,
     *     as its message says
     * @throws SocketException if the path is too long, or its directory is not there or not writable
     */
    public static UnixServer listen(Path path, int backlog) throws IOException {
        if (backlog < 1) {
            throw new IllegalArgumentException("the backlog must be at least 1, not " + backlog);
        }
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(address, backlog);
            return new UnixServer(channel, path);
        } catch (BindException e) {
            channel.close();
            BindException named = new BindException("listen on " + path + ": " + e.getMessage() + inTheWay(path));
            named.initCause(e);
            throw named;
        } catch (SocketException e) {
            channel.close();
            throw named("listen on ", path, e);
        } catch (Throwable t) { // passed on
            channel.close();
            throw t;
        }
    }

    /**
     * Connects to a server; a failure names the path and what to do. Being cancelled while it waits, it leaves nothing open.
     *
     * <p>It only waits if the server has as many connections to accept as its backlog allows. The system does not tell when there is
     * room again, so it tries every 1 to 16 milliseconds: give it a {@link Async#timeout}.
     *
     * <p>The await throws a {@link ConnectException} if there is no file, or none that a server listens on, and another {@link
     * SocketException} if the path is too long, the file not writable or a socket for datagrams, or no descriptor is left.
     */
    public static Async<UnixConnection> connect(Path path) throws IOException {
        return new UnixConnect(Objects.requireNonNull(path, "path"));
    }

    /** The same failure with the path and, if it is too long, what to do. */
    static SocketException named(String verb, Path path, SocketException e) {
        String message = verb + path + ": " + e.getMessage();
        if (isTooLong(e)) {
            message += ". It has " + path.toString().length()
                    + " characters, and systems allow about a hundred: use a shorter"
                    + " directory, or a path relative to the working directory";
        }
        SocketException named =
                e instanceof ConnectException ? new ConnectException(message) : new SocketException(message);
        named.initCause(e);
        return named;
    }

    /** Whether it is about the path's length: the JDK's own words, and the system's. */
    static boolean isTooLong(SocketException e) {
        return String.valueOf(e.getMessage()).contains("too long");
    }

    /** What is at the path where nothing may be. */
    private static String inTheWay(Path path) throws IOException {
        if (Files.notExists(path)) {
            return "";
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
            return ". A file is there that is no socket: listen elsewhere";
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
        } catch (ConnectException e) {
            return ". No server listens there any more, its process has ended without closing it: delete the file";
        } catch (SocketException e) { // no matter: a queue that is full is a server's
            return ANOTHER;
        }
        return ANOTHER;
    }
}
