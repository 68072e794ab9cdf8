package dev.bobbin.runtime;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for channels to become ready: one NIO selector and one daemon thread for the whole JVM, started on first use.
 *
 * <p>Interest is one-shot. {@link #want} adds it; when the channel is ready the poller takes it back and only then calls
 * {@link Pollable#ready}. Who waits must therefore be registered <em>before</em> {@code want}: then either the poller takes
 * the interest back before it is wanted, and it stays; or after, and then {@code ready} sees who waits. A wake-up may be
 * spurious, but none is lost.
 *
 * <p>What the JDK promises and this relies on: {@code register}, {@code interestOpsOr} and {@code interestOpsAnd} are atomic,
 * do not block while a selection is in progress, and take effect with the next selection; a closed channel's descriptor is
 * freed by the next selection too. So whoever changes something calls {@link #nudge}.
 *
 * <p>Thread-safe.
 */
public final class Poller implements Runnable {
    private static volatile @Nullable Poller shared;

    private final Selector selector;

    /**
     * True from before a selection begins until it has ended or somebody has taken on to end it. The poller sets it and
     * then looks at the changes that are queued (under the selector's lock); a thread queues its change (under the same
     * lock) and then reads this: so one of the two sees the other.
     */
    private final AtomicBoolean selecting = new AtomicBoolean();

    private final Queue<CountDownLatch> flushes = new ConcurrentLinkedQueue<>();

    private Poller() throws IOException {
        selector = Selector.open();
    }

    /**
     * The poller of this JVM.
     *
     * @throws IOException if it is not running yet and no selector can be opened; the next call tries again
     */
    public static Poller shared() throws IOException {
        Poller poller = shared;
        return poller == null ? start() : poller;
    }

    private static synchronized Poller start() throws IOException {
        Poller poller = shared;
        if (poller == null) {
            poller = new Poller();
            try {
                Thread thread = new Thread(null, poller, "bobbin-poller", 0, false);
                thread.setDaemon(true);
                thread.start();
            } catch (Throwable t) { // no thread to be had
                poller.selector.close();
                throw t;
            }
            shared = poller;
        }
        return poller;
    }

    /** Registers a non-blocking channel, once, without any interest. It leaves by being closed. */
    public SelectionKey register(SelectableChannel channel, Pollable pollable) throws ClosedChannelException {
        return channel.register(selector, 0, pollable);
    }

    /**
     * Has the pollable called when the channel is ready for one of the operations.
     *
     * @throws CancelledKeyException if the channel has been closed
     */
    public void want(SelectionKey key, int operations) {
        key.interestOpsOr(operations);
        nudge();
    }

    /** Makes changes take effect soon: interest, and the closing of registered channels. */
    public void nudge() {
        if (selecting.get() && selecting.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    /** Waits until the descriptors of the registered channels that the caller has closed are free. Takes microseconds. */
    public void flush() {
        CountDownLatch flushed = new CountDownLatch(1);
        flushes.add(flushed);
        nudge();
        boolean interrupted = false;
        while (flushed.getCount() > 0) {
            try {
                flushed.await();
            } catch (InterruptedException e) { // set again below
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        for (; ; ) {
            try {
                poll();
            } catch (Throwable t) { // out of memory, say: those who wait still do
                Workers.report(Thread.currentThread(), t);
                LockSupport.parkNanos(
                        TimeUnit.MILLISECONDS.toNanos(1)); // a selector that fails each time must not spin
            }
        }
    }

    private void poll() throws IOException {
        selecting.set(true);
        if (flushes.isEmpty()) { // after the write above, as nudge() reads after its caller's change
            selector.select(Poller::dispatch);
        }
        selecting.set(false);
        for (CountDownLatch flush = flushes.poll(); flush != null; flush = flushes.poll()) {
            try {
                selector.selectNow(Poller::dispatch);
            } finally {
                flush.countDown();
            }
        }
    }

    private static void dispatch(SelectionKey key) {
        try {
            int ready = key.readyOps();
            key.interestOpsAnd(~ready);
            ((Pollable) key.attachment()).ready(ready);
        } catch (CancelledKeyException e) { // closed meanwhile: whoever closes it wakes those who wait
            return;
        } catch (Throwable t) { // the other channels go on
            Workers.report(Thread.currentThread(), t);
        }
    }
}
