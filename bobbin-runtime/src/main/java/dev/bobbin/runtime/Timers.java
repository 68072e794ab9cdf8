package dev.bobbin.runtime;

import dev.bobbin.spi.Timer;
import dev.bobbin.spi.TimerHeap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one dispatcher: a heap under a lock, and a daemon thread that sleeps until the earliest deadline. The
 * thread starts with the first timer.
 *
 * <p>A thread of its own, not an idle worker, because a timer must fire also while every worker is in a long task.
 */
final class Timers implements Runnable {
    /** The heap compares deadlines by difference, which is right while no two are further apart than half the clock. */
    private static final long FARTHEST = Long.MAX_VALUE / 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private final TimerHeap heap = new TimerHeap();
    private @Nullable Thread thread;
    private boolean closed;

    Timer schedule(long deadline, Runnable action) {
        lock.lock();
        try {
            long now = System.nanoTime();
            long delay = Math.max(0, Math.min(deadline - now, FARTHEST));
            if (closed) {
                Timer dropped = new TimerHeap().add(deadline, action);
                return dropped;
            }
            start();
            boolean first = delay < heap.untilNext(now);
            Timer timer = heap.add(now + delay, action);
            if (first) {
                earlier.signal();
            }
            return timer;
        } finally {
            lock.unlock();
        }
    }

    void cancel(Timer timer) {
        lock.lock();
        try {
            heap.remove(timer);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            earlier.signal();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return heap.size();
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        if (thread == null) {
            Thread t = new Thread(null, this, "bobbin-timer", 0, false);
            t.setDaemon(true);
            t.start();
            thread = t;
        }
    }

    @Override
    public void run() {
        for (Timer due = nextDue(); due != null; due = nextDue()) {
            try {
                due.action().run();
            } catch (Throwable t) { // the other timers go on
                Workers.report(Thread.currentThread(), t);
            }
        }
    }

    /** Waits for the next timer to become due; null when closed. */
    private @Nullable Timer nextDue() {
        lock.lock();
        try {
            while (!closed) {
                long now = System.nanoTime();
                Timer due = heap.pollDue(now);
                if (due != null) {
                    return due;
                }
                waitAtMost(heap.untilNext(now));
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void waitAtMost(long nanos) {
        try {
            if (nanos == Long.MAX_VALUE) {
                earlier.await();
            } else {
                earlier.await(nanos, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) { // nobody's business: the caller looks at the clock and waits again
            return;
        }
    }
}
