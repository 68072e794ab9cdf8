package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Timers;
import org.jspecify.annotations.Nullable;

/**
 * What all sleeping tasks wait for. It has no state, so a sleep costs its task no object: the task is its own timer, pending from
 * the moment it begins to suspend, and the heap has its deadline.
 *
 * <p>Since each sleep of a task looks like the one before, a timer that was taken out of the heap when the task was cancelled may fire
 * into a later sleep. So whoever is woken asks whether the timer is due; if it is still pending, it waits on. And a timer that
 * fires before the task is parking wakes nobody: so whoever parks asks the same. Both are right because the heap answers under
 * its lock: a timer that is not due by then is fired after, and finds the task parking.
 */
final class Asleep extends Async<Void> {
    private static final Asleep ASLEEP = new Asleep();

    private Asleep() {}

    /** The running task suspends until a time of its dispatcher. */
    static @Nullable Object until(long deadline, Context context) {
        Task<?> task = (Task<?>) context.task();
        task.beginSleep();
        task.dispatcher().schedule(task, deadline);
        return context.suspend(ASLEEP);
    }

    /** The sleeping task's deadline has come. */
    static void fire(Task<?> task) {
        Abi.wake(task, ASLEEP);
    }

    @Override
    protected @Nullable Object start(Context context) {
        throw new IllegalStateException("a sleep begins by until()");
    }

    @Override
    protected boolean park(Awaitable parking) {
        Task<?> task = (Task<?>) parking;
        Dispatcher dispatcher = task.dispatcher();
        long forgotten = task.takeForgottenDeadline();
        if (forgotten != Timers.NEVER) {
            dispatcher.schedule(task, forgotten);
        }
        return dispatcher.timers().place(task) != DUE;
    }

    @Override
    protected @Nullable Object wake(Context context) {
        Task<?> task = (Task<?>) context.task();
        return task.dispatcher().timers().place(task) == DUE ? null : context.suspend(this);
    }

    /** It may have to sleep on, if the reason for waking it has gone when it runs. */
    @Override
    protected void forget(Awaitable forgetting) {
        Task<?> task = (Task<?>) forgetting;
        long deadline = task.dispatcher().cancel(task);
        if (deadline != Timers.NEVER) {
            task.forgetDeadline(deadline);
        }
    }

    @Override
    public String toString() {
        return "Clock.sleep()";
    }
}
