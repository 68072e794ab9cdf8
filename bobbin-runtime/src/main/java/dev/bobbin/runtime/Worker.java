package dev.bobbin.runtime;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Carrier;
import dev.bobbin.spi.Metrics;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs tasks: the one that its last one woke, then its own, then those of the global queue, then those of other
 * workers. While there are none it waits in the poller, if no other does, else parked. In between it polls, see {@link Workers#tryPoll}.
 *
 * <p>Whatever a task throws past its own end, and whatever interrupt it leaves behind, stops here: neither the worker nor
 * the next task notices.
 */
final class Worker extends Thread implements Carrier {
    /** Reserved address space, not memory: deep recursion of coroutines that do not suspend runs on it. */
    private static final long STACK_BYTES = 16 << 20;

    /** How often the global queue goes first, so that a worker that feeds itself cannot starve it. Prime, as in Go. */
    private static final int GLOBAL_EVERY = 61;

    /** How often the slot goes first: two tasks that wake each other must not starve the ring. */
    private static final int NEXT_IN_A_ROW = 3;

    /** How often channels and timers go first; a counter of its own, which nothing else resets. */
    private static final int POLL_EVERY = 61;

    /** Some microseconds: longer than a task that hands over takes from waking the other to waiting itself. */
    private static final int SPINS = 100;

    /**
     * Whether a thread is called by what it runs, for thread dumps and debuggers. Only where asked for: the JVM takes longer to name a thread
     * than a worker needs for a short turn of a task.
     */
    private static final boolean NAMED_BY_TASK = Boolean.getBoolean("dev.bobbin.thread-names");

    private static final VarHandle RUNNING;

    static {
        try {
            RUNNING = MethodHandles.lookup().findVarHandle(Worker.class, "running", Awaitable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final LocalQueue queue = new LocalQueue();

    /** In the stack of {@link IdleWorkers}; written under its monitor. */
    volatile boolean asleep;

    /** How many tasks this thread has started, has woken, and has begun to run. */
    final OwnCount started = new OwnCount();

    final OwnCount woken = new OwnCount();
    final OwnCount runs = new OwnCount();

    /** How often it has taken work from others, and how many tasks those were; how often it has slept, and for how long. */
    final OwnCount steals = new OwnCount();

    final OwnCount stolen = new OwnCount();
    final OwnCount sleeps = new OwnCount();
    private final OwnCount idleNanos = new OwnCount();
    private volatile long asleepSince;

    /** The {@link Monitor}'s. */
    final Watch watch = new Watch();

    private final Workers workers;

    /** Added for one that is stuck, and to go when that is back. */
    private final boolean substitute;

    private final @Nullable Object[] batch = new Object[LocalQueue.CAPACITY / 2];
    private volatile Context context = Context.catchingUp(this); // written by this thread only
    private volatile @Nullable Awaitable running;
    private int ticks;
    private int nextInARow;

    /** How many tasks may be run before it polls. */
    private int untilPoll = POLL_EVERY;

    /** While it polls: what it wakes goes to the ring, and how many those were. */
    private boolean collects;

    private int collected;

    /** How many of them are in {@link #batch}, on their way to the global queue. */
    private int held;

    /** Waits in the poller, or is about to. */
    private volatile boolean isPoller;

    private final int number;

    /** How long it may wait in the poller. Not at all if it has been claimed: who did so may have found nobody waiting there. */
    final LongSupplier pollLimit;

    Worker(Workers workers, int number, boolean substitute) {
        super(null, null, name(number), STACK_BYTES, false);
        this.workers = workers;
        this.number = number;
        this.substitute = substitute;
        this.pollLimit = () -> asleep && !isOver() ? workers.untilNextTimer() : 0;
        setDaemon(true);
        // Without inheritance JDK 19 and later would give it the system class loader, JDK 17 the creator's.
        setContextClassLoader(Thread.currentThread().getContextClassLoader());
    }

    private static String name(int number) {
        return "bobbin-worker-" + number;
    }

    /** What the thread is called but for {@link #NAMED_BY_TASK}. */
    String ownName() {
        return name(number);
    }

    boolean belongsTo(Workers pool) {
        return workers == pool;
    }

    /** Hands everything to the others, before it goes. */
    void leaveTo(GlobalQueue others) {
        Awaitable next = queue.takeNext();
        if (next != null) {
            others.add(next);
        }
        for (Awaitable task = queue.poll(); task != null; task = queue.poll()) {
            others.add(task);
        }
        workers.wakeOne();
    }

    /** Queues a task that this thread has made ready. */
    void add(Awaitable task, GlobalQueue overflow) {
        if (!queue.offer(task)) {
            releaseHeld(); // a timer's action may spawn
            overflow.addHalf(queue, batch, task);
        }
    }

    /** Queues a task that this thread has woken, to run next; what it drives out of the slot goes behind all others. While it polls, all go there. */
    void addNext(Awaitable task, GlobalQueue overflow) {
        if (collects) {
            collect(task);
            return;
        }
        Awaitable before = queue.swapNext(task);
        if (before != null) {
            add(before, overflow);
            workers.wakeOne();
        }
    }

    /**
     * What has been woken by polling stays in its order: what finds no room in the ring waits in the global queue, behind what waits
     * there. To push the older half out, as a spawn does, would have the same ones wait again and again.
     */
    private void collect(Awaitable task) {
        collected++;
        if (held > 0 || !queue.offer(task)) {
            batch[held++] = task;
            if (held == batch.length) {
                releaseHeld();
            }
        }
    }

    private void releaseHeld() {
        if (held > 0) {
            workers.global.addAll(batch, held);
            held = 0;
        }
    }

    Context context() {
        return context;
    }

    /** The task that it runs, or null. */
    @Nullable
    Awaitable running() {
        return running;
    }

    boolean isSubstitute() {
        return substitute;
    }

    /** The task that runs has had its share of time. */
    void endSlice() {
        context.endTurn();
    }

    int number() {
        return number;
    }

    NioPoller poller() {
        return workers.poller();
    }

    /** Whether it waits, or may be about to wait, in the poller. */
    boolean isPoller() {
        return isPoller;
    }

    /** Ends its sleep: what it is to see has been written before. */
    void unpark() {
        if (isPoller) {
            workers.poller().wakeUp();
        } else {
            LockSupport.unpark(this); // if it becomes the poller meanwhile, it sees what is to be seen before it waits
        }
    }

    @Override
    public void run() {
        Context.bind(context);
        try {
            for (Awaitable task = next(); task != null; task = next()) {
                run(task);
            }
        } finally {
            catchUpBefore(null);
            Context.bind(null);
            queue.drop();
        }
    }

    private void run(Awaitable task) {
        runs.add(1);
        RUNNING.setOpaque(this, task);
        long parks = context.parks();
        Flight.resumed(task);
        if (NAMED_BY_TASK) {
            setName(ownName() + " runs " + Flight.name(task));
        }
        catchUpBefore(task);
        try {
            Abi.run(task, context);
        } catch (Throwable t) { // a bug, or an Error from somebody's callback: the other tasks go on
            context = new Context(context); // the old one may be in the middle of something
            Context.bind(context);
            Workers.report(this, t);
        }
        RUNNING.setOpaque(this, null);
        if (NAMED_BY_TASK) {
            setName(ownName());
        }
        if (context.parks() != parks) {
            Flight.parked(task);
        }
        Thread.interrupted(); // was meant for that task, not for the next one or for park()
    }

    /** The next task, waiting for it if need be; null when the workers have been closed, or this one is needed no more. */
    private @Nullable Awaitable next() {
        if (substitute) {
            catchUpBefore(null); // it may go
        }
        if (workers.isClosed() || substitute && workers.retire(this)) {
            return null;
        }
        if (--untilPoll <= 0 || workers.isPollDue()) {
            poll();
        }
        Awaitable task = ++ticks % GLOBAL_EVERY == 0 ? takeGlobal() : null;
        if (context.isBehind()) {
            catchUpBefore(task == null ? queue.first() : task); // which may wake one that goes first
        }
        if (task == null && nextInARow < NEXT_IN_A_ROW) {
            task = queue.takeNext();
            if (task != null) {
                nextInARow++;
                return task;
            }
        }
        nextInARow = 0;
        if (task == null) {
            task = queue.poll();
        }
        if (task == null) {
            task = takeGlobal();
        }
        if (task == null) {
            catchUpBefore(null); // others may have taken what it was to run
            task = queue.takeNext();
        }
        return task == null ? search() : task;
    }

    /** Whatever it throws, the next task is to run. */
    private void catchUpBefore(@Nullable Awaitable next) {
        try {
            context.catchUpBefore(next);
        } catch (Throwable t) { // for want of memory, or of stack
            Workers.report(this, t);
        }
    }

    private @Nullable Awaitable search() {
        boolean searches = workers.idle.beginSearch();
        while (!isOver()) {
            Awaitable task = searches ? find() : null;
            if (task != null) {
                workers.idle.endSearch();
                if (workers.hasWork()) { // after endSearch(): a dispatch may have relied on this search
                    workers.wakeOne();
                }
                return task;
            }
            queue.clear();
            beginSleep();
            workers.idle.sleep(this, searches);
            searches = true; // in whatever way it wakes
            if (workers.hasWork() || isOver()) { // after sleep(): a dispatch may have missed this sleeper
                stayAwake();
            } else if (workers.poller().tryAcquire()) {
                pollUntilClaimed();
            } else {
                parkUntilClaimed();
            }
            endSleep();
        }
        if (searches) {
            workers.idle.endSearch();
        }
        return workers.isClosed()
                ? null
                : next(); // a substitute that is needed no more, if nobody else has gone by now
    }

    private void beginSleep() {
        sleeps.add(1);
        asleepSince = System.nanoTime();
    }

    private void endSleep() {
        idleNanos.add(System.nanoTime() - asleepSince);
        asleepSince = 0;
    }

    Metrics.Worker metrics() {
        long since = asleepSince;
        long idle = idleNanos.get() + (since == 0 ? 0 : System.nanoTime() - since);
        return new Metrics.Worker(
                ownName(),
                substitute,
                since != 0,
                queue.size() + (queue.next() == null ? 0 : 1),
                runs.get(),
                steals.get(),
                stolen.get(),
                sleeps.get(),
                Duration.ofNanos(idle));
    }

    private boolean isOver() {
        return workers.isClosed() || substitute && workers.hasTooMany();
    }

    private @Nullable Awaitable find() {
        Awaitable task = queue.poll(); // what it has woken as the poller
        if (task == null) {
            task = takeGlobal();
        }
        if (task == null) {
            task = steal();
        }
        return task == null ? stealNext() : task;
    }

    /** Between two tasks. With more tasks than one it wakes another worker, which may be the poller next. */
    private void poll() {
        untilPoll = POLL_EVERY;
        if (workers.mayPoll()) {
            collects = true;
            try {
                workers.tryPoll(Math.max(queue.room(), POLL_EVERY));
            } finally {
                collects = false;
                releaseHeld();
            }
            pollAgainAfter();
            if (collected > 0) {
                collected = 0;
                workers.wakeOne();
            }
        }
    }

    /** What is ready now is to be run first: what polling finds would come after it anyway. */
    private void pollAgainAfter() {
        untilPoll = Math.max(POLL_EVERY, queue.size() + workers.global.size() / workers.count());
    }

    /** As the holder of the poller, which it gives back before it runs anything. */
    private void pollUntilClaimed() {
        isPoller = true;
        collects = true;
        try {
            while (asleep) {
                workers.poller().await(pollLimit);
                workers.hasWoken();
                workers.fireDue(queue.room()); // there is room: it had nothing to do
                releaseHeld();
                Thread.interrupted(); // an interrupted thread would not wait again
                if (collected > 0 || workers.hasWork() || isOver()) {
                    stayAwake();
                }
            }
        } finally {
            collects = false;
            releaseHeld();
            pollAgainAfter();
            collected = 0;
            isPoller = false;
            workers.poller().release();
        }
    }

    /** It has found by itself that there is something to do. The monitor, which may sleep, is told by nobody else. */
    private void stayAwake() {
        workers.idle.stayAwake(this);
        workers.monitor.wake();
    }

    private void parkUntilClaimed() {
        while (asleep) {
            LockSupport.park(workers);
            Thread.interrupted(); // an interrupted thread would not park again
            if (isOver()) {
                stayAwake();
            }
        }
    }

    private @Nullable Awaitable takeGlobal() {
        int most = Math.min(batch.length, queue.room() + 1); // all but one go to the own queue
        return keep(workers.global.takeShare(workers.count(), most, batch));
    }

    /** Takes half of what another worker's ring has; called with an empty queue. */
    private @Nullable Awaitable steal() {
        Worker[] all = workers.all();
        int start = ThreadLocalRandom.current().nextInt(all.length);
        for (int i = 0; i < all.length; i++) {
            Worker victim = all[(start + i) % all.length];
            if (victim != this) {
                Awaitable task = queue.stealFrom(victim.queue);
                if (task != null) {
                    countSteal(victim, 1 + queue.size());
                    return task;
                }
            }
        }
        return null;
    }

    private void countSteal(Worker victim, int tasks) {
        Flight.stolen(victim, tasks);
        steals.add(1);
        stolen.add(tasks);
    }

    /**
     * Takes what another worker has put into its slot, and has left there for a moment: most of what is in a slot is about to be
     * run where it is, by a worker whose task has woken it and now waits.
     */
    private @Nullable Awaitable stealNext() {
        for (Worker victim : workers.all()) {
            Awaitable seen = victim.queue.next();
            if (seen == null || victim == this) {
                continue;
            }
            long before = victim.runs.get();
            for (int i = 0; i < SPINS && victim.runs.get() == before; i++) {
                Thread.onSpinWait();
            }
            if (victim.runs.get() == before && victim.queue.next() == seen) {
                Awaitable task = victim.queue.takeNext();
                if (task != null) {
                    countSteal(victim, 1);
                }
                return task;
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
