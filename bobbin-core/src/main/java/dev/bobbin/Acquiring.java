package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What waiters for a {@link Permit} wait for and bring, and, when it has been granted, lack. Those who have waited longest go first,
 * and nobody overtakes.
 *
 * <p>It serves all of them, but each gets a {@link Held} of its own: one that is closed twice must not give back what another has, and
 * only an object that is never handed out again can know that it is. That is why a grant costs 16 bytes, unless the JIT finds
 * that the permit goes nowhere.
 */
abstract class Acquiring extends Queued<Permit> {
    private final Guarded owner;
    private final WaitQueue waiting;

    Acquiring(Guarded owner, WaitQueue waiting) {
        super(owner, waiting);
        this.owner = owner;
        this.waiting = waiting;
    }

    /** Under the lock: whether there is what this wants, whoever waits. */
    abstract boolean isFree();

    /** Under the lock: takes what {@link #isFree}, for this task; null if it is not known for whom. */
    abstract void take(@Nullable Task<?> by);

    /** Under the lock: has back what {@link #take} took. Others may be able to go then. */
    abstract void giveBack();

    /** Under the lock: who holds what this wants, as far as is known; or waits for it and has to go first. */
    abstract @Nullable Task<?> holder();

    /** Takes it if that need not wait. */
    final boolean tryNow(@Nullable Task<?> by) {
        owner.lock();
        try {
            if (!isReady()) {
                return false;
            }
            take(by);
            return true;
        } finally {
            owner.unlock();
        }
    }

    /** @param method of which this is the blocking form */
    final Permit acquireBlocking(String method) {
        Bobbin.requireNoCoroutine(method + "Blocking()", method + "().await()");
        return tryNow(null) ? new Held(this) : Bobbin.run(() -> this);
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
                Task<?> by = waiting.first().task();
                Async<?> next = waiting.exchangeFirst(null);
                if (next != null) {
                    wanted.take(by);
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
        return tryNow((Task<?>) context.task()) ? new Held(this) : suspend(this, context);
    }

    @Override
    protected final @Nullable Object wake(Context context) {
        return ((Task<?>) context.task()).item() == null ? new Held(this) : acquire(context);
    }

    @Override
    final @Nullable Task<?> waker() {
        owner.lock();
        try {
            return holder();
        } finally {
            owner.unlock();
        }
    }

    @Override
    String waitedFor(Task<?> waker) {
        return this + ", which " + waker.name() + " has";
    }

    /** One grant. */
    static final class Held implements Permit {
        /** Null once it has been given back; written under the owner's lock. */
        private @Nullable Acquiring granted;

        /** It has been taken. */
        Held(Acquiring granted) {
            this.granted = granted;
        }

        @Override
        public void close() {
            Acquiring grant = granted;
            if (grant == null) {
                return;
            }
            grant.owner.lock();
            try {
                if (granted == null) {
                    return; // by another thread, a moment ago
                }
                grant.giveBack();
                granted = null;
            } finally {
                grant.owner.unlock();
            }
            grant(grant.owner, grant.waiting);
        }

        @Override
        public String toString() {
            Acquiring grant = granted;
            return "Permit[" + (grant == null ? "closed" : grant) + "]";
        }
    }
}
