package dev.bobbin.runtime;

import dev.bobbin.Task;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Alarm;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.DeadlockFinder;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Ledger;
import dev.bobbin.spi.Metrics;
import dev.bobbin.spi.Ring;
import dev.bobbin.spi.Timers;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher on somebody else's threads: an event loop, a pool, a virtual thread for each step.
 *
 * <p>Each step of a task is one call of {@link Executor#execute}. What a step makes ready goes through the executor too, but after
 * the step has ended: an executor that runs what it is given at once would otherwise run one task inside another, under locks of
 * the first, and ever deeper on the stack. A step that the executor refuses is run by the thread that brought it, with the task cancelled, so that its {@code
 * finally} blocks run and whoever waits for it does not wait forever.
 */
final class OnExecutor implements Dispatcher {
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(300);

    private final Executor executor;
    private final PollerThread waiting = new PollerThread(this::nanoTime);
    private final Callers callers = new Callers();
    private final ThreadLocal<@Nullable Steps> steps = new ThreadLocal<>();
    private final LongAdder runs = new LongAdder();
    private final LongAdder started = new LongAdder();
    private final LongAdder woken = new LongAdder();
    private final LongAdder queued = new LongAdder();
    private final LongAdder running = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Alarm look = new Alarm(this::lookForDeadlocks);
    private volatile @Nullable DeadlockFinder finder;
    private volatile boolean closed;

    OnExecutor(Executor executor) {
        this.executor = executor;
    }

    /** What one thread is running, and what that has made ready. */
    private final class Steps {
        private Context context = new Context(OnExecutor.this);
        private final Ring<Awaitable> ready = new Ring<>();

        /** Those for which the executor has given this thread, at once. */
        private final Ring<Awaitable> given = new Ring<>();

        boolean hasMore() {
            return !given.isEmpty() || !ready.isEmpty();
        }
    }

    @Override
    public void dispatch(Awaitable task) {
        Flight.spawned(task);
        started.increment();
        dispatchLast(task);
    }

    @Override
    public void dispatchNext(Awaitable task) {
        woken.increment();
        dispatchLast(task);
    }

    @Override
    public void dispatchLast(Awaitable task) {
        queued.increment();
        Steps own = steps.get();
        if (own != null) {
            own.ready.addLast(task);
        } else {
            execute(task);
        }
    }

    private void execute(Awaitable task) {
        if (closed) {
            queued.decrement();
            return;
        }
        Given step = new Given(task);
        try {
            executor.execute(step);
        } catch (RuntimeException | Error e) { // refused: it has been shut down, is full, or has no thread
            if (!step.take()) {
                return; // after it had been run
            }
            if (task instanceof Task<?> refused) {
                refused.cancel();
            }
            arrive(task);
        }
    }

    /** A step, for the executor. It is run once, also if that has kept it although it refused. */
    private final class Given extends AtomicBoolean implements Runnable {
        private static final long serialVersionUID = 1;

        private final transient Awaitable task;

        Given(Awaitable task) {
            this.task = task;
        }

        boolean take() {
            return compareAndSet(false, true);
        }

        @Override
        public void run() {
            if (take()) {
                arrive(task);
            }
        }
    }

    /** The executor gives a thread for a step. */
    private void arrive(Awaitable task) {
        Steps own = steps.get();
        if (own != null) {
            own.given.addLast(task); // inside execute(), called below
            return;
        }
        own = new Steps();
        steps.set(own);
        try {
            own.given.addLast(task);
            while (own.hasMore()) {
                Awaitable given = own.given.pollFirst();
                if (given != null) {
                    own.context = step(given, own.context);
                } else {
                    execute(Objects.requireNonNull(own.ready.pollFirst()));
                }
            }
        } finally {
            steps.remove();
        }
    }

    /** Gives the context for the next. */
    private Context step(Awaitable task, Context context) {
        long parks = context.parks();
        long ends = context.ends();
        Context before = Context.bind(context);
        runs.increment();
        running.increment();
        queued.decrement();
        Flight.resumed(task);
        try {
            Abi.run(task, context);
            if (context.parks() != parks) {
                Flight.parked(task);
            }
            return context;
        } catch (Throwable t) { // a bug, or an Error from somebody's callback: the executor's thread goes on
            Workers.report(Thread.currentThread(), t);
            return new Context(context);
        } finally {
            if (context.parks() != parks) {
                parked.increment();
                lookSoon();
            }
            done.add(context.ends() - ends);
            running.decrement();
            Context.bind(before);
        }
    }

    @Override
    public void finder(DeadlockFinder given) {
        finder = given;
    }

    /** Without a thread of its own it has the one for all do that. */
    private void lookSoon() {
        if (!looking.get() && finder != null && looking.compareAndSet(false, true)) {
            lookIn(SOON);
        }
    }

    private void lookIn(long nanos) {
        try {
            PollerThread.shared().schedule(look, System.nanoTime() + nanos);
        } catch (OutOfMemoryError e) { // no thread to be had: after the next park, perhaps
            looking.set(false);
        }
    }

    private void lookForDeadlocks() {
        DeadlockFinder find = finder;
        if (find == null || closed) {
            return;
        }
        long rest = find.look(parked.sum());
        looking.set(false); // before it asks: a task that parks after that arms it
        if (find.isDue(parked.sum()) && looking.compareAndSet(false, true)) {
            lookIn(rest);
        }
    }

    @Override
    public Ledger ledger() {
        return new Ledger(started.sum(), running.sum(), queued.sum(), parked.sum() - woken.sum(), done.sum());
    }

    @Override
    public Metrics metrics() {
        return new Metrics(
                ledger(),
                runs.sum(),
                0,
                waiting.polls(),
                waiting.timers().size(),
                queued.sum(),
                0,
                List.of(),
                BlockingPool.SHARED.metrics());
    }

    @Override
    public void schedule(Awaitable timer, long deadline) {
        waiting.schedule(timer, deadline);
    }

    @Override
    public Timers timers() {
        return waiting.timers();
    }

    /** Null as long as no thread can be had. */
    @Override
    public @Nullable NioPoller poller() {
        try {
            return waiting.poller();
        } catch (IOException e) { // the one for all will say so
            return null;
        }
    }

    @Override
    public void runUntil(Completion completion) throws InterruptedException {
        Context current = Context.current();
        if (steps.get() != null || current != null && current.owner() == this) { // or on a thread that has its context
            throw new IllegalStateException(Thread.currentThread().getName()
                    + " would wait for itself: it runs a coroutine of the executor that would have to run what it waits for."
                    + " In a coroutine use `await()` instead of `Bobbin.run`");
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
        waiting.close();
        callers.close();
    }

    @Override
    public String toString() {
        return "OnExecutor[" + executor + (closed ? ", closed]" : "]");
    }
}
