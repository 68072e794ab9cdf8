package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Ledger;
import dev.bobbin.spi.Timer;
import dev.bobbin.spi.TimerHeap;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * All tasks on one thread, that which calls {@link #runUntil}; first come, first served.
 *
 * <p>{@link #ready} belongs to the running thread; others leave their tasks in {@link #arrived}. Going to sleep: the loop
 * sets {@link #idle} and then looks at {@link #arrived} and the timers again, a dispatching thread adds and then looks at
 * {@link #idle}; both are volatile (or stronger), so at least one of them sees the other and no wake-up is lost.
 */
final class EventLoop implements Dispatcher {
    /** Tasks from elsewhere, and timers, are looked at after so many local ones. */
    private static final int TURN = 61;

    /** Deadlines are compared by difference, so they must not be further apart than this; in nanoseconds, 146 years. */
    private static final long FARTHEST = Long.MAX_VALUE / 2;

    private final ArrayDeque<Awaitable> ready = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Awaitable> arrived = new ConcurrentLinkedQueue<>();
    private final TimerHeap timers = new TimerHeap(); // guarded by its own monitor
    private Context context = new Context(this);
    private volatile @Nullable Thread runner;
    private volatile boolean idle;
    private volatile boolean closed;

    // Counts for the ledger: of the running thread, and of the others.
    private boolean running;
    private long started;
    private long woken;
    private final AtomicLong startedElsewhere = new AtomicLong();
    private final AtomicLong wokenElsewhere = new AtomicLong();

    @Override
    public void dispatch(Awaitable task) {
        if (Thread.currentThread() == runner) {
            started++;
            ready.addLast(task);
        } else {
            startedElsewhere.incrementAndGet();
            arrive(task);
        }
    }

    @Override
    public void dispatchNext(Awaitable task) {
        if (Thread.currentThread() == runner) {
            woken++;
            ready.addLast(task);
        } else {
            wokenElsewhere.incrementAndGet();
            arrive(task);
        }
    }

    private void arrive(Awaitable task) {
        arrived.add(task);
        wakeUp();
    }

    @Override
    public void dispatchLast(Awaitable task) {
        ready.addLast(task); // by the task itself, which runs
    }

    @Override
    public Ledger ledger() {
        Context c = context;
        return new Ledger(
                started + startedElsewhere.get(),
                running ? 1 : 0,
                ready.size() + arrived.size(),
                c.parks() - woken - wokenElsewhere.get(),
                c.ends());
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer schedule(long deadline, Runnable action) {
        Timer timer;
        synchronized (timers) {
            long now = System.nanoTime();
            timer = timers.add(now + Math.max(0, Math.min(deadline - now, FARTHEST)), action);
        }
        wakeUp();
        return timer;
    }

    @Override
    public void cancel(Timer timer) {
        synchronized (timers) {
            timers.remove(timer);
        }
    }

    @Override
    public void completed(Completion completion) {
        LockSupport.unpark(completion.waiter());
    }

    @Override
    public void close() {
        closed = true;
        wakeUp();
    }

    @Override
    public void runUntil(Completion completion) throws InterruptedException {
        enter();
        Context before = Context.bind(context);
        boolean sound = false;
        try {
            while (!completion.isComplete()) {
                if (closed) {
                    throw new IllegalStateException("the scheduler was closed while a computation was running");
                }
                turn(completion);
            }
            sound = true;
        } finally {
            if (!sound) {
                context = new Context(context); // past a task: what else is in the old one means nothing
                running = false;
            }
            Context.bind(before);
            runner = null;
        }
    }

    private synchronized void enter() {
        Thread current = runner;
        if (current == Thread.currentThread()) {
            throw new IllegalStateException("run() inside a coroutine of the same single-threaded scheduler would wait"
                    + " for itself: await the computation instead");
        }
        if (current != null) {
            throw new IllegalStateException("this single-threaded scheduler is running on " + current.getName());
        }
        runner = Thread.currentThread();
    }

    private void turn(Completion completion) throws InterruptedException {
        if (Thread.interrupted()) { // a loop that is never idle must notice, too
            throw new InterruptedException();
        }
        fireTimers();
        for (Awaitable task = arrived.poll(); task != null; task = arrived.poll()) {
            ready.addLast(task);
        }
        if (ready.isEmpty()) {
            sleep(completion);
            return;
        }
        for (int i = 0; i < TURN && !completion.isComplete(); i++) {
            Awaitable task = ready.pollFirst();
            if (task == null) {
                return;
            }
            running = true;
            Abi.run(task, context);
            running = false;
        }
    }

    private void fireTimers() {
        for (; ; ) {
            Timer due;
            synchronized (timers) {
                due = timers.size() == 0 ? null : timers.pollDue(System.nanoTime());
            }
            if (due == null) {
                return;
            }
            due.action().run();
        }
    }

    private void sleep(Completion completion) throws InterruptedException {
        idle = true;
        try {
            long nanos = untilNextTimer(); // read after idle was set: a timer added later will wake us
            if (!arrived.isEmpty() || completion.isComplete() || closed) {
                return;
            }
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } finally {
            idle = false;
        }
    }

    private long untilNextTimer() {
        synchronized (timers) {
            return timers.untilNext(System.nanoTime());
        }
    }

    private void wakeUp() {
        if (idle) {
            LockSupport.unpark(runner);
        }
    }
}
