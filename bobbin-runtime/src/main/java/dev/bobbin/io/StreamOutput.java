package dev.bobbin.io;

import dev.bobbin.Async;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Unawaited;
import dev.bobbin.runtime.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a stream whose writing blocks: a pipe, the standard output, what a child process is told.
 *
 * <p>Bytes are copied into a buffer of 8 KiB, which a thread writes and flushes. A write that is cancelled ends at
 * once: what the buffer's position says has been taken is written when the other side reads, and the next write comes after it.
 *
 * <p>A stream whose other side does not read costs a thread for as long as it does not, as a quiet {@link StreamInput} does.
 *
 * <p>Thread-safe; one coroutine writes at a time.
 */
public final class StreamOutput implements AutoCloseable {
    private static final int BUFFER = 8 << 10;

    private final OutputStream stream;
    private final byte[] buffer = new byte[BUFFER];

    // Guarded by the monitor, but the buffer while a thread is writing, whose it is then.
    private boolean writing;
    private boolean closed;
    private @Nullable Throwable failure;
    private @Nullable Write waiting;
    private @Nullable Awaitable waiter;

    /** @param stream which is closed with this */
    public StreamOutput(OutputStream stream) {
        this.stream = Objects.requireNonNull(stream, "stream");
    }

    /**
     * Writes all that the buffer has, and returns when the stream has taken it. A failure of the stream arrives as it is, if it concerns
     * bytes of an earlier write too.
     */
    public Async<Void> writeFully(ByteBuffer source) throws IOException {
        return new Write(this, Objects.requireNonNull(source, "source"));
    }

    /**
     * Closes the stream, once what has been taken is written. A write that waits fails with a {@link ClosedChannelException}.
     */
    @Override
    public void close() throws IOException {
        Awaitable task;
        Write write;
        boolean idle;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            idle = !writing;
            write = waiting;
            task = waiter;
            waiter = null;
        }
        if (task != null && write != null) {
            Abi.wake(task, write);
        }
        if (idle) {
            stream.close();
        }
    }

    /** On a thread for blocking code. */
    private void drain(int length) {
        Throwable thrown = null;
        try {
            stream.write(buffer, 0, length);
            stream.flush();
        } catch (Throwable t) { // for whoever writes
            thrown = t;
        }
        Awaitable task;
        Write write;
        boolean close;
        synchronized (this) {
            writing = false;
            failure = thrown;
            write = waiting;
            task = waiter;
            waiter = null;
            close = closed;
        }
        if (task != null && write != null) {
            Abi.wake(task, write);
        }
        if (close) {
            closeQuietly();
        }
    }

    private void closeQuietly() {
        try {
            stream.close();
        } catch (IOException e) { // whoever closed it has been told that it is closed
            return;
        }
    }

    /** Under the monitor: hands the next bytes to a thread; false if there are none and all has been written. */
    private boolean advance(ByteBuffer source) {
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw StreamOutput.<RuntimeException>asIs(thrown);
        }
        if (closed) {
            throw StreamOutput.<RuntimeException>asIs(new ClosedChannelException());
        }
        if (writing) {
            return true;
        }
        int length = Math.min(buffer.length, source.remaining());
        if (length == 0) {
            return false;
        }
        source.get(source.position(), buffer, 0, length);
        writing = true;
        boolean begun = false;
        try {
            Workers.runWaiting(() -> drain(length));
            begun = true;
        } finally {
            writing = begun; // without a thread the next write tries again
        }
        source.position(source.position() + length);
        return true;
    }

    private static final class Write extends Async<Void> {
        private final StreamOutput output;
        private final ByteBuffer source;
        private boolean started;

        Write(StreamOutput output, ByteBuffer source) {
            this.output = output;
            this.source = source;
            Unawaited.made(this);
        }

        @Override
        protected String what() {
            return "this write";
        }

        @Override
        protected boolean reserve() {
            synchronized (output) {
                boolean free = !started;
                started = true;
                return free;
            }
        }

        @Override
        protected void release() {
            synchronized (output) {
                started = false;
            }
        }

        @Override
        protected @Nullable Object start(Context context) {
            synchronized (output) {
                if (started) {
                    throw new IllegalStateException("this write has been awaited before: it runs once. Call it again");
                }
                started = true;
            }
            Unawaited.used(this);
            return wake(context);
        }

        @Override
        protected @Nullable Object wake(Context context) {
            synchronized (output) {
                if (output.waiting != null && output.waiting != this) {
                    throw new IllegalStateException("another write to this stream is still waiting: one at a time");
                }
                output.waiting = null;
                if (!output.advance(source)) {
                    return null;
                }
                output.waiting = this;
            }
            return context.suspend(this);
        }

        @Override
        protected boolean park(Awaitable task) {
            synchronized (output) {
                if (output.waiting != this) {
                    return true; // forgotten: the task runs elsewhere
                }
                if (!output.writing || output.closed) {
                    return false;
                }
                output.waiter = task;
                return true;
            }
        }

        @Override
        protected void forget(Awaitable task) {
            synchronized (output) {
                if (output.waiting == this) {
                    output.waiting = null;
                    output.waiter = null;
                }
            }
        }
    }

    /** Lets a checked exception pass: it reaches the awaiter as the same object. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException asIs(Throwable t) throws X {
        throw (X) t;
    }
}
