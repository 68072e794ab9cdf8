package dev.bobbin.net;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import dev.bobbin.abi.Unawaited;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection to a Unix domain socket.
 *
 * <p>That is done at once or fails at once, also with a full backlog, where a TCP connection would be under way: a
 * non-blocking socket gets EAGAIN, and no selector knows when there is room. So it tries again after a while; after any other
 * failure it does not, see {@link FullBacklog}.
 *
 * <p>Rejected: a blocking socket on a thread for that. A thread that closes it, or is interrupted, just before it begins to wait does not
 * get it out again: Linux waits for room before it looks at the socket that the JDK has put in its place.
 */
final class UnixConnect extends Async<UnixConnection> {
    /** In milliseconds. */
    private static final long LONGEST_PAUSE = 16;

    private final Path path;
    private boolean started;

    UnixConnect(Path path) {
        this.path = path;
        Unawaited.made(this);
    }

    @Override
    protected String what() {
        return "this connect";
    }

    @Override
    protected synchronized boolean reserve() {
        boolean free = !started;
        started = true;
        return free;
    }

    @Override
    protected synchronized void release() {
        started = false;
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
        Unawaited.used(this);
        try {
            return new Attempts().go(context, context.spend());
        } catch (IOException e) {
            throw Operation.<RuntimeException>asIs(e);
        }
    }

    /** Suspended, it waits to try again. */
    private final class Attempts extends Frame {
        private long pause = 1;

        /** @param tries whether it need not wait for its turn first */
        @Nullable
        Object go(Context context, boolean tries) throws IOException {
            UnixConnection connection = tries ? tryNow() : null;
            if (connection != null) {
                return connection;
            }
            try {
                if (tries) {
                    Abi.await(Clock.sleep(Duration.ofMillis(pause)), context);
                    pause = Math.min(2 * pause, LONGEST_PAUSE);
                } else {
                    Abi.await(Bobbin.yieldNow(), context);
                }
                context.push(this);
                return null;
            } catch (Throwable t) { // that of suspending, passed on
                context.signal = Context.NONE;
                context.abandon();
                throw t;
            }
        }

        @Override
        public void resume(Context context) throws IOException {
            context.take();
            context.result = go(context, true);
        }
    }

    /** Null if it is worth waiting. */
    private @Nullable UnixConnection tryNow() throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        SocketChannel channel = open();
        UnixConnection connection = null;
        try {
            channel.configureBlocking(false);
            channel.connect(address);
            connection = new UnixConnection(channel, path);
            return connection;
        } catch (ConnectException e) {
            throw named(
                    e,
                    "No server listens there: if the file is a socket, one has left it behind; start the server anew");
        } catch (SocketException e) {
            if (Unix.isTooLong(e)) {
                throw Unix.named("connect to ", path, e);
            }
            if (Files.notExists(path)) {
                throw named(
                        e, "No server has made that file: start it first, and look whether both mean the same path");
            }
            if (FullBacklog.isReasonOf(e)) {
                return null;
            }
            throw Unix.named("connect to ", path, e);
        } finally {
            if (connection == null) {
                channel.close();
            }
        }
    }

    private SocketChannel open() throws IOException {
        try {
            return SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (SocketException e) { // no descriptor left
            throw Unix.named("connect to ", path, e);
        }
    }

    private ConnectException named(SocketException e, String remedy) {
        ConnectException named = new ConnectException("connect to " + path + ": " + e.getMessage() + ". " + remedy);
        named.initCause(e);
        return named;
    }
}
