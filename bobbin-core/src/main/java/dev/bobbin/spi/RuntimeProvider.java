package dev.bobbin.spi;

import java.util.concurrent.Executor;

/** Makes dispatchers with worker threads, and has threads for code that blocks; found by {@link java.util.ServiceLoader}. Without one there is the event loop. */
public interface RuntimeProvider {
    /**
     * A dispatcher with its own worker threads, which are daemons.
     *
     * @param workers at least 1
     */
    Dispatcher workers(int workers);

    /** Where the thread of an event loop waits. */
    Poller poller();

    /** A dispatcher on the threads of an executor, which it does not shut down. */
    Dispatcher on(Executor executor);

    /**
     * Runs code that may block, on a thread of its own, which may be interrupted and is not needed for anything else.
     *
     * @throws RuntimeException or Error if there is no such thread to be had; then the code will not be run
     */
    void runBlocking(Runnable code);

    /** How the threads of {@link #runBlocking} stand. */
    Metrics.Blocking blocking();

    /** Whether this thread is one for such code, and has none, nor has any other of them. */
    boolean isIdle(Thread thread);
}
