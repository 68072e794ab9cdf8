package dev.bobbin.runtime;

import dev.bobbin.abi.Context;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Poller;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The poller of one dispatcher: an NIO selector, opened with the first channel; before that its holder parks.
 *
 * <p><b>Interest in input stays</b> after an event, so that a channel which is read again and again costs no system call but the read; as
 * with edge-triggered polling, but for one thing: an event that wakes nobody takes the interest back, or it would come again at
 * each poll. Who waits enlists first and then calls {@link #want}; the poller looks for who waits, and if there is nobody, takes the
 * interest back and then looks again ({@link Pollable#ready} is called twice). So if the waiter's interest is lost, its
 * enlisting came before the second look. Where somebody has been woken already, who has not run since, only a selection that waits takes
 * the interest back, for it would not wait; at 10,000 busy connections the others would do it for each message. A wake-up may be spurious, but none is lost. Interest in output goes with its event, before
 * {@code ready} is called: a socket is writable nearly always, and one that is connected would be reported by the system for ever, and
 * by the JDK never again.
 *
 * <p><b>Waiting.</b> {@link #waiting} is set before the limit is computed, and whoever changes something changes it before it reads
 * {@code waiting}: one of the two sees the other. What the JDK promises and this relies on: {@code register}, {@code
 * interestOpsOr} and {@code interestOpsAnd} are atomic, do not block while a selection is in progress, and take effect with
 * the next selection; a closed channel's descriptor is freed by the next selection too; a selector's {@code wakeup} and a thread's
 * permit to park are kept if they come too early.
 */
public final class NioPoller implements Poller {
    private static final int INPUT = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicReference<@Nullable Thread> held = new AtomicReference<>(); // by whom
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final Queue<CountDownLatch> flushes = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread holder; // who waits or has waited last
    private volatile @Nullable Selector selector;
    private volatile boolean closed;
    private volatile long polls; // written by the holder
    private boolean waits; // whether the holder's selection is one that waits
    private final Consumer<SelectionKey> dispatch = this::dispatch;

    private final Runnable letGo;

    NioPoller() {
        this(() -> {});
    }

    /** @param letGo what to do after a thread that does not wait here has held it for a moment: who would wait may have gone away meanwhile */
    NioPoller(Runnable letGo) {
        this.letGo = letGo;
    }

    /**
     * Where channels are registered for the task that the calling thread runs.
     *
     * @throws IOException if there is none of its own, and the thread for all those cannot be started; the next call tries again
     */
    public static NioPoller current() throws IOException {
        Context context = Context.current();
        Object owner = context == null ? null : context.owner();
        if (owner instanceof Worker worker) {
            return worker.poller();
        }
        if (owner instanceof Dispatcher dispatcher && dispatcher.poller() instanceof NioPoller own) {
            return own;
        }
        return PollerThread.shared().poller();
    }

    // ---- for channels -----------------------------------------------------------------------------------------------

    /**
     * Registers a non-blocking channel, without any interest, or finds its registration. It leaves by being closed.
     *
     * @throws IOException if the channel or this poller is closed, or no selector can be opened; the next call tries again
     */
    public SelectionKey register(SelectableChannel channel, Pollable pollable) throws IOException {
        Selector s = open();
        SelectionKey key = channel.keyFor(s);
        if (key != null && key.isValid()) {
            return key;
        }
        try {
            return channel.register(s, 0, pollable);
        } catch (ClosedSelectorException e) {
            throw new ClosedChannelException();
        }
    }

    /**
     * Has the pollable called when the channel is ready for one of the operations.
     *
     * @throws CancelledKeyException if the channel, or this poller, has been closed
     */
    public void want(SelectionKey key, int operations) {
        if ((operations & ~key.interestOpsOr(operations)) != 0) {
            wakeUp(); // for the change to take effect
        }
    }

    /** Whether its dispatcher has been closed: whoever waits for a channel waits for ever. */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Waits until the descriptors of the registered channels that the caller has closed are free. Takes microseconds: who holds the poller
     * runs no tasks, but for those of an executor that runs them where they are brought to it. Called by such a one it returns at
     * once: this thread frees them when it has come back from there.
     */
    public void flush() {
        CountDownLatch flushed = new CountDownLatch(1);
        flushes.add(flushed);
        if (held.get() == Thread.currentThread()) {
            return;
        }
        if (tryAcquire()) {
            release();
            letGo.run();
        } else {
            wakeUp();
        }
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

    /** The first selection of a new selector ends at once, so that no {@link #wakeUp} is lost that did not know of it. */
    private synchronized Selector open() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        Selector s = selector;
        if (s == null) {
            s = Selector.open();
            s.wakeup();
            selector = s;
            LockSupport.unpark(holder);
        }
        return s;
    }

    // ---- for the dispatcher -----------------------------------------------------------------------------------------

    @Override
    public boolean tryAcquire() {
        return held.get() == null && held.compareAndSet(null, Thread.currentThread());
    }

    /** Whoever wants something of the holder leaves word and then tries to become it: so either it does, or is seen here. */
    @Override
    public void release() {
        do {
            flushRequested();
            held.set(null);
        } while (!flushes.isEmpty() && tryAcquire());
    }

    /** Whether a thread holds it, which waits or polls. */
    boolean isHeld() {
        return held.get() != null;
    }

    /** How often it has been polled. */
    long polls() {
        return polls;
    }

    boolean hasChannels() {
        return selector != null;
    }

    @Override
    public void await(LongSupplier limit) {
        holder = Thread.currentThread();
        waiting.set(true);
        try {
            long nanos = flushes.isEmpty() && !closed ? limit.getAsLong() : 0;
            Selector s = selector;
            if (s != null) {
                select(s, nanos);
            } else if (nanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        } finally {
            waiting.set(false);
            count();
        }
        flushRequested();
    }

    @Override
    public void poll() {
        Selector s = selector;
        if (s != null) {
            select(s, 0);
        }
        count();
    }

    @Override
    public void wakeUp() {
        if (waiting.get() && waiting.compareAndSet(true, false)) {
            Selector s = selector;
            if (s != null) {
                s.wakeup();
            } else {
                LockSupport.unpark(holder);
            }
        }
    }

    @Override
    public void rest() {
        poll(); // frees the descriptors of channels that have been closed
        Selector s = selector;
        if (s != null && s.keys().isEmpty()) {
            closeSelector();
        }
    }

    /** When it returns, what was registered here is no longer. */
    @Override
    public void close() {
        closed = true;
        flush();
    }

    private void count() {
        polls = polls + 1;
    }

    private void select(Selector s, long nanos) {
        waits = nanos > 0;
        try {
            if (nanos <= 0) {
                s.selectNow(dispatch);
            } else if (nanos == Long.MAX_VALUE) {
                s.select(dispatch);
            } else {
                s.select(dispatch, (nanos - 1) / NANOS_PER_MILLI + 1);
            }
        } catch (Throwable t) { // out of memory, say: those who wait still do
            Workers.report(Thread.currentThread(), t);
            LockSupport.parkNanos(NANOS_PER_MILLI); // a selector that fails each time must not spin
        }
    }

    private void flushRequested() {
        for (CountDownLatch flush = flushes.poll(); flush != null; flush = flushes.poll()) {
            if (closed) {
                closeSelector();
            } else {
                poll();
            }
            flush.countDown();
        }
    }

    private synchronized void closeSelector() {
        Selector s = selector;
        selector = null;
        if (s != null) {
            try {
                s.close();
            } catch (IOException e) { // nothing is left to be done about it
                Workers.report(Thread.currentThread(), e);
            }
        }
    }

    private void dispatch(SelectionKey key) {
        try {
            int ready = key.readyOps();
            Pollable pollable = (Pollable) key.attachment();
            if ((ready & ~INPUT) != 0) {
                key.interestOpsAnd(INPUT | ~ready);
            }
            int idle = ready & INPUT & ~pollable.ready(ready);
            if (!waits) {
                idle &= ~pollable.awaited(idle);
            }
            if (idle != 0) {
                key.interestOpsAnd(~idle);
                pollable.ready(idle);
            }
        } catch (CancelledKeyException e) { // closed meanwhile: whoever closes it wakes those who wait
            return;
        } catch (Throwable t) { // the other channels go on
            Workers.report(Thread.currentThread(), t);
        }
    }
}
