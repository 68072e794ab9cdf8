package dev.bobbin.runtime;

import dev.bobbin.abi.Awaitable;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks after what a worker has put into its slot and does not come to run, because the task that it runs wakes others and then
 * computes: wakes a sleeping worker, which takes it.
 *
 * <p>A daemon thread, so that waking a task costs no look at the sleepers: it looks each millisecond while a slot is filled, less
 * often while none is, and sleeps while all workers do. It may miss their waking up: {@link #asleep} is written before it looks at
 * the workers, and read by {@link #wake} after one has been claimed.
 */
final class Monitor implements Runnable {
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LATER = TimeUnit.MILLISECONDS.toNanos(5);

    /** How often it looks and finds all workers asleep before it sleeps itself. */
    private static final int LINGER = 20;

    private final Workers workers;
    private final Thread thread;
    private final @Nullable Awaitable[] seen;
    private final long[] runs;
    private volatile boolean asleep;

    Monitor(Workers workers, int count) {
        this.workers = workers;
        this.seen = new Awaitable[count];
        this.runs = new long[count];
        this.thread = new Thread(null, this, "bobbin-monitor", 0, false);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** A worker has been woken. */
    void wake() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    Thread thread() {
        return thread;
    }

    void close() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        int quiet = 0;
        while (!workers.isClosed()) {
            quiet = workers.idle.allAsleep() ? quiet + 1 : 0;
            if (quiet > LINGER) {
                sleep();
                quiet = 0;
            } else {
                LockSupport.parkNanos(this, look() ? SOON : LATER);
            }
            Thread.interrupted(); // an interrupted thread would not park
        }
    }

    private void sleep() {
        Arrays.fill(seen, null); // a task that has ended must not be kept alive
        asleep = true;
        if (workers.idle.allAsleep() && !workers.isClosed()) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    /** Whether a slot is filled. */
    private boolean look() {
        boolean filled = false;
        boolean stuck = false;
        Worker[] all = workers.all();
        for (int i = 0; i < all.length; i++) {
            Awaitable next = all[i].queue.next();
            long run = all[i].runs();
            filled |= next != null;
            stuck |= next != null && next == seen[i] && run == runs[i];
            seen[i] = next;
            runs[i] = run;
        }
        if (stuck) {
            workers.wakeOne();
        }
        return filled;
    }
}
