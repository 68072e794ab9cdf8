package dev.bobbin.io;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import java.io.IOException;
import java.util.Objects;

/**
 * A child process, whose streams and end can be awaited.
 *
 * <pre>{@code
 * try (ChildProcess child = ChildProcess.start(new ProcessBuilder("sort")).await()) {
 *     child.input().writeFully(lines).await();
 *     child.input().close();
 *     while (child.output().read(buffer).await() >= 0) { ... }
 *     int status = child.exit().await();
 * }
 * }</pre>
 *
 * <p>A child that writes more than a pipe holds waits until it is read: read its output and its errors side by side, or have the
 * builder redirect one of them. Each stream that is waited for costs a thread while its child is quiet, see {@link StreamInput}; {@link
 * #exit} costs none beyond the one that the JDK has for each child.
 *
 * <p>Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final StreamOutput input;
    private final StreamInput output;
    private final StreamInput errors;

    private ChildProcess(Process process) {
        this.process = process;
        input = new StreamOutput(process.getOutputStream());
        output = new StreamInput(process.getInputStream());
        errors = new StreamInput(process.getErrorStream());
    }

    /**
     * Starts a process. The await fails with what {@link ProcessBuilder#start} throws; a cancellation comes after a start that has
     * begun, at the next suspension point, so that no process is left behind that nobody knows.
     */
    public static Async<ChildProcess> start(ProcessBuilder builder) {
        Objects.requireNonNull(builder, "builder");
        return Blocking.callUninterrupted(() -> new ChildProcess(builder.start()));
    }

    /** What the child reads as its standard input. */
    public StreamOutput input() {
        return input;
    }

    /** What the child writes to its standard output. */
    public StreamInput output() {
        return output;
    }

    /** What the child writes to its standard error. */
    public StreamInput errors() {
        return errors;
    }

    /** Waits for the end of the child, and gives its exit status. May be awaited any number of times, and being cancelled does not end the child. */
    public Async<Integer> exit() {
        return Async.from(process.onExit().thenApply(Process::exitValue));
    }

    /** The number that the system knows it by. */
    public long pid() {
        return process.pid();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the child to end; it may take its time, or not do it. See {@link #close}. */
    public void stop() {
        process.destroy();
    }

    /** Ends the child, if it has not ended, by force, and closes its streams. What it has started itself goes on. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try (input;
                output) {
            errors.close();
        }
    }

    @Override
    public String toString() {
        return "ChildProcess[" + process.pid()
                + (process.isAlive() ? "]" : ", ended with " + process.exitValue() + "]");
    }
}
