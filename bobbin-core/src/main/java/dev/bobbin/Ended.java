package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Beside} had running has been cancelled and has ended. Throws what has gone wrong in the clean-up of the sources, of which nobody else hears: it is
 * not told to the channel, from which nobody receives any more.
 */
final class Ended extends Async<Void> {
    private final Scope scope;
    private final List<Task<?>> sources;

    /** @param sources the tasks that go through them, in that scope */
    Ended(Scope scope, List<Task<?>> sources) {
        this.scope = scope;
        this.sources = sources;
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
        for (Task<?> source : sources) {
            Throwable other = source.isStopped() ? null : source.failure();
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
