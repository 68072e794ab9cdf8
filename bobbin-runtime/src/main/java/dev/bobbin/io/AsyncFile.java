package dev.bobbin.io;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.runtime.ClosedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read and written at positions.
 *
 * <pre>{@code
 * try (AsyncFile file = AsyncFile.open(path, StandardOpenOption.READ).await()) {
 *     file.readFully(buffer, 0).await();
 * }
 * }</pre>
 *
 * <p>An operation that has begun is not cut short by a cancellation: it ends, as soon as the disk lets it, and its result
 * is handed over; the cancellation comes at the next suspension point. So a buffer is never filled behind the back of a
 * cancelled coroutine, and an interrupt does not close the channel. One that still waits for a thread of {@link Blocking} is withdrawn.
 *
 * <p>A FIFO is no such file: opening it waits for its other side, and it has no positions. {@link #open} refuses it.
 *
 * <p>Thread-safe but for the buffers; operations may run side by side.
 */
public final class AsyncFile implements AutoCloseable {
    // Of a file's mode, as all systems that have one number it.
    private static final int TYPE = 0170000;
    private static final int FIFO = 0010000;

    private final Path path;
    private final FileChannel channel;

    // Guarded by the monitor.
    private int inFlight;
    private boolean closed;

    private AsyncFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens a file.
     *
     * <p>The await fails with what {@link FileChannel#open(Path, OpenOption...)} throws: {@link NoSuchFileException},
     * say; and with an {@link IOException} that names the file if it is a FIFO, as far as the file system tells.
     *
     * @param options of {@link java.nio.file.StandardOpenOption}; none to read
     */
    public static Async<AsyncFile> open(Path path, OpenOption... options) {
        Objects.requireNonNull(path, "path");
        List<OpenOption> all = List.of(options);
        return Blocking.callUninterrupted(() -> {
            if (isFifo(path)) {
                throw new IOException(
                        path + " is a FIFO, whose opening waits for its other side: open a stream in Blocking.call, and"
                                + " read it by a StreamInput or write it by a StreamOutput");
            }
            return new AsyncFile(path, FileChannel.open(path, all.toArray(new OpenOption[0])));
        });
    }

    private static boolean isFifo(Path path) throws IOException {
        try {
            return Files.getAttribute(path, "unix:mode") instanceof Integer mode && (mode & TYPE) == FIFO;
        } catch (UnsupportedOperationException
                | IllegalArgumentException
                | NoSuchFileException e) { // opening it will say
            return false;
        }
    }

    /** On a thread for code that blocks. For tests, too, which need an operation that takes as long as they like. */
    <T extends @Nullable Object> Async<T> operation(Callable<T> code) {
        return Blocking.callUninterrupted(() -> {
            begin();
            try {
                return code.call();
            } finally {
                end();
            }
        });
    }

    private synchronized void begin() throws ClosedChannelException {
        if (closed) {
            throw new ClosedException(path + " has been closed");
        }
        inFlight++;
    }

    private void end() throws IOException {
        boolean last;
        synchronized (this) {
            last = --inFlight == 0 && closed;
        }
        if (last) {
            channel.close();
        }
    }

    /**
     * Reads what there is, at most as many bytes as there is room for.
     *
     * @param position in bytes from the file's beginning
     * @return the number of bytes; -1 if the position is at the end or beyond
     */
    public Async<Integer> read(ByteBuffer target, long position) throws IOException {
        check(position);
        return operation(() -> channel.read(target, position));
    }

    /** Fills the buffer. An {@link EOFException} says how many bytes are missing if the file ends before; those there were are in the buffer. */
    public Async<Void> readFully(ByteBuffer target, long position) throws IOException {
        check(position);
        return operation(() -> {
            for (long at = position; target.hasRemaining(); ) {
                int n = channel.read(target, at);
                if (n < 0) {
                    throw new EOFException(path + " ends with " + target.remaining() + " bytes missing");
                }
                at += n;
            }
            return null;
        });
    }

    /**
     * Writes all that the buffer has. A file opened to append ignores the position.
     *
     * @param position in bytes from the file's beginning; the file grows if it is beyond its end
     */
    public Async<Void> writeFully(ByteBuffer source, long position) throws IOException {
        check(position);
        return operation(() -> {
            for (long at = position; source.hasRemaining(); ) {
                at += channel.write(source, at);
            }
            return null;
        });
    }

    /** The size in bytes. */
    public Async<Long> size() throws IOException {
        return operation(channel::size);
    }

    /** Cuts the file off at a size in bytes; one that is smaller stays as it is. */
    public Async<Void> truncate(long size) throws IOException {
        check(size);
        return operation(() -> {
            channel.truncate(size);
            return null;
        });
    }

    /**
     * Returns when all that has been written is on the device.
     *
     * @param metadata with the file's times and so on, not its content alone
     */
    public Async<Void> force(boolean metadata) throws IOException {
        return operation(() -> {
            channel.force(metadata);
            return null;
        });
    }

    /** The channel, to be given to a connection that sends from it; it is closed when the descriptor is, see {@link #close}. */
    public FileChannel channel() {
        return channel;
    }

    /** Whether neither it nor its channel has been closed. */
    public synchronized boolean isOpen() {
        return !closed && channel.isOpen();
    }

    /**
     * Closes it, without waiting for what is in flight. An operation that has begun ends as it would have; one that begins later, or
     * still waits for a thread of {@link Blocking}, fails with a {@link ClosedChannelException} that names the file.
     *
     * <p>The descriptor is closed here and now if no operation is in flight, else by the last of them when it ends, on its thread; should
     * that closing fail, so does that operation. A connection that sends from {@link #channel} is not in flight here: once the descriptor is
     * closed it fails, and the one piece that may just be on its way to the socket is waited for.
     *
     * <p>Does nothing if it is closed.
     */
    @Override
    public void close() throws IOException {
        boolean idle;
        synchronized (this) {
            idle = !closed && inFlight == 0;
            closed = true;
        }
        if (idle) {
            channel.close();
        }
    }

    @Override
    public String toString() {
        return "AsyncFile[" + path + (isOpen() ? "]" : ", closed]");
    }

    private static void check(long position) {
        if (position < 0) {
            throw new IllegalArgumentException("a position is not negative: " + position);
        }
    }
}
