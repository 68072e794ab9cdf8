package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What waiters for a {@link Permit} wait for and bring, and, when it has been granted, lack; it is the permit as well. Those who have
 * waited longest go first, and nobody overtakes.
 */
abstract class Acquiring extends Queued<Permit> implements Permit {
    private final Guarded owner;
    private final WaitQueue waiting;

    Acquiring(Guarded owner, WaitQueue waiting) {
        super(owner, waiting);
        this.owner = owner;
        this.waiting = waiting;
    }

    /** Under the lock: whether there is what this wants, whoever waits. */
    abstract boolean isFree();

    /** Under the lock: takes what {@link #isFree}. */
    abstract void take();

    /** Takes it if that need not wait. */
    final boolean tryNow() {
        owner.lock();
        try {
            if (!isReady()) {
                return false;
            }
            take();
            return true;
        } finally {
            owner.unlock();
        }
    }

    /** Outside the lock, when more may be free: those who have waited longest go, for as long as there is enough. */
    static void grant(Guarded owner, WaitQueue waiting) {
        for (Async<?> next = grantOne(owner, waiting); next != null; next = grantOne(owner, waiting)) {
            next.go();
        }
    }

    private static @Nullable Async<?> grantOne(Guarded owner, WaitQueue waiting) {
        owner.lock();
        try {
            while (!waiting.isEmpty()) {
                Acquiring wanted =
                        (Acquiring) Objects.requireNonNull(waiting.first().item());
                if (!wanted.isFree()) {
                    return null;
                }
                Async<?> next = waiting.exchangeFirst(null);
                if (next != null) {
                    wanted.take();
                    return next;
                }
            }
            return null;
        } finally {
            owner.unlock();
        }
    }

    @Override
    final boolean isReady() {
        return waiting.isEmpty() && isFree();
    }

    @Override
    final Object brings() {
        return this;
    }

    /** It may have stood in the way of others who want less. */
    @Override
    final void left() {
        grant(owner, waiting);
    }

    @Override
    protected final @Nullable Object start(Context context) {
        return context.spend() ? acquire(context) : later(this, context);
    }

    private @Nullable Object acquire(Context context) {
        return tryNow() ? this : suspend(this, context);
    }

    @Override
    protected final @Nullable Object wake(Context context) {
        return ((Task<?>) context.task()).item() == null ? this : acquire(context);
    }
}
