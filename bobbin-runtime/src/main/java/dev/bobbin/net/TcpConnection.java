package dev.bobbin.net;

import dev.bobbin.Async;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Objects;

/**
 * An open TCP connection whose operations suspend the coroutine that awaits them and never block a thread.
 *
 * <p>One read and one write may be under way at a time, and they do not disturb each other; a second one in the same
 * direction is an {@link IllegalStateException}, as far as the first is seen to wait. Each returned {@code Async} runs once,
 * when it is awaited; until then nothing is read or written, and the buffer is looked at no earlier.
 *
 * <p>Failures are the JDK's: {@link java.net.SocketException} when the peer has reset the connection,
 * {@link ClosedChannelException} when it is closed here, also for an operation that was already waiting. An operation that
 * is cancelled while it waits has transferred what the buffer's position says.
 *
 * <p>The methods declare {@code IOException} for the await that follows; calling one throws none itself.
 *
 * <p>Nagle's algorithm is off. Thread-safe but for the buffers.
 */
public final class TcpConnection extends Endpoint implements AutoCloseable {
    /** The most that is given to NIO of a heap buffer, all of which it would copy at each try. */
    private static final int PIECE = 64 << 10;

    private final SocketChannel channel;

    TcpConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /**
     * Reads at least one byte and at most as many as there is room for.
     *
     * @return the number of bytes; -1 at the end of the stream, 0 only if the buffer has no room
     */
    public Async<Integer> read(ByteBuffer target) throws IOException {
        return new Read(this, writable(target));
    }

    /** Fills the buffer. An {@link java.io.EOFException} says how many bytes are missing if the stream ends before. */
    public Async<Void> readFully(ByteBuffer target) throws IOException {
        return new ReadFully(this, writable(target));
    }

    /**
     * Writes as much as the socket takes, at least one byte.
     *
     * @return the number of bytes; 0 only if the buffer is empty
     */
    public Async<Integer> write(ByteBuffer source) throws IOException {
        return new Write(this, Objects.requireNonNull(source, "source"));
    }

    /** Writes all that the buffer has. */
    public Async<Void> writeFully(ByteBuffer source) throws IOException {
        return new WriteFully(this, Objects.requireNonNull(source, "source"));
    }

    /** Ends the outgoing stream: the peer reads the end, and this side can still read. */
    public Async<Void> shutdown() throws IOException {
        return new Shutdown(this);
    }

    /**
     * Ends the outgoing stream, drops what still comes in until the peer ends its stream too, and closes. It waits as long as
     * the peer does, so give it a {@link Async#timeout}; being cancelled, or failing, it closes at once.
     */
    public Async<Void> closeGracefully() throws IOException {
        return new GracefulClose(this);
    }

    /** Closes at once, without blocking; operations that wait fail. Does nothing if it is closed. */
    @Override
    public void close() {
        closeChannel();
    }

    /**
     * The address on this side.
     *
     * @throws IllegalStateException if the connection is closed
     */
    public InetSocketAddress localAddress() {
        try {
            return address(channel.getLocalAddress());
        } catch (IOException e) {
            throw closed(e);
        }
    }

    /**
     * The address on the other side.
     *
     * @throws IllegalStateException if the connection is closed
     */
    public InetSocketAddress remoteAddress() {
        try {
            return address(channel.getRemoteAddress());
        } catch (IOException e) {
            throw closed(e);
        }
    }

    /** Whether it has not been closed here; what the peer has done shows when reading and writing. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public String toString() {
        try {
            return "TcpConnection[" + channel.getLocalAddress() + " to " + channel.getRemoteAddress() + "]";
        } catch (IOException e) { // closed
            return "TcpConnection[closed]";
        }
    }

    @Override
    SocketChannel channel() {
        return channel;
    }

    /** The number of bytes read, 0 if there are none now, -1 at the end of the stream. */
    int receive(ByteBuffer target) throws IOException {
        if (target.isDirect() || target.remaining() <= PIECE) {
            return channel.read(target);
        }
        int limit = target.limit();
        target.limit(target.position() + PIECE);
        try {
            return channel.read(target);
        } finally {
            target.limit(limit);
        }
    }

    /** The number of bytes written, 0 if the socket takes none now. */
    int send(ByteBuffer source) throws IOException {
        if (source.isDirect() || source.remaining() <= PIECE) {
            return channel.write(source);
        }
        int limit = source.limit();
        source.limit(source.position() + PIECE);
        try {
            return channel.write(source);
        } finally {
            source.limit(limit);
        }
    }

    private static ByteBuffer writable(ByteBuffer target) {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("cannot read into a read-only buffer");
        }
        return target;
    }

    private static InetSocketAddress address(SocketAddress address) {
        return (InetSocketAddress) address;
    }

    private static IllegalStateException closed(IOException e) {
        return new IllegalStateException("the connection is closed: ask for its addresses while it is open", e);
    }
}
