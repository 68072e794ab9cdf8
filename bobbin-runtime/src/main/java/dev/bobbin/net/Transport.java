package dev.bobbin.net;

import dev.bobbin.Async;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * An open stream of bytes in both directions, whatever carries it: what {@link TcpConnection}, {@link UnixConnection} and {@link
 * TlsConnection} have in common, so that a protocol is written once for all of them.
 *
 * <pre>{@code
 * static Async<Void> echo(Transport peer) throws IOException {
 *     try (peer) {
 *         ByteBuffer buffer = ByteBuffer.allocate(4096);
 *         while (peer.read(buffer).await() >= 0) {
 *             peer.writeFully(buffer.flip()).await();
 *             buffer.clear();
 *         }
 *     }
 *     return done();
 * }
 * }</pre>
 *
 * <p>One read and one write may be under way at a time; a second one in the same direction is an {@link IllegalStateException}, as far
 * as the first is seen to wait. Each returned {@code Async} runs once, when it is awaited; until then nothing is read or written. An
 * operation that is cancelled while it waits, or out of time, has transferred what the buffer's position says, and the next one goes on from
 * there. After {@link #close} operations fail with a {@link java.nio.channels.ClosedChannelException}; how else they may fail says each
 * kind.
 *
 * <p>The methods declare {@code IOException} for the await that follows; calling one throws none itself. Thread-safe but for the
 * buffers.
 */
public interface Transport extends AutoCloseable {
    /**
     * Reads at least one byte and at most as many as there is room for.
     *
     * @return the number of bytes; -1 at the end of the stream, 0 only if the buffer has no room
     */
    Async<Integer> read(ByteBuffer target) throws IOException;

    /** Fills the buffer. An {@link java.io.EOFException} says how many bytes are missing if the stream ends before. */
    Async<Void> readFully(ByteBuffer target) throws IOException;

    /**
     * Writes at least one byte, and as much as can be taken now.
     *
     * @return the number of bytes; 0 only if the buffer is empty
     */
    Async<Integer> write(ByteBuffer source) throws IOException;

    /** Writes all that the buffer has. */
    Async<Void> writeFully(ByteBuffer source) throws IOException;

    /** Ends the outgoing stream: the peer reads the end, and this side can still read, but with TLS 1.2. */
    Async<Void> shutdown() throws IOException;

    /**
     * Ends the outgoing stream, drops what still comes in until the peer ends its stream too, and closes. It waits as long as
     * the peer does, so give it a {@link Async#timeout}; being cancelled, or failing, it closes at once.
     */
    Async<Void> closeGracefully() throws IOException;

    /** Closes at once; operations that wait fail. Does nothing if it is closed. */
    @Override
    void close();

    /** Whether it has not been closed here; what the peer has done shows when reading and writing. */
    boolean isOpen();

    /**
     * The incoming bytes for plain code, a parser say, which knows nothing of {@code await()}: a read awaits, and suspends the task.
     *
     * <pre>{@code Order order = Bridge.run(() -> parser.parse(connection.input())).await(); }</pre>
     *
     * <p>It is for {@link dev.bobbin.Bridge#run}; elsewhere a read does what {@link Async#await} does in code that was not compiled by
     * Bobbin: on a virtual thread it parks that thread, anywhere else it throws an {@code IllegalStateException}.
     *
     * <p>Nothing is buffered: what it has not given is still in the connection, for {@link #read} or another stream. So put a {@code
     * BufferedInputStream} around it for code that reads single bytes. A read gives what is there, at least one byte; {@code available()} is
     * what the system has for a TCP connection, else 0; {@code close()} closes the connection. Failures are those of {@link #read}, and a
     * cancellation is thrown by a read that waits, which takes no byte then. {@code mark} is not supported.
     */
    default InputStream input() {
        return new TransportInput(this);
    }

    /**
     * The outgoing bytes for plain code, as {@link #input} is for the incoming ones: a write awaits until all bytes are handed to the system.
     *
     * <p>Nothing is buffered, so {@code flush()} has nothing to do, and a {@code BufferedOutputStream} is for code that writes little
     * at a time. {@code close()} closes the connection; {@link #shutdown} ends the outgoing stream alone. Failures are those of {@link
     * #writeFully}; a write that is cancelled has sent nobody knows how much.
     */
    default OutputStream output() {
        return new TransportOutput(this);
    }
}
