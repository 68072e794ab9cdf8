package dev.bobbin.runtime;

import dev.bobbin.spi.Metrics;
import dev.bobbin.spi.Ring;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Threads for code that blocks: made when none is idle, up to a bound beyond which code waits its turn; ended when idle for long.
 *
 * <p>Everything is guarded by one lock, also the start of a thread. Invariant: what is queued has a thread, alive, that comes to
 * it. So a thread that gives up waiting decides so while nothing is queued, and nothing can be queued for it any more
 * (kotlinx.coroutines 4743); and where a thread cannot be started its code is left to another, or, if there is none, is all that
 * is queued, and is refused. Without a bound it is refused in any case, since no other thread need ever come to it.
 */
final class BlockingPool {
    /** As many threads as there is code. */
    static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final String BLOCKING = "bobbin-blocking-";
    private static final String STREAM = "bobbin-stream-";

    /** That of this JVM for code that ends by itself: a bound makes it slower, no more. */
    static final BlockingPool SHARED = new BlockingPool(256, KEEP_NANOS, daemons(BLOCKING));

    /** That of this JVM for code that waits for a peer, who may wait for code beyond any bound. */
    static final BlockingPool STREAMS = new BlockingPool(UNBOUNDED, KEEP_NANOS, daemons(STREAM));

    private final int most;
    private final long keepNanos;
    private final ThreadFactory factory;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition queued = lock.newCondition();
    private final Ring<Runnable> queue = new Ring<>();
    private int threads;
    private int idle;

    /**
     * @param most threads at once, or {@link #UNBOUNDED}
     * @param keepNanos how long a thread waits for more
     */
    BlockingPool(int most, long keepNanos, ThreadFactory factory) {
        this.most = most;
        this.keepNanos = keepNanos;
        this.factory = factory;
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger made = new AtomicInteger();
        return body -> {
            Thread thread = new Thread(null, body, prefix + made.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Runs the code soon.
     *
     * @throws RejectedExecutionException if there is no thread for it and none can be started; the code will not be run
     */
    void run(Runnable code) {
        lock.lock();
        try {
            queue.addLast(code);
            if (queue.size() <= idle) {
                queued.signal();
                return;
            }
            if (threads < most) {
                startThread();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void startThread() {
        try {
            factory.newThread(this::work).start();
            threads++;
        } catch (Throwable t) { // no memory, a limit of the system
            if (threads == 0 || most == UNBOUNDED) {
                queue.pollLast();
                throw new RejectedExecutionException("no thread for blocking code could be started: " + t, t);
            }
        }
    }

    private void work() {
        while (runNext()) {
            Thread.interrupted(); // was meant for that code
        }
    }

    private boolean runNext() {
        Runnable code = next();
        if (code == null) {
            return false;
        }
        try {
            Flight.blocking(code);
        } catch (Throwable t) { // the thread goes on
            Workers.report(Thread.currentThread(), t);
        }
        return true;
    }

    /** Null when there has been nothing for long. */
    @Nullable
    Runnable next() {
        lock.lock();
        try {
            long left = keepNanos;
            while (queue.isEmpty()) {
                if (left <= 0) {
                    threads--;
                    return null;
                }
                left = await(left);
            }
            return queue.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private long await(long nanos) {
        idle++;
        try {
            return queued.awaitNanos(nanos);
        } catch (InterruptedException e) { // nobody's business
            return nanos;
        } finally {
            idle--;
        }
    }

    /** Whether it is a thread of one of the two for this JVM, and those have nothing to do. */
    static boolean isIdle(Thread thread) {
        return thread.getName().startsWith(BLOCKING) && SHARED.isIdle()
                || thread.getName().startsWith(STREAM) && STREAMS.isIdle();
    }

    private boolean isIdle() {
        lock.lock();
        try {
            return queue.isEmpty() && idle == threads;
        } finally {
            lock.unlock();
        }
    }

    Metrics.Blocking metrics() {
        lock.lock();
        try {
            return new Metrics.Blocking(threads, idle, queue.size());
        } finally {
            lock.unlock();
        }
    }

    /** How many threads there are. */
    int threads() {
        lock.lock();
        try {
            return threads;
        } finally {
            lock.unlock();
        }
    }
}
