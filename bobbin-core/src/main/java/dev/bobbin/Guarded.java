package dev.bobbin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Something whose state is guarded by a lock that is held for some instructions only, never while foreign code runs.
 *
 * <p>So it spins: one compare-and-set and one ordered store, against twice that for a monitor. Whoever holds it may be taken off
 * its processor, so who waits for longer than that is worth lets other threads run.
 */
abstract class Guarded {
    private static final int SPINS = 100;
    private static final VarHandle LOCKED;

    static {
        try {
            LOCKED = MethodHandles.lookup().findVarHandle(Guarded.class, "locked", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile boolean locked;

    /** Not reentrant; to be followed by a try block whose {@code finally} calls {@link #unlock}. */
    final void lock() {
        if (!LOCKED.compareAndSet(this, false, true)) {
            lockSlowly();
        }
    }

    private void lockSlowly() {
        for (int n = 0; locked || !LOCKED.compareAndSet(this, false, true); n++) {
            if (n < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    final void unlock() {
        LOCKED.setRelease(this, false);
    }
}
