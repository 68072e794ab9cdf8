package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.DeadlockFinder;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Ledger;
import dev.bobbin.spi.Metrics;
import dev.bobbin.spi.Poller;
import dev.bobbin.spi.Ring;
import dev.bobbin.spi.RuntimeProvider;
import dev.bobbin.spi.Threads;
import dev.bobbin.spi.Timers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All tasks on one thread, that which calls {@link #runUntil}; first come, first served.
 *
 * <p>{@link #ready} belongs to the running thread; others leave their tasks in {@link #arrived} and wake the {@link Poller}, in
 * which the loop waits: see {@link Poller#await} for why no wake-up is lost. It gives the poller back before it runs tasks.
 */
final class EventLoop implements Dispatcher {
    /** Tasks from elsewhere, timers and channels are looked at after so many local ones. */
    private static final int TURN = 61;

    private final Ring<Awaitable> ready = new Ring<>();
    private final ConcurrentLinkedQueue<Awaitable> arrived = new ConcurrentLinkedQueue<>();
    private final Timers timers = new Timers(1);
    private final @Nullable RuntimeProvider runtime;
    private final Poller poller;
    private Context context = Context.catchingUp(this);
    private volatile @Nullable Thread runner;
    private volatile boolean closed;

    // Counts for the ledger: of the running thread, and of the others.
    private boolean running;
    private int sincePoll; // tasks
    private long lookAt;
    private @Nullable DeadlockFinder finder;
    private long runs;
    private long polls;
    private long sleeps;
    private long idleNanos;
    private long started;
    private long woken;
    private final AtomicLong startedElsewhere = new AtomicLong();
    private final AtomicLong wokenElsewhere = new AtomicLong();

    EventLoop(@Nullable RuntimeProvider runtime) {
        this.runtime = runtime;
        this.poller = runtime == null ? new Parking() : runtime.poller();
    }

    @Override
    public void dispatch(Awaitable task) {
        if (isRunner()) {
            started++;
            ready.addLast(task);
        } else {
            startedElsewhere.incrementAndGet();
            arrive(task);
        }
    }

    @Override
    public void dispatchNext(Awaitable task) {
        if (isRunner()) {
            woken++;
            ready.addLast(task);
        } else {
            wokenElsewhere.incrementAndGet();
            arrive(task);
        }
    }

    /** Whether the caller is what this loop runs: on its thread, or on one that has its context while that thread waits. */
    private boolean isRunner() {
        if (Thread.currentThread() == runner) {
            return true;
        }
        Context current = Context.current();
        return current != null && current.owner() == this;
    }

    private void arrive(Awaitable task) {
        arrived.add(task);
        poller.wakeUp();
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

    /** Exact on the running thread, or while nothing runs. */
    @Override
    public Metrics metrics() {
        Thread thread = runner;
        return new Metrics(
                ledger(),
                runs,
                0,
                polls + sleeps,
                timers.size(),
                arrived.size(),
                0,
                thread == null ? List.of() : List.of(metrics(thread)),
                runtime == null ? Metrics.Blocking.NONE : runtime.blocking());
    }

    private Metrics.Worker metrics(Thread thread) {
        Duration idle = Duration.ofNanos(idleNanos);
        return new Metrics.Worker(thread.getName(), false, !running, ready.size(), runs, 0, 0, sleeps, idle);
    }

    @Override
    public void finder(DeadlockFinder given) {
        finder = given;
    }

    @Override
    public void schedule(Awaitable timer, long deadline) {
        if (timers.add(timer, deadline, 0)) {
            poller.wakeUp();
        }
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Poller poller() {
        return poller;
    }

    @Override
    public void completed(Completion completion) {
        poller.wakeUp();
    }

    @Override
    public void close() {
        closed = true;
        timers.close();
        poller.wakeUp();
        poller.close();
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
            context.catchUp();
            sound = true;
        } finally {
            if (!sound) {
                context = new Context(context); // past a task: what else is in the old one means nothing
                running = false;
            }
            Context.bind(before);
            runner = null;
            acquirePoller();
            poller.rest();
            poller.release();
        }
    }

    private synchronized void enter() {
        Thread current = runner;
        if (current != null && isRunner()) {
            throw new IllegalStateException("run() inside a coroutine of the same single-threaded scheduler would wait"
                    + " for itself: await the computation instead");
        }
        if (current != null) {
            throw new IllegalStateException("this single-threaded scheduler is running on " + current.getName());
        }
        runner = Thread.currentThread();
    }

    private void turn(Completion completion) throws InterruptedException {
        context.catchUp(); // with what the last one has put off, also if something was thrown in it
        if (Thread.interrupted()) { // a loop that is never idle must notice, too
            throw new InterruptedException();
        }
        if (sincePoll >= TURN && poller.tryAcquire()) {
            poller.poll();
            poller.release();
            polls++;
            sincePoll = 0;
        }
        fireTimers();
        lookForDeadlocks();
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
            context.catchUpBefore(task);
            running = true;
            runs++;
            sincePoll++;
            Abi.run(task, context);
            running = false;
        }
    }

    private void fireTimers() {
        if (timers.isEmpty()) {
            return;
        }
        long now = nanoTime();
        for (Awaitable due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
            Abi.fire(due);
        }
    }

    private void sleep(Completion completion) throws InterruptedException {
        sleeps++;
        long begin = System.nanoTime();
        acquirePoller();
        poller.await(() -> arrived.isEmpty() && !completion.isComplete() && !closed ? untilNext() : 0);
        poller.release();
        lookForDeadlocks();
        sincePoll = 0;
        idleNanos += System.nanoTime() - begin;
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public boolean isAlone() {
        return timers.isEmpty() && ready.isEmpty() && arrived.isEmpty() && Threads.areAll(this::waits);
    }

    private boolean waits(Thread thread) {
        return thread == runner || runtime != null && runtime.isIdle(thread);
    }

    private long untilNext() {
        long now = nanoTime();
        long next = timers.untilNext(now);
        return finder != null && finder.isDue(context.parks()) ? Math.min(next, Math.max(lookAt - now, 1)) : next;
    }

    private void lookForDeadlocks() {
        if (finder != null && nanoTime() >= lookAt) {
            long rest = finder.look(context.parks());
            lookAt = nanoTime() + rest;
        }
    }

    /** Others hold it for a moment only, to have closed channels let go. */
    private void acquirePoller() {
        while (!poller.tryAcquire()) {
            Thread.onSpinWait();
        }
    }
}
