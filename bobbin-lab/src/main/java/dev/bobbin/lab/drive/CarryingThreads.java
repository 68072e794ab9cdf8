package dev.bobbin.lab.drive;

import dev.bobbin.spi.Carrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for JMH that carry stacks as a worker's does: who drives a stackful task on another one hands each part of it to a thread that
 * is hired for that, and a figure would be that of waking threads.
 */
public final class CarryingThreads extends ThreadPoolExecutor {
    /** In bytes, of address space: the frames of what is carried are on it, as on a worker's. */
    private static final long STACK = 16L << 20;

    /**
     * By whom JMH calls it.
     *
     * @param threads how many
     * @param prefix of their names
     */
    public CarryingThreads(int threads, String prefix) {
        super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), body -> new Carrying(body, prefix));
    }

    private static final class Carrying extends Thread implements Carrier {
        Carrying(Runnable body, String name) {
            super(null, body, name, STACK);
            setDaemon(true);
        }
    }
}
