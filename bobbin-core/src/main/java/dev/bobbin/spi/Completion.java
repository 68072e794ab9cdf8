package dev.bobbin.spi;

/** Something a plain thread waits for: whether it has happened, and who waits. Thread-safe. */
public final class Completion {
    private volatile boolean complete;
    private final Thread waiter;

    /** A completion that the calling thread will wait for. */
    public Completion() {
        this.waiter = Thread.currentThread();
    }

    /** Whether it has happened. */
    public boolean isComplete() {
        return complete;
    }

    /** It has happened; what the caller did before is visible to whoever sees {@link #isComplete} true. */
    public void complete() {
        complete = true;
    }

    /** The thread that waits. */
    public Thread waiter() {
        return waiter;
    }
}
