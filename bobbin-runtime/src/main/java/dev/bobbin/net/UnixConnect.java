package dev.bobbin.net;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import dev.bobbin.runtime.Workers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection to a Unix domain socket.
 *
 * <p>That is done at once or fails at once, also with a full backlog, where a TCP connection would be under way: a
 * non-blocking socket gets EAGAIN and cannot be waited for, since it is not even unconnected in a way that a selector knows. A
 * blocking one waits until there is room. So what fails in a way that may be this one is tried again, and blocks; the message of
 * the failure, which depends on the language of the system, is not asked.
 *
 * <p>Rejected: trying again by a timer, which is late or costs much, and serves whoever comes by chance before who waits.
 */
final class UnixConnect extends Async<UnixConnection> {
    private final Path path;
    private boolean started;

    UnixConnect(Path path) {
        this.path = path;
    }

    @Override
    protected @Nullable Object start(Context context) {
        synchronized (this) {
            if (started) {
                throw new IllegalStateException(
                        "this connect has been awaited before: it runs once. Call connect again for the next one");
            }
            started = true;
        }
        UnixConnection connection;
        try {
            connection = Workers.spend(context) ? tryNow() : null;
        } catch (IOException e) {
            throw Operation.<RuntimeException>asIs(e);
        }
        return connection != null ? connection : Abi.await(Blocking.call(() -> connect(true)), context);
    }

    /** Null if it may be worth waiting. */
    private @Nullable UnixConnection tryNow() throws IOException {
        try {
            return connect(false);
        } catch (ConnectException e) {
            throw e;
        } catch (SocketException e) {
            if (Files.exists(path)) {
                return null;
            }
            throw e;
        }
    }

    private UnixConnection connect(boolean blocking) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        UnixConnection connection = null;
        try {
            channel.configureBlocking(blocking);
            channel.connect(address);
            connection = new UnixConnection(channel, path);
            return connection;
        } catch (SocketException e) {
            throw named(e);
        } finally {
            if (connection == null) {
                channel.close();
            }
        }
    }

    private SocketException named(SocketException e) {
        boolean refused = e instanceof ConnectException;
        if (!refused && !Files.notExists(path)) {
            return Unix.named("connect to ", path, e);
        }
        ConnectException named = new ConnectException("connect to " + path + ": " + e.getMessage()
                + (refused
                        ? ". No server listens there: if the file is a socket, one has left it behind; start the server anew"
                        : ". No server has made that file: start it first, and look whether both mean the same path"));
        named.initCause(e);
        return named;
    }
}
