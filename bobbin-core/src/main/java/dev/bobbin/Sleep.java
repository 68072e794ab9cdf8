package dev.bobbin;

import dev.bobbin.abi.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A duration to sleep for. What the task then waits for is {@link Asleep}, so that this object need not be kept. */
final class Sleep extends Once<Void> {
    final long nanos;

    Sleep(long nanos) {
        this.nanos = nanos;
    }

    @Override
    protected String what() {
        return "Clock.sleep()";
    }

    @Override
    protected @Nullable Object start(Context context) {
        begin();
        if (nanos == 0 && context.spend()) {
            return null;
        }
        Task<?> task = (Task<?>) context.task();
        return Asleep.until(task.dispatcher().nanoTime() + nanos, context);
    }

    @Override
    public String toString() {
        return "sleep of " + Duration.ofNanos(nanos);
    }
}
