package dev.bobbin.runtime;

import dev.bobbin.spi.DeadlockFinder;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks after workers that do not come back for their next task, because the one that they run blocks the thread or computes for
 * long: wakes a sleeping worker for what they hold in their slots, has substitutes run the rest, and tells who it is.
 *
 * <ul>
 *   <li>A slot that holds the same task at two looks, a millisecond apart, while its worker runs the same task: a sleeping worker
 *       is woken, which takes it.
 *   <li>Nobody has polled, or fired timers, between two looks: the worker that comes back first is told to. By the third look
 *       the monitor does so itself, and wakes a sleeping worker, if there is one, to take that over.
 *   <li>A task has run for 10 ms: the next operation that it finds ready makes it wait for its turn; see {@link Context#spend}.
 *   <li>Every worker is at the same task for 10 ms while others are queued: one substitute is added, a worker like the others.
 *   <li>A worker is at the same task for 100 ms: it has a substitute for as long as it lasts, and is reported, once, if it was
 *       found waiting for the second half of that time; if it computes, after a second.
 *   <li>All workers and as many substitutes as there may be are stuck while others are queued: that is told, once.
 * </ul>
 *
 * <p>That holds for a worker that is in the program's code, not in the runtime's. One that waits there (parked, asleep, for a
 * lock, in native code) takes no processor, so each such one gets a substitute; of those that are running only as many as there
 * were workers to begin with, or computing tasks would bring ever more threads that compute.
 *
 * <p>Beside that it has the {@link DeadlockFinder} look, a piece at a time.
 *
 * <p>It is a daemon thread, so that workers themselves need look at no clock: it looks each millisecond while there is something
 * to see, less often while there is not, and sleeps while all workers do. It may miss their waking up: {@link #asleep} is written
 * before it looks at the workers, and read by {@link #wake} after one has been claimed.
 */
final class Monitor implements Runnable {
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LATER = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STALLED = TimeUnit.MILLISECONDS.toNanos(10);

    /** How much longer computing may take: the first use of many classes takes long too. */
    private static final int PATIENCE = 10;

    /** How often it looks and finds all workers asleep before it sleeps itself. */
    private static final int LINGER = 20;

    private final Workers workers;
    private final long stuckNanos;
    private final Told told = new Told();
    private final Thread thread;
    private volatile boolean asleep;
    private long polls;
    private volatile long reports; // written by its own thread only
    private volatile long looks; // written by its own thread only
    private volatile @Nullable DeadlockFinder finder;
    private long findAt = System.nanoTime();
    private boolean toldOfTheEnd;

    /** @param stuckNanos how long a worker may be at one task before that is reported */
    Monitor(Workers workers, long stuckNanos) {
        this.workers = workers;
        this.stuckNanos = stuckNanos;
        this.thread = new Thread(null, this, "bobbin-monitor", 0, false);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** A worker has been woken. */
    void wake() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    void finder(DeadlockFinder given) {
        finder = given;
    }

    /** How often it has looked at the workers. */
    long looks() {
        return looks;
    }

    /** How often it has reported a worker. */
    long reports() {
        return reports;
    }

    Thread thread() {
        return thread;
    }

    void close() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        int quiet = 0;
        while (!workers.isClosed()) {
            quiet = workers.idle.allAsleep() ? quiet + 1 : 0;
            try {
                findDeadlocks();
                if (quiet > LINGER) {
                    sleep();
                    quiet = 0;
                } else {
                    LockSupport.parkNanos(this, look(System.nanoTime()) ? SOON : LATER);
                }
            } catch (Throwable t) { // of a logger, or for want of memory: the next look may do better
                Workers.report(thread, t);
                LockSupport.parkNanos(this, LATER);
            }
            Thread.interrupted(); // an interrupted thread would not park
        }
    }

    /** Until a worker is woken, or the finder wants to go on; not at all if a worker is awake. */
    void sleep() {
        asleep = true;
        if (workers.idle.allAsleep() && !workers.isClosed()) {
            park();
        }
        asleep = false;
    }

    private void park() {
        DeadlockFinder find = finder;
        if (find != null && find.isDue(workers.parks())) {
            LockSupport.parkNanos(this, findAt - System.nanoTime());
        } else {
            LockSupport.park(this);
        }
    }

    private void findDeadlocks() {
        DeadlockFinder find = finder;
        if (find != null && System.nanoTime() - findAt >= 0) {
            long rest = find.look(workers.parks());
            findAt = System.nanoTime() + rest;
        }
    }

    /** Whether it had better look again soon. */
    private boolean look(long now) {
        boolean slots = false;
        boolean left = false;
        int slow = 0;
        Worker[] all = workers.all();
        for (Worker worker : all) {
            Watch watch = worker.watch;
            watch.look(worker, now);
            slots |= watch.hasNext();
            left |= watch.leavesNext();
            if (watch.nanos() >= STALLED) {
                slow++;
                worker.endSlice();
            }
        }
        boolean unpolled = isUnpolled();
        if (left || unpolled && workers.isPollDue()) {
            workers.wakeOne(); // to take what is left, and then to wait in the poller
        }
        if (unpolled && workers.isPollDue()) {
            workers.tryPoll(LocalQueue.CAPACITY);
            workers.findPoller();
        } else if (unpolled) {
            workers.requestPoll();
        }
        if (slow > 0 || all.length > workers.count()) {
            boolean stalled = slow == all.length && workers.hasWork();
            int wanted = substitutes(all, stalled);
            workers.wantSubstitutes(wanted);
            int most = Workers.MOST_SUBSTITUTES;
            if (stalled && wanted > most && all.length - workers.count() >= most) {
                tellOfTheEnd(all.length);
            }
        }
        looks++;
        return slots || unpolled;
    }

    /** Once: what is queued may be what they wait for. */
    private void tellOfTheEnd(int all) {
        if (toldOfTheEnd) {
            return;
        }
        toldOfTheEnd = true;
        System.getLogger("dev.bobbin.scheduler")
                .log(
                        Level.WARNING,
                        "all " + all + " workers are blocked by what they run, " + Workers.MOST_SUBSTITUTES
                                + " substitutes among them, and there are no more: what is queued waits until one of them is back, for ever"
                                + " if they wait for that. Put what blocks the thread into Blocking.call(() -> ...); instead of a lock that is"
                                + " held across an await take a Mutex");
    }

    /** Whether nobody waits in the poller, or has polled since the last look. */
    private boolean isUnpolled() {
        NioPoller poller = workers.poller();
        long before = polls;
        polls = poller.polls();
        return polls == before && !poller.isHeld() && workers.mayPoll();
    }

    /** How many substitutes there should be. */
    private int substitutes(Worker[] all, boolean stalled) {
        int slow = 0;
        int stuck = 0;
        int waiting = 0;
        for (Worker worker : all) {
            Watch watch = worker.watch;
            if (watch.nanos() < (stalled ? STALLED : stuckNanos / 2)) {
                slow += watch.nanos() >= STALLED ? 1 : 0;
                continue;
            }
            watch.lookAtCode(worker);
            slow += watch.isInProgram() ? 1 : 0;
            waiting += watch.waits() ? 1 : 0;
            if (watch.nanos() >= stuckNanos && watch.isInProgram()) {
                stuck++;
                if (watch.waitedNanos() >= stuckNanos / 2 || watch.nanos() / PATIENCE >= stuckNanos) {
                    reports += watch.report(worker, told) ? 1 : 0;
                }
            }
        }
        int now = all.length - workers.count();
        int wanted = Math.max(stuck, Math.min(slow, now)); // not one less as long as its reason may come to 100 ms
        if (stalled && slow == all.length) {
            wanted = Math.max(wanted, now + 1);
        }
        return Math.min(wanted, waiting + workers.count());
    }
}
