package dev.bobbin;

import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/** A duration to sleep for. What the task then waits for is {@link Asleep}, so that this object need not be kept. */
final class Sleep extends Async<Void> {
    final long nanos;
    private boolean started;

    Sleep(long nanos) {
        this.nanos = nanos;
    }

    @Override
    protected @Nullable Object start(Context context) {
        synchronized (this) {
            if (started) {
                throw new IllegalStateException("this sleep has been awaited before: it runs once");
            }
            started = true;
        }
        if (nanos == 0) {
            return null;
        }
        Task<?> task = (Task<?>) context.task();
        return Asleep.until(task.dispatcher().nanoTime() + nanos, context);
    }
}
