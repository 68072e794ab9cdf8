package dev.bobbin.test;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.DeadlockFinder;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Ledger;
import dev.bobbin.spi.Timers;
import dev.bobbin.spi.WokenBy;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * All tasks on one thread, that which calls {@link #runUntil} or {@link #advance}, in an {@link Order}, and a clock that stands still
 * while anything runs.
 *
 * <p>When nothing is ready, whoever waits decides what follows. If somebody waits for the {@linkplain WokenBy#SYSTEM system}, the clock stands still, and
 * the loop waits, too, in real time. Else the clock jumps to the next deadline. If there is none it waits for {@linkplain
 * WokenBy#CALLBACKS callbacks}, which other threads may bring; and if nobody waits for these either, nothing can happen any more, which is a
 * failure at once. The waits in real time have a limit, so that nothing hangs.
 *
 * <p>What other threads make ready comes in when nothing else is, or every so many turns. So between two such waits the order is the seed's alone.
 *
 * <p>{@link #ready} and the counts belong to the running thread; others leave their tasks in {@link #arrived} and unpark it.
 */
final class VirtualLoop implements Dispatcher {
    /** Tasks from elsewhere are let in after so many turns, even if others are ready. */
    private static final int PATIENT_TURNS = 1024;

    private final Order ready;
    private final int turnLimit;
    private final Duration patience;
    private final ConcurrentLinkedQueue<Awaitable> arrived = new ConcurrentLinkedQueue<>();
    private final Timers timers = new Timers(1);
    private Context context = new Context(this);
    private volatile @Nullable Thread runner;
    private volatile long now;
    private volatile boolean closed;
    private @Nullable DeadlockFinder finder;

    /** What this has thrown itself, last. */
    private @Nullable AssertionError thrown;

    private boolean running;
    private int turns; // since the last time that somebody called
    private int sinceArrivals;

    /** Timers that have fired since a task ran, with no other effect than to be pending again: they do the same for ever. */
    private final Set<Awaitable> inVain = Collections.newSetFromMap(new IdentityHashMap<>());

    private long started;
    private long woken;
    private final AtomicLong startedElsewhere = new AtomicLong();
    private final AtomicLong wokenElsewhere = new AtomicLong();

    /**
     * @param turnLimit how often a task may run before a computation that has not ended is taken to be one that never will
     * @param patience how long to wait in real time for something from outside
     */
    VirtualLoop(Order ready, int turnLimit, Duration patience) {
        this.ready = ready;
        this.turnLimit = turnLimit;
        this.patience = patience;
    }

    @Override
    public void dispatch(Awaitable task) {
        if (isRunner()) {
            started++;
            ready.add(task);
        } else {
            startedElsewhere.incrementAndGet();
            arrive(task);
        }
    }

    @Override
    public void dispatchNext(Awaitable task) {
        if (isRunner()) {
            woken++;
            ready.add(task);
        } else {
            wokenElsewhere.incrementAndGet();
            arrive(task);
        }
    }

    @Override
    public void dispatchLast(Awaitable task) {
        ready.add(task); // by the task itself, which runs
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
        LockSupport.unpark(runner);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void schedule(Awaitable timer, long deadline) {
        timers.add(timer, deadline, 0);
        if (!isRunner()) {
            LockSupport.unpark(runner);
        }
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public void finder(DeadlockFinder given) {
        finder = given;
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

    /** How many tasks have not ended. */
    long live() {
        Ledger ledger = ledger();
        return ledger.submitted() - ledger.done();
    }

    @Override
    public void completed(Completion completion) {
        LockSupport.unpark(runner);
    }

    @Override
    public void close() {
        closed = true;
        timers.close();
        LockSupport.unpark(runner);
    }

    @Override
    public void runUntil(Completion completion) throws InterruptedException {
        enter();
        Context before = Context.bind(context);
        boolean sound = false;
        try {
            while (!completion.isComplete()) {
                if (!turn()) {
                    idle(completion);
                }
            }
            sound = true;
        } finally {
            leave(before, sound);
        }
    }

    /** Runs all that is ready by then, as the clock goes on by so much; what is ready in the end has run, too. */
    void advance(long nanos) throws InterruptedException {
        advance(nanos, true);
    }

    /** Runs all that is ready now, and waits for nobody. */
    void runReady() throws InterruptedException {
        advance(0, false);
    }

    private void advance(long nanos, boolean waits) throws InterruptedException {
        enter();
        Context before = Context.bind(context);
        boolean sound = false;
        try {
            long until = now + nanos;
            for (boolean more = true; more; ) {
                while (turn()) {}
                more = waits && waitsForSystem() || fireNext(until);
            }
            now = until;
            sound = true;
        } finally {
            leave(before, sound);
        }
    }

    private synchronized void enter() {
        Thread current = runner;
        if (current != null) {
            throw new IllegalStateException(
                    isRunner()
                            ? "inside a coroutine of the same test scheduler this would wait for itself: await instead, and"
                                    + " for time to pass Clock.sleep(...)"
                            : "this test scheduler is running on " + current.getName());
        }
        runner = Thread.currentThread();
        turns = 0;
        inVain.clear();
    }

    private void leave(@Nullable Context before, boolean sound) {
        if (!sound) {
            context = new Context(context); // past a task: what else is in the old one means nothing
            running = false;
        }
        Context.bind(before);
        runner = null;
    }

    /** Runs a task, if one is ready. */
    private boolean turn() throws InterruptedException {
        checkMayGoOn();
        fireDue();
        sinceArrivals++;
        if (ready.size() == 0 || sinceArrivals >= PATIENT_TURNS) {
            letIn();
        }
        Awaitable task = ready.next();
        if (task == null) {
            return false;
        }
        if (++turns > turnLimit) {
            ready.add(task);
            throw notDone();
        }
        inVain.clear();
        context.turn(ready.operations());
        running = true;
        Abi.run(task, context);
        running = false;
        return true;
    }

    private AssertionError notDone() {
        return neverEnds("not done after " + turnLimit + " turns of its tasks, at " + time()
                + ": something goes round and round, or polls; -Dbobbin.test.turns=N allows more." + others());
    }

    private void checkMayGoOn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (closed) {
            throw new IllegalStateException("the test scheduler was closed while a computation was running");
        }
    }

    private void letIn() {
        sinceArrivals = 0;
        for (Awaitable task = arrived.poll(); task != null; task = arrived.poll()) {
            ready.add(task);
        }
    }

    /** Nothing is ready, and somebody waits. */
    private void idle(Completion completion) throws InterruptedException {
        if (waitsForSystem() || fireNext(Timers.NEVER)) {
            return;
        }
        WokenBy by = found().wokenBy();
        if (completion.isComplete() || !arrived.isEmpty()) {
            return;
        }
        if (by == WokenBy.TASKS) {
            throw neverEnds("stuck at " + time() + ": nothing is ready, and no timer is pending." + others());
        }
        if (!awaitArrival(completion)) {
            throw neverEnds(
                    "stuck at " + time() + ": nothing is ready, no timer is pending, and nobody has come from outside"
                            + patienceOver() + others());
        }
    }

    /** If somebody waits for the system, waits with it for something to arrive. */
    private boolean waitsForSystem() throws InterruptedException {
        if (!arrived.isEmpty()) {
            return true;
        }
        if (found().wokenBy() != WokenBy.SYSTEM) {
            return !arrived.isEmpty(); // whoever has left the walk's sight is there by now
        }
        if (!awaitArrival(null)) {
            throw neverEnds("stuck at " + time()
                    + ", where the clock stands still as long as a task waits for a socket, a file or code that"
                    + " blocks, and nothing has come from there" + patienceOver() + others());
        }
        return true;
    }

    private String patienceOver() {
        return " for " + Patience.text(patience) + " (-D" + Patience.PROPERTY + "=... for longer).";
    }

    private boolean awaitArrival(@Nullable Completion completion) throws InterruptedException {
        long begin = System.nanoTime();
        long limit = patience.toNanos();
        while (arrived.isEmpty() && (completion == null || !completion.isComplete())) {
            checkMayGoOn();
            long left = limit - (System.nanoTime() - begin);
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    /** Moves the clock to the next deadline, if that comes by then, and fires the timers that are due. */
    private boolean fireNext(long until) {
        long next = timers.earliest();
        if (next == Timers.NEVER || next > until || timers.size() == inVain.size()) {
            return false;
        }
        now = Math.max(now, next);
        fireDue();
        return true;
    }

    private void fireDue() {
        while (timers.earliest() <= now) {
            Awaitable due = timers.pollDue(now);
            if (due != null) {
                fire(due);
            }
        }
    }

    /** The watch of a task that is cancelled, and may be for ever, comes again and again. */
    private void fire(Awaitable due) {
        Abi.fire(due);
        if (timers.place(due) <= 0) {
            inVain.clear(); // it may have changed what others do
        } else if (!inVain.add(due) && ++turns > turnLimit) { // another timer, which keeps these going, is too far away
            throw notDone();
        }
    }

    private AssertionError neverEnds(String why) {
        AssertionError failure = new AssertionError(why);
        thrown = failure;
        return failure;
    }

    /** Whether that failure is of this loop, and not of a computation. */
    boolean hasThrown(AssertionError failure) {
        return thrown == failure;
    }

    private DeadlockFinder found() {
        return Objects.requireNonNull(finder, "a scheduler is made of it first");
    }

    Duration time() {
        return Duration.ofNanos(now);
    }

    /** For people: what all tasks wait for. */
    String others() {
        return found().waits();
    }
}
