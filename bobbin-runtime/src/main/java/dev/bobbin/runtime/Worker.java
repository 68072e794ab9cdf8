package dev.bobbin.runtime;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs tasks: its own first, then those of the global queue, then those of other workers; parked while there
 * are none.
 *
 * <p>Whatever a task throws past its own end, and whatever interrupt it leaves behind, stops here: neither the worker nor
 * the next task notices.
 */
final class Worker extends Thread {
    /** Reserved address space, not memory: deep recursion of coroutines that do not suspend runs on it. */
    private static final long STACK_BYTES = 16 << 20;

    /** How often the global queue goes first, so that a worker that feeds itself cannot starve it. Prime, as in Go. */
    private static final int GLOBAL_EVERY = 61;

    /** How many operations a task may find ready in a row; see {@link Workers#spend}. */
    private static final int BUDGET = 128;

    final LocalQueue queue = new LocalQueue();

    /** In the stack of {@link IdleWorkers}; written under its monitor. */
    volatile boolean asleep;

    private final Workers workers;
    private final @Nullable Object[] batch = new Object[LocalQueue.CAPACITY / 2];
    private Context context = new Context(this);
    private int ticks;
    private int budget;

    Worker(Workers workers, int number) {
        super(null, null, "bobbin-worker-" + number, STACK_BYTES, false);
        this.workers = workers;
        setDaemon(true);
        // Without inheritance JDK 19 and later would give it the system class loader, JDK 17 the creator's.
        setContextClassLoader(Thread.currentThread().getContextClassLoader());
    }

    boolean belongsTo(Workers pool) {
        return workers == pool;
    }

    /** Queues a task that this thread has made ready. */
    void add(Awaitable task, GlobalQueue overflow) {
        if (!queue.offer(task)) {
            overflow.addAll(batch, queue.takeHalf(batch), task);
        }
    }

    boolean spend() {
        return --budget > 0;
    }

    @Override
    public void run() {
        Context.bind(context);
        try {
            for (Awaitable task = next(); task != null; task = next()) {
                run(task);
            }
        } finally {
            Context.bind(null);
            queue.clear();
        }
    }

    private void run(Awaitable task) {
        budget = BUDGET;
        try {
            Abi.run(task, context);
        } catch (Throwable t) { // a bug, or an Error from somebody's callback: the other tasks go on
            context = new Context(this); // the old one may be in the middle of something
            Context.bind(context);
            Workers.report(this, t);
        }
        Thread.interrupted(); // was meant for that task, not for the next one or for park()
    }

    /** The next task, waiting for it if need be; null when the workers have been closed. */
    private @Nullable Awaitable next() {
        if (workers.isClosed()) {
            return null;
        }
        boolean globalFirst = ++ticks % GLOBAL_EVERY == 0;
        Awaitable task = globalFirst ? takeGlobal() : queue.poll();
        if (task == null) {
            task = globalFirst ? queue.poll() : takeGlobal();
        }
        return task == null ? search() : task;
    }

    private @Nullable Awaitable search() {
        workers.idle.beginSearch();
        while (!workers.isClosed()) {
            Awaitable task = takeGlobal();
            if (task == null) {
                task = steal();
            }
            if (task != null) {
                workers.idle.endSearch();
                if (workers.hasWork()) { // after endSearch(): a dispatch may have relied on this search
                    workers.wakeOne();
                }
                return task;
            }
            workers.idle.sleep(this);
            if (workers.hasWork() || workers.isClosed()) { // after sleep(): a dispatch may have missed this sleeper
                workers.idle.stayAwake(this);
            } else {
                parkUntilClaimed();
            }
        }
        workers.idle.endSearch();
        return null;
    }

    private void parkUntilClaimed() {
        while (asleep) {
            LockSupport.park(workers);
            Thread.interrupted(); // an interrupted thread would not park again
            if (workers.isClosed()) {
                workers.idle.stayAwake(this);
            }
        }
    }

    private @Nullable Awaitable takeGlobal() {
        int most = Math.min(batch.length, queue.room() + 1); // all but one go to the own queue
        return keep(workers.global.takeShare(workers.count(), most, batch));
    }

    /** Takes half of what another worker has; called with an empty queue. */
    private @Nullable Awaitable steal() {
        Worker[] all = workers.all();
        int start = ThreadLocalRandom.current().nextInt(all.length);
        for (int i = 0; i < all.length; i++) {
            Worker victim = all[(start + i) % all.length];
            if (victim != this) {
                int n = victim.queue.takeHalf(batch);
                if (n > 0) {
                    return keep(n);
                }
            }
        }
        return null;
    }

    /** Puts all but the first of a batch into the own queue, where others can see them again; returns the first. */
    private @Nullable Awaitable keep(int n) {
        if (n == 0) {
            return null;
        }
        Object first = batch[0];
        batch[0] = null;
        for (int i = 1; i < n; i++) {
            Object task = batch[i];
            batch[i] = null;
            if (task == null || !queue.offer((Awaitable) task)) {
                throw new AssertionError("no room for a task that was taken");
            }
        }
        if (n > 1) {
            workers.wakeOne();
        }
        return (Awaitable) first;
    }
}
