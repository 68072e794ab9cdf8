package dev.bobbin;

import dev.bobbin.abi.Context;
import dev.bobbin.abi.Unawaited;
import org.jspecify.annotations.Nullable;

/** A {@link Looping} that is awaited once. */
abstract class Repeating<R extends @Nullable Object> extends Looping<R> {
    private boolean started; // guarded by this object's monitor

    Repeating() {
        Unawaited.made(this);
    }

    @Override
    final void begin(Context context) {
        if (!reserve()) {
            throw Once.usedBefore(this);
        }
        Unawaited.used(this);
    }

    @Override
    protected final synchronized boolean reserve() {
        boolean free = !started;
        started = true;
        return free;
    }

    @Override
    protected final synchronized void release() {
        started = false;
    }
}
