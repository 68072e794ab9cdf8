package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Beside} had running has been cancelled and has ended. Throws what has gone wrong in the clean-up, of which nobody else hears: that of a source is
 * not told to the channel, from which nobody receives any more, and the results of calls are not awaited.
 */
final class Ended extends Async<Void> {
    private final Beside<?, ?> ending;
    private final Scope scope;

    Ended(Beside<?, ?> ending) {
        this.ending = ending;
        this.scope = ending.scope;
    }

    @Override
    protected @Nullable Object start(Context context) {
        scope.cancel();
        return wake(context);
    }

    @Override
    protected boolean park(Awaitable task) {
        return scope.awaitQuiet(task, this);
    }

    @Override
    protected @Nullable Object wake(Context context) {
        if (!scope.isQuiet()) {
            return context.suspend(this);
        }
        scope.endBeside((Task<?>) context.task());
        Throwable failure = null;
        for (Task<?> task : ending.untold()) {
            Throwable other = task.isCancelling() && !task.isStopped() ? task.failure() : null;
            if (failure == null) {
                failure = other;
            } else if (other != null) {
                Abi.addSuppressed(failure, other);
            }
        }
        if (failure != null) {
            throw Rethrow.asIs(failure);
        }
        return null;
    }

    @Override
    protected void forget(Awaitable task) {
        scope.forgetWaiter(task);
    }

    @Override
    protected boolean stopWaiting() {
        return false;
    }

    @Override
    public String toString() {
        return "the end of what runs beside a sequence";
    }
}
