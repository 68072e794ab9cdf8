package dev.bobbin.spi;

import dev.bobbin.abi.Awaitable;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks: the one interface between coroutines and whatever executes them.
 *
 * <p>A task that is dispatched is run once, by {@link Awaitable#run} with the {@code Context} of the thread that runs it, which must be
 * {@linkplain dev.bobbin.abi.Context#bind bound} to it meanwhile, and is not run by two threads at a time; the dispatch happens-before the run. All methods are thread-safe.
 */
public interface Dispatcher {
    /**
     * Queues a task that has been started, to be run soon. Never runs it before it returns. If it throws, for want of memory say, it has not
     * taken the task, and will not run it.
     */
    void dispatch(Awaitable task);

    /**
     * Queues a task that was woken, to be run before others if the caller runs one of this dispatcher's tasks: who wakes another
     * is mostly about to wait for it. Never runs it before it returns.
     */
    default void dispatchNext(Awaitable task) {
        dispatch(task);
    }

    /**
     * Queues a task that has waited for the end of another, to be run soon. As {@link #dispatchNext}, but that one has ended, and who awaits one task
     * after the other is better run when several of them have.
     */
    default void dispatchAwaiter(Awaitable task) {
        dispatchNext(task);
    }

    /**
     * Queues a task behind all that are ready now, as {@code yieldNow} asks. A dispatcher whose {@link #dispatch} is
     * already first-in-first-out need not do more.
     */
    default void dispatchLast(Awaitable task) {
        dispatch(task);
    }

    /** Whether it is known that several threads run its tasks: what they share then has them wait for each other less. */
    default boolean isParallel() {
        return false;
    }

    /** The clock of {@link #schedule}, in nanoseconds; it has no fixed origin, and does not overflow. */
    default long nanoTime() {
        return RealTime.nanoTime();
    }

    /**
     * Fires a timer once {@link #nanoTime} has reached the deadline, never before.
     *
     * @param timer which is not pending; a task that sleeps, an {@link Alarm}
     * @param deadline in nanoseconds of {@link #nanoTime}
     */
    void schedule(Awaitable timer, long deadline);

    /** Where its timers are pending. */
    Timers timers();

    /**
     * Takes back a timer.
     *
     * @return its deadline; {@link Timers#NEVER} if it has fired, is about to fire, or was taken back before
     */
    default long cancel(Awaitable timer) {
        return timers().cancel(timer);
    }

    /** Where its threads wait for channels; null if they do not, and the runtime has to. */
    default @Nullable Poller poller() {
        return null;
    }

    /**
     * Keeps the calling thread here until the completion is complete: an event loop runs its tasks meanwhile, a pool of
     * workers lets the caller wait.
     *
     * @throws InterruptedException if the calling thread is interrupted while it waits
     * @throws IllegalStateException if the calling thread is itself needed to run the tasks that it would wait for
     */
    void runUntil(Completion completion) throws InterruptedException;

    /** Called once when a completion that a thread may be waiting for in {@link #runUntil} has become complete. */
    void completed(Completion completion);

    /**
     * Where its tasks are.
     *
     * @throws UnsupportedOperationException if it does not count
     */
    default Ledger ledger() {
        throw new UnsupportedOperationException(getClass().getName() + " keeps no ledger");
    }

    /**
     * What it has done and how it stands.
     *
     * @throws UnsupportedOperationException if it does not count
     */
    default Metrics metrics() {
        throw new UnsupportedOperationException(getClass().getName() + " keeps no metrics");
    }

    /** Called once, when a scheduler is made of it: what is to look for tasks that wait for each other. */
    default void finder(DeadlockFinder finder) {}

    /**
     * Whether nothing will happen any more unless a task of this dispatcher does it: no timer is pending, its threads sleep, and all
     * others, if there are any, wait for it in {@link #runUntil}. A task that waits for a channel of the system, say, is not asked about.
     */
    default boolean isAlone() {
        return false;
    }

    /** Stops accepting timers and tasks and ends the threads, if there are any. */
    void close();
}
