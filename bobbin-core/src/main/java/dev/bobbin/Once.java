package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Unawaited;
import org.jspecify.annotations.Nullable;

/**
 * What is awaited once: by whoever {@linkplain #begin begins} it first, or has it {@linkplain #reserve reserved} for that. Everybody
 * else is told so.
 */
abstract class Once<T extends @Nullable Object> extends Async<T> {
    private boolean used; // guarded by this object's monitor

    Once() {
        Unawaited.made(this);
    }

    /** Its await begins. */
    final void begin() {
        if (!reserve()) {
            throw usedBefore(this);
        }
        Unawaited.used(this);
    }

    @Override
    protected final synchronized boolean reserve() {
        boolean free = !used;
        used = true;
        return free;
    }

    @Override
    protected final synchronized void release() {
        used = false;
    }

    /** For one who will {@linkplain Abi#release release} it, to start it at once. */
    static <A extends Async<?>> A reserved(A computation) {
        if (!Abi.reserve(computation)) {
            throw usedBefore(computation);
        }
        return computation;
    }

    static IllegalStateException usedBefore(Async<?> computation) {
        return new IllegalStateException(Abi.what(computation)
                + " has been awaited before, or was handed on to be: an Async runs once. Call the method again, or spawn it and"
                + " await the Task as often as you like");
    }
}
