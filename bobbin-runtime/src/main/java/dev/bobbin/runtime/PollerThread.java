package dev.bobbin.runtime;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.spi.Timers;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that waits for time and channels on behalf of tasks whose own threads do not: those of an executor, or of a
 * dispatcher that knows no poller. It starts on first use.
 */
final class PollerThread implements Runnable {
    private static volatile @Nullable PollerThread shared;

    private final NioPoller poller = new NioPoller();
    private final Timers timers = new Timers(1);
    private final LongSupplier limit = this::untilNextTimer;
    private final LongSupplier clock;
    private volatile boolean started;
    private volatile boolean closed;

    /** @param clock of the deadlines */
    PollerThread(LongSupplier clock) {
        this.clock = clock;
    }

    /** That for all dispatchers without one. */
    static PollerThread shared() {
        PollerThread s = shared;
        if (s == null) {
            synchronized (PollerThread.class) {
                s = shared;
                if (s == null) {
                    s = new PollerThread(System::nanoTime);
                    shared = s;
                }
            }
        }
        return s;
    }

    /** @throws IOException if the thread cannot be started */
    NioPoller poller() throws IOException {
        try {
            start();
        } catch (OutOfMemoryError e) { // the JDK's word for "no thread to be had"
            throw new IOException("no thread to wait for channels", e);
        }
        return poller;
    }

    void schedule(Awaitable timer, long deadline) {
        start();
        if (timers.add(timer, deadline, 0)) {
            poller.wakeUp();
        }
    }

    long polls() {
        return poller.polls();
    }

    Timers timers() {
        return timers;
    }

    void close() {
        closed = true;
        timers.close();
        poller.close();
    }

    private void start() {
        if (!started) {
            synchronized (this) {
                if (!started && !closed) {
                    Thread thread = new Thread(null, this, "bobbin-poller", 0, false);
                    thread.setDaemon(true);
                    thread.start();
                    started = true;
                }
            }
        }
    }

    @Override
    public void run() {
        while (!poller.tryAcquire()) { // by a thread that flushes
            Thread.onSpinWait();
        }
        while (!closed) {
            poller.await(limit);
            Thread.interrupted(); // nobody's business, and it would not wait again
            Workers.fireDue(timers, clock.getAsLong(), Integer.MAX_VALUE);
        }
        poller.release();
    }

    private long untilNextTimer() {
        return closed ? 0 : timers.untilNext(clock.getAsLong());
    }
}
