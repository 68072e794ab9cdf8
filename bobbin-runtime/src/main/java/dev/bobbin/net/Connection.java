package dev.bobbin.net;

import dev.bobbin.Async;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An open stream of bytes in both directions, over TCP or a Unix domain socket, whose operations suspend the coroutine that
 * awaits them and never block a thread.
 *
 * <p>One read and one write may be under way at a time, and they do not disturb each other; a second one in the same
 * direction is an {@link IllegalStateException}, as far as the first is seen to wait. Each returned {@code Async} runs once,
 * when it is awaited; until then nothing is read or written, and the buffer is looked at no earlier.
 *
 * <p>Failures name both sides: a {@link java.net.SocketException} when the peer has reset the connection, or does not read what is written
 * any more; a {@link ClosedChannelException} when it is closed here, also for an operation that was already waiting, and when one
 * writes after {@link #shutdown}. The JDK's exception is the cause. An operation that
 * is cancelled while it waits has transferred what the buffer's position says, and the next one goes on from there; so has one
 * whose time is up: each may be given a limit, as in {@code read(buffer).timeout(limit)}.
 *
 * <p>The methods declare {@code IOException} for the await that follows; calling one throws none itself.
 *
 * <p>A write to a peer that does not read fills the buffers of the sockets and then waits; nothing is kept in memory for it.
 * Direct buffers are handed to the system as they are, other ones are copied, at most 64 KiB of them at a time.
 *
 * <p>Thread-safe but for the buffers.
 */
public abstract class Connection extends Endpoint implements Transport {
    private final SocketChannel channel;

    /** The other side's address, once this side is closed: a closed channel has none. */
    private volatile @Nullable SocketAddress peer;

    /** Makes the channel non-blocking. */
    Connection(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
    }

    /**
     * Reads at least one byte and at most as many as there is room for.
     *
     * @return the number of bytes; -1 at the end of the stream, 0 only if the buffer has no room
     */
    @Override
    public Async<Integer> read(ByteBuffer target) throws IOException {
        return new Read(this, Buffers.writable(target));
    }

    /**
     * Reads at least one byte and at most as many as there is room for in all of the buffers, which are filled in order.
     *
     * @return the number of bytes; -1 at the end of the stream, 0 only if no buffer has room
     */
    public Async<Long> read(ByteBuffer[] targets) throws IOException {
        for (ByteBuffer target : targets) {
            Buffers.writable(target);
        }
        return new ScatteringRead(this, new Buffers(targets));
    }

    /** Fills the buffer. An {@link java.io.EOFException} says how many bytes are missing if the stream ends before. */
    @Override
    public Async<Void> readFully(ByteBuffer target) throws IOException {
        return new ReadFully(this, Buffers.writable(target));
    }

    /**
     * Writes as much as the socket takes, at least one byte.
     *
     * @return the number of bytes; 0 only if the buffer is empty
     */
    @Override
    public Async<Integer> write(ByteBuffer source) throws IOException {
        return new Write(this, Objects.requireNonNull(source, "source"));
    }

    /**
     * Writes as much of the buffers, in order, as the socket takes, at least one byte.
     *
     * @return the number of bytes; 0 only if all buffers are empty
     */
    public Async<Long> write(ByteBuffer[] sources) throws IOException {
        return new GatheringWrite(this, new Buffers(sources));
    }

    /** Writes all that the buffer has. */
    @Override
    public Async<Void> writeFully(ByteBuffer source) throws IOException {
        return new WriteFully(this, Objects.requireNonNull(source, "source"));
    }

    /** Writes all that the buffers have, in order: a header and a body, say, without copying them together. */
    public Async<Void> writeFully(ByteBuffer[] sources) throws IOException {
        return new GatheringWriteFully(this, new Buffers(sources));
    }

    /**
     * Writes a part of a file, which the system copies to the socket itself where it can. The position of the file's channel
     * does not matter and stays. What is not in the system's cache yet is read from the disk by the calling worker, which blocks
     * for that, for at most 256 KiB at a time.
     *
     * <p>If it is cancelled in between, a part has been sent and nobody knows which: close the connection. It fails as a write
     * does, and with a {@code ClosedChannelException} if the file is closed.
     *
     * @param position where the part begins in the file, in bytes
     * @param count how many bytes, at most
     * @return how many bytes were written: less than {@code count} only if the file ends before, 0 if it ends before the position
     * @throws java.nio.channels.NonReadableChannelException at the await, if the file was not opened for reading
     */
    public Async<Long> transferFrom(FileChannel file, long position, long count) throws IOException {
        if (position < 0 || count < 0) {
            throw new IllegalArgumentException(
                    "position and count must not be negative, as one of " + position + " and " + count + " is");
        }
        return new SendFile(this, Objects.requireNonNull(file, "file"), position, count);
    }

    /** Ends the outgoing stream: the peer reads the end, and this side can still read. */
    @Override
    public Async<Void> shutdown() throws IOException {
        return new Shutdown(this);
    }

    /**
     * Ends the outgoing stream, drops what still comes in until the peer ends its stream too, and closes. It waits as long as
     * the peer does, so give it a {@link Async#timeout}; being cancelled, or failing, it closes at once.
     */
    @Override
    public Async<Void> closeGracefully() throws IOException {
        return new GracefulClose(this);
    }

    /**
     * Closes at once; operations that wait fail. Does nothing if it is closed. It does not block, but for the one piece of a file
     * that may just be on its way to the socket ({@link #transferFrom}).
     */
    @Override
    public void close() {
        closeChannel();
    }

    /** Whether it has not been closed here; what the peer has done shows when reading and writing. */
    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    final SocketChannel channel() {
        return channel;
    }

    @Override
    final synchronized void closeDescriptor() throws IOException {
        try {
            if (channel.isOpen()) {
                peer = channel.getRemoteAddress();
            }
        } finally {
            channel.close();
        }
    }

    /** Whom it was connected to before it was closed here; null if it was not. */
    final @Nullable SocketAddress formerPeer() {
        return peer;
    }

    /**
     * The number of bytes that the system has copied from the file, 0 if the socket takes none now or the file has none there.
     *
     * <p>Under the monitor, as closing: JDK 17 looks whether the channel is open and then uses its descriptor without holding it. Were it
     * closed in between, and its number given to another socket, that one would get the bytes.
     */
    final synchronized long transfer(FileChannel file, long position, long count) throws IOException {
        return file.transferTo(position, count, channel);
    }

    /** The number of bytes read, 0 if there are none now, -1 at the end of the stream. */
    final int receive(ByteBuffer target) throws IOException {
        int limit = Buffers.cut(target, Buffers.PIECE);
        try {
            return channel.read(target);
        } finally {
            target.limit(limit);
        }
    }

    /** The number of bytes written, 0 if the socket takes none now. */
    final int send(ByteBuffer source) throws IOException {
        int limit = Buffers.cut(source, Buffers.PIECE);
        try {
            return channel.write(source);
        } finally {
            source.limit(limit);
        }
    }
}
