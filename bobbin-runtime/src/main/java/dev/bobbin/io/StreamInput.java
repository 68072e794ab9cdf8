package dev.bobbin.io;

import dev.bobbin.Async;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Unawaited;
import dev.bobbin.runtime.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream whose reading blocks: a pipe, the standard input, what a child process says.
 *
 * <p>A thread reads ahead into a buffer of 8 KiB, but only when a coroutine has asked and the buffer is empty. A
 * read that is cancelled ends at once; the thread goes on, and what it reads is there for the next read: nothing is lost.
 *
 * <p><b>What a quiet stream costs:</b> a thread for as long as a read finds nothing, named {@code bobbin-stream-} and a number, also after
 * that read was cancelled. There is no bound on them but the system's, so that quiet streams delay neither each other nor {@link
 * dev.bobbin.Blocking}; where no thread can be started the await throws a {@link java.util.concurrent.RejectedExecutionException}.
 *
 * <p>Thread-safe; one coroutine reads at a time.
 */
public final class StreamInput implements AutoCloseable {
    private static final int BUFFER = 8 << 10;

    private final InputStream stream;
    private final byte[] buffer = new byte[BUFFER];

    // Guarded by the monitor, but the buffer while a thread is reading, whose it is then.
    private int start;
    private int end;
    private boolean reading;
    private boolean ended;
    private boolean closed;
    private @Nullable Throwable failure;
    private @Nullable Read waiting;
    private @Nullable Awaitable waiter;

    /** @param stream which is closed with this */
    public StreamInput(InputStream stream) {
        this.stream = Objects.requireNonNull(stream, "stream");
    }

    /**
     * Reads at least one byte and at most as many as there is room for. A failure of the stream arrives as it is.
     *
     * @return the number of bytes; -1 at the end of the stream, 0 only if the buffer has no room
     */
    public Async<Integer> read(ByteBuffer target) throws IOException {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("cannot read into a read-only buffer");
        }
        return new Read(this, target);
    }

    /**
     * Closes the stream. A read that waits fails with a {@link ClosedChannelException}. A thread that is reading may stay blocked until
     * the stream's other side ends or writes, and closes it then.
     */
    @Override
    public void close() throws IOException {
        Awaitable task;
        Read read;
        boolean idle;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            idle = !reading;
            read = waiting;
            task = waiter;
            waiter = null;
        }
        if (task != null && read != null) {
            Abi.wake(task, read);
        }
        if (idle) { // to close a stream while it is read would wait for the read, mostly
            stream.close();
        }
    }

    /** On a thread for blocking code. */
    private void fill() {
        int n = 0;
        Throwable thrown = null;
        try {
            n = stream.read(buffer);
        } catch (Throwable t) { // for whoever reads
            thrown = t;
        }
        Awaitable task;
        Read read;
        boolean close;
        synchronized (this) {
            reading = false;
            start = 0;
            end = Math.max(n, 0);
            ended = n < 0;
            failure = thrown;
            task = waiter;
            read = waiting;
            waiter = null;
            close = closed;
        }
        if (task != null && read != null) {
            Abi.wake(task, read);
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

    private static final class Read extends Async<Integer> {
        private final StreamInput input;
        private final ByteBuffer target;
        private boolean started;

        Read(StreamInput input, ByteBuffer target) {
            this.input = input;
            this.target = target;
            Unawaited.made(this);
        }

        @Override
        protected String what() {
            return "this read";
        }

        @Override
        protected boolean reserve() {
            synchronized (input) {
                boolean free = !started;
                started = true;
                return free;
            }
        }

        @Override
        protected void release() {
            synchronized (input) {
                started = false;
            }
        }

        @Override
        protected @Nullable Object start(Context context) {
            synchronized (input) {
                if (started) {
                    throw new IllegalStateException("this read has been awaited before: it runs once. Call read again");
                }
                started = true;
            }
            Unawaited.used(this);
            return step(context);
        }

        private @Nullable Object step(Context context) {
            synchronized (input) {
                if (input.waiting != null && input.waiting != this) {
                    throw new IllegalStateException("another read of this stream is still waiting: one at a time");
                }
                Object result = input.take(target);
                if (result != null) {
                    input.waiting = null;
                    return result;
                }
                input.waiting = this;
                if (!input.reading) {
                    input.reading = true;
                    input.begin();
                }
            }
            return context.suspend(this);
        }

        @Override
        protected boolean park(Awaitable task) {
            synchronized (input) {
                if (input.waiting != this) {
                    return true; // forgotten: the task runs elsewhere
                }
                if (!input.reading || input.closed) {
                    return false;
                }
                input.waiter = task;
                return true;
            }
        }

        @Override
        protected @Nullable Object wake(Context context) {
            return step(context);
        }

        @Override
        protected void forget(Awaitable task) {
            synchronized (input) {
                if (input.waiting == this) {
                    input.waiting = null;
                    input.waiter = null;
                }
            }
        }
    }

    /** Under the monitor. */
    private void begin() {
        boolean begun = false;
        try {
            Workers.runWaiting(this::fill);
            begun = true;
        } finally {
            if (!begun) { // no thread to be had: the next read tries again
                reading = false;
                waiting = null;
            }
        }
    }

    /** Under the monitor: the result of a read now, or null if it has to wait. */
    private @Nullable Integer take(ByteBuffer target) {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (closed) {
            waiting = null;
            throw StreamInput.<RuntimeException>asIs(new ClosedChannelException());
        }
        if (reading) {
            return null;
        }
        if (start < end) {
            int n = Math.min(end - start, target.remaining());
            target.put(buffer, start, n);
            start += n;
            return n;
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            waiting = null;
            throw StreamInput.<RuntimeException>asIs(thrown);
        }
        return ended ? -1 : null;
    }

    /** Lets a checked exception pass: it reaches the awaiter as the same object. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException asIs(Throwable t) throws X {
        throw (X) t;
    }
}
