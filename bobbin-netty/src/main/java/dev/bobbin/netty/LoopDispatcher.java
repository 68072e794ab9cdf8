package dev.bobbin.netty;

import dev.bobbin.Task;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Ledger;
import dev.bobbin.spi.Timers;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher on one event loop of Netty's. Each step of a task is a task of the loop's queue, behind those that are there, so that
 * channels have their turn; timers are one scheduled task of the loop, for the earliest.
 *
 * <p>{@link #context}, {@link #alarm} and {@link #alarmAt} belong to the loop's thread. A loop that has been shut down refuses: then the thread
 * that brought the step runs it, with the task cancelled, so that its {@code finally} blocks run and nobody waits for it for ever. Its timers
 * are {@linkplain LateTimers fired elsewhere} then.
 */
final class LoopDispatcher implements Dispatcher {
    private final EventLoop loop;
    private final Timers timers = new Timers(1);
    private final LateTimers late = new LateTimers(this);
    private final Set<Completion> awaited = ConcurrentHashMap.newKeySet();
    private final LongAdder started = new LongAdder();
    private final LongAdder queued = new LongAdder();
    private final LongAdder running = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final LongAdder woken = new LongAdder();
    private final LongAdder done = new LongAdder();
    private Context context = new Context(this);
    private @Nullable Future<?> alarm;
    private long alarmAt;
    private volatile boolean closed;

    LoopDispatcher(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void dispatch(Awaitable task) {
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
        if (closed) {
            return;
        }
        queued.increment();
        try {
            loop.execute(() -> context = step(task, context));
        } catch (RejectedExecutionException e) {
            if (task instanceof Task<?> refused) {
                refused.cancel();
            }
            step(task, new Context(this));
        }
    }

    /** Gives the context for the next step. */
    private Context step(Awaitable task, Context own) {
        queued.decrement();
        if (closed) {
            return own;
        }
        long parks = own.parks();
        long ends = own.ends();
        Context before = Context.bind(own);
        running.increment();
        try {
            Abi.run(task, own);
            return own;
        } catch (Throwable t) { // a bug, or an Error from somebody's callback: the loop goes on
            report(t);
            return new Context(own);
        } finally {
            if (own.parks() != parks) {
                parked.increment();
            }
            done.add(own.ends() - ends);
            running.decrement();
            Context.bind(before);
        }
    }

    /** Tells the thread's uncaught exception handler, whatever that does. */
    static void report(Throwable failure) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable t) { // a handler that fails must end neither the loop nor its timers
            return;
        }
    }

    @Override
    public Ledger ledger() {
        return new Ledger(started.sum(), running.sum(), queued.sum(), parked.sum() - woken.sum(), done.sum());
    }

    // ---- time -------------------------------------------------------------------------------------------------------

    @Override
    public void schedule(Awaitable timer, long deadline) {
        if (!timers.add(timer, deadline, 0)) {
            return;
        }
        if (loop.inEventLoop()) {
            arm();
            return;
        }
        try {
            loop.execute(this::arm);
        } catch (RejectedExecutionException e) {
            late.arm();
        }
    }

    /** Sees to it that the loop comes to {@link #fireDue} in time. */
    private void arm() {
        long earliest = timers.earliest();
        if (earliest == Timers.NEVER || alarm != null && alarmAt - earliest <= 0) {
            return;
        }
        if (loop.isShutdown()) { // in what it runs last; it would take an alarm, and forget it
            late.arm();
            return;
        }
        Future<?> later = alarm;
        alarmAt = earliest;
        alarm = loop.schedule(this::fireDue, Math.max(0, earliest - nanoTime()), TimeUnit.NANOSECONDS);
        alarm.addListener(this::alarmEnded);
        if (later != null) {
            later.cancel(false);
        }
    }

    /** A loop that is being shut down cancels what is scheduled. */
    private void alarmEnded(Future<?> ended) {
        if (ended == alarm && ended.isCancelled()) {
            alarm = null;
            late.arm();
        }
    }

    private void fireDue() {
        alarm = null;
        LateTimers.fireDue(this);
        arm();
    }

    @Override
    public Timers timers() {
        return timers;
    }

    // ---- threads that wait ------------------------------------------------------------------------------------------

    @Override
    public void runUntil(Completion completion) throws InterruptedException {
        Context current = Context.current();
        if (loop.inEventLoop() || current != null && current.owner() == this) { // a stack that the loop carries
            throw new IllegalStateException(Thread.currentThread().getName()
                    + " would wait for itself: it is the event loop that would have to run what it waits for."
                    + " In a coroutine use `await()`, elsewhere `start` instead of `run`");
        }
        awaited.add(completion); // before the test of closed, which close() sets before it looks for whom to unpark
        try {
            while (!completion.isComplete()) {
                if (closed) {
                    throw new IllegalStateException("the scheduler was closed before the computation had ended");
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.park(this);
            }
        } finally {
            awaited.remove(completion);
        }
    }

    @Override
    public void completed(Completion completion) {
        LockSupport.unpark(completion.waiter());
    }

    @Override
    public void close() {
        closed = true;
        timers.close();
        for (Completion completion : awaited) {
            LockSupport.unpark(completion.waiter());
        }
    }

    @Override
    public String toString() {
        return "LoopDispatcher[" + loop + (closed ? ", closed]" : "]");
    }
}
