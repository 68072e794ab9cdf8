package dev.bobbin.runtime;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.DeadlockFinder;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Ledger;
import dev.bobbin.spi.Metrics;
import dev.bobbin.spi.Threads;
import dev.bobbin.spi.Timers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher with a fixed number of daemon worker threads, each with a queue of its own, and one queue for all.
 *
 * <p>A task made ready by a worker goes to that worker's queue, any other to the global one; a worker without work steals.
 * Order is first-in-first-out within each queue and nothing beyond, except that no queue starves. After {@link #close}
 * tasks and timers are dropped without a word.
 */
public final class Workers implements Dispatcher {
    final GlobalQueue global = new GlobalQueue();
    final IdleWorkers idle;

    /** Beyond these, what is queued has to wait until workers come back: a thread for each task that waits for a lock would be the system's end. */
    static final int MOST_SUBSTITUTES = 256;

    private final int count;
    private volatile Worker[] workers; // replaced under the monitor
    private volatile int wanted; // substitutes
    private int made;

    // Counts for the ledger: of other threads, and of workers that have gone.
    private final LongAdder startedElsewhere = new LongAdder();
    private final LongAdder wokenElsewhere = new LongAdder();
    private Ledger gone = new Ledger(0, 0, 0, 0, 0);
    private long runsOfGone;
    private long stealsOfGone;
    private volatile long parksOfGone;
    final Monitor monitor;

    private final NioPoller poller = new NioPoller(this::findPoller);

    private final Timers timers;

    /** When the worker that waits in the poller will wake by itself; {@link TimerHeap#NEVER} if it has not said. */
    volatile long wakesAt = Timers.NEVER;

    /** Nobody has polled for a while: whoever comes back first is to. */
    private volatile boolean pollIsDue;

    private final Callers callers = new Callers();
    private volatile boolean closed;

    Workers(int count) {
        this(count, TimeUnit.MILLISECONDS.toNanos(100));
    }

    /** @param stuckNanos how long a worker may be at one task before that is reported */
    Workers(int count, long stuckNanos) {
        idle = new IdleWorkers(count);
        this.count = count;
        monitor = new Monitor(this, stuckNanos);
        timers = new Timers(count);
        workers = new Worker[count];
        for (int i = 0; i < count; i++) {
            workers[i] = new Worker(this, ++made, false);
        }
        try {
            for (Worker worker : workers) {
                worker.start();
            }
            monitor.start();
        } catch (Throwable t) { // no thread to be had: the ones already started must not stay
            close();
            throw t;
        }
    }

    /**
     * Runs code that may block, but not for a peer, on one of at most 256 threads that are there for it.
     *
     * @throws java.util.concurrent.RejectedExecutionException if there is none and none can be started; the code will not be run
     */
    public static void runBlocking(Runnable code) {
        BlockingPool.SHARED.run(code);
    }

    /** As {@link #runBlocking}, but on a thread of its own, for code that blocks as long as a peer likes; refused if none can be started. */
    public static void runWaiting(Runnable code) {
        BlockingPool.STREAMS.run(code);
    }

    /** The worker that runs the caller: on its own thread, or on one that has its context while it waits for that. */
    private @Nullable Worker here() {
        Object caller = Thread.currentThread();
        if (!(caller instanceof Worker)) {
            Context context = Context.current();
            caller = context == null ? null : context.owner();
        }
        return caller instanceof Worker worker && worker.belongsTo(this) ? worker : null;
    }

    @Override
    public void dispatch(Awaitable task) {
        Flight.spawned(task);
        Worker worker = here();
        if (worker != null) {
            worker.started.add(1);
            worker.add(task, global);
        } else {
            startedElsewhere.increment();
            global.add(task);
        }
        wakeOne();
    }

    @Override
    public void dispatchLast(Awaitable task) {
        Worker worker = here();
        if (worker != null) {
            worker.add(task, global); // which this worker comes to now: nobody need be woken for it
        } else {
            global.add(task);
            wakeOne();
        }
    }

    @Override
    public void dispatchNext(Awaitable task) {
        wake(task, false);
    }

    /** Behind those in the ring, which may be further ones that it will await; with none there, as any other. */
    @Override
    public void dispatchAwaiter(Awaitable task) {
        wake(task, true);
    }

    private void wake(Awaitable task, boolean behind) {
        Worker worker = here();
        if (worker == null) {
            wokenElsewhere.increment();
            global.add(task);
            wakeOne();
            return;
        }
        worker.woken.add(1);
        if (behind && !worker.queue.isEmpty()) {
            worker.add(task, global);
            wakeOne();
        } else {
            worker.addNext(task, global);
        }
    }

    @Override
    public boolean isParallel() {
        return count() > 1;
    }

    @Override
    public synchronized Ledger ledger() {
        long submitted = startedElsewhere.sum() + gone.submitted();
        long running = 0;
        long queued = global.size();
        long parked = gone.parked() - wokenElsewhere.sum();
        long done = gone.done();
        for (Worker worker : workers) {
            submitted += worker.started.get();
            running += worker.running() == null ? 0 : 1;
            queued += worker.queue.size() + (worker.queue.next() == null ? 0 : 1);
            parked += worker.context().parks() - worker.woken.get();
            done += worker.context().ends();
        }
        return new Ledger(submitted, running, queued, parked, done);
    }

    @Override
    public synchronized Metrics metrics() {
        long runs = runsOfGone;
        long steals = stealsOfGone;
        List<Metrics.Worker> each = new ArrayList<>();
        for (Worker worker : workers) {
            Metrics.Worker metrics = worker.metrics();
            runs += metrics.runs();
            steals += metrics.steals();
            each.add(metrics);
        }
        return new Metrics(
                ledger(),
                runs,
                steals,
                poller.polls(),
                timers.size(),
                global.size(),
                monitor.reports(),
                List.copyOf(each),
                BlockingPool.SHARED.metrics());
    }

    @Override
    public void finder(DeadlockFinder finder) {
        monitor.finder(finder);
    }

    @Override
    public boolean isAlone() {
        return timers.isEmpty() && idle.allAsleep() && Threads.areAll(this::waits);
    }

    /** Whether this thread does nothing by itself while the workers sleep. */
    private boolean waits(Thread thread) {
        return thread instanceof Worker worker && worker.belongsTo(this)
                || thread == monitor.thread()
                || callers.has(thread)
                || BlockingPool.isIdle(thread);
    }

    /** How many tasks have parked. */
    long parks() {
        long parks = parksOfGone;
        for (Worker worker : workers) {
            parks += worker.context().parks();
        }
        return parks;
    }

    /** Each worker has its heap, which it shares with its substitutes, and now and then with other threads. */
    @Override
    public void schedule(Awaitable timer, long deadline) {
        Worker worker = here();
        int caller =
                worker != null ? worker.number() : (int) Thread.currentThread().getId();
        if (timers.add(timer, deadline, caller) && deadline < wakesAt) {
            poller.wakeUp();
        }
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public NioPoller poller() {
        return poller;
    }

    @Override
    public void runUntil(Completion completion) throws InterruptedException {
        Worker worker = here();
        if (worker != null) {
            throw new IllegalStateException(worker.getName() + " would wait for itself: it is one of the " + count
                    + " threads that run the coroutines it would wait for. In a coroutine use `await()`"
                    + " instead of `Bobbin.run`");
        }
        callers.await(completion);
    }

    @Override
    public void completed(Completion completion) {
        callers.completed(completion);
    }

    @Override
    public void close() {
        closed = true;
        global.close();
        timers.close();
        for (Worker worker : workers) {
            LockSupport.unpark(worker);
        }
        poller.close();
        monitor.close();
        callers.close();
    }

    @Override
    public String toString() {
        return "Workers[" + count + (closed ? ", closed]" : "]");
    }

    boolean isClosed() {
        return closed;
    }

    /** How many there are without substitutes. */
    int count() {
        return count;
    }

    /** The workers as they are now, substitutes included; not to be changed. */
    Worker[] all() {
        return workers;
    }

    /** Adds substitutes up to this number, or has those above it go when they have nothing to do. */
    void wantSubstitutes(int number) {
        int before = wanted;
        wanted = Math.min(number, MOST_SUBSTITUTES);
        while (workers.length - count < wanted && addSubstitute()) {
            continue;
        }
        if (wanted < before) {
            for (Worker worker : workers) {
                if (worker.isSubstitute()) {
                    worker.unpark(); // it may be asleep
                }
            }
        }
    }

    /** False if no thread can be started now; the monitor tries again. */
    private synchronized boolean addSubstitute() {
        Worker worker = new Worker(this, ++made, true);
        idle.added(); // before it can sleep
        try {
            worker.start();
        } catch (Throwable t) { // no memory, a limit of the system
            idle.removed();
            return false;
        }
        Worker[] more = Arrays.copyOf(workers, workers.length + 1);
        more[workers.length] = worker;
        workers = more;
        return true;
    }

    boolean hasTooMany() {
        return workers.length - count > wanted;
    }

    /** Called by a substitute that runs nothing and does not search: whether it is to end, having handed its tasks to others. */
    boolean retire(Worker worker) {
        if (!hasTooMany()) {
            return false;
        }
        synchronized (this) {
            Worker[] all = workers;
            if (!hasTooMany() || !Arrays.asList(all).contains(worker)) { // being added still
                return false;
            }
            Worker[] fewer = new Worker[all.length - 1];
            int n = 0;
            for (Worker each : all) {
                if (each != worker) {
                    fewer[n++] = each;
                }
            }
            workers = fewer;
            idle.removed();
            runsOfGone += worker.runs.get();
            stealsOfGone += worker.steals.get();
            parksOfGone += worker.context().parks();
            gone = new Ledger(
                    gone.submitted() + worker.started.get(),
                    0,
                    0,
                    gone.parked() + worker.context().parks() - worker.woken.get(),
                    gone.done() + worker.context().ends());
        }
        worker.leaveTo(global);
        return true;
    }

    boolean hasWork() {
        if (!global.isEmpty()) {
            return true;
        }
        for (Worker worker : workers) {
            if (!worker.queue.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Called after a task has been queued: sees to it that somebody looks for it. */
    void wakeOne() {
        Worker worker = idle.claim();
        if (worker != null) {
            worker.unpark();
            monitor.wake();
        }
    }

    // ---- the poller: each of these is for its holder, but where it says something else
    // --------------------------------------

    /** How long the holder may wait, to be asked for as {@link NioPoller#await} says. */
    long untilNextTimer() {
        long earliest = timers.earliest();
        wakesAt = earliest; // who has added an earlier one since has read NEVER, and wakes the holder
        return earliest == Timers.NEVER ? Long.MAX_VALUE : earliest - nanoTime();
    }

    /** The holder has waited. */
    void hasWoken() {
        wakesAt = Timers.NEVER;
        pollIsDue = false;
    }

    /** Fires timers that are due, of all workers, but not more than this. */
    void fireDue(int most) {
        if (!timers.isEmpty()) {
            fireDue(timers, nanoTime(), most);
        }
    }

    static void fireDue(Timers timers, long now, int most) {
        for (int i = 0; i < most; i++) {
            try {
                Awaitable due = timers.pollDue(now);
                if (due == null) {
                    return;
                }
                Abi.fire(due);
            } catch (Throwable t) { // the other timers go on
                report(Thread.currentThread(), t);
            }
        }
    }

    /** By any thread: polls without waiting, and fires what is due, if no other thread does. */
    void tryPoll(int most) {
        pollIsDue = false;
        if (poller.tryAcquire()) {
            try {
                poller.poll();
                fireDue(most);
            } finally {
                poller.release();
            }
        }
    }

    /**
     * By one that is no worker and has held the poller, so that a worker which was about to wait in it sleeps elsewhere perhaps: it has entered the
     * sleepers before it looked who holds the poller, and here these are looked at after that was let go.
     */
    void findPoller() {
        if (idle.hasSleeper() && !poller.isHeld()) {
            wakeOne();
        }
    }

    /** By any thread: whether there is anything to poll for. */
    boolean mayPoll() {
        return poller.hasChannels() || !timers.isEmpty();
    }

    /** By any thread. */
    boolean isPollDue() {
        return pollIsDue;
    }

    /** By the monitor. */
    void requestPoll() {
        pollIsDue = true;
    }

    /** Tells the thread's uncaught exception handler, whatever that does. */
    static void report(Thread thread, Throwable failure) {
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable t) { // a handler that fails must not end the thread either
            return;
        }
    }
}
