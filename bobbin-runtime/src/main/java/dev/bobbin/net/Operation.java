package dev.bobbin.net;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Unawaited;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One awaitable try-then-wait-then-try-again on an {@link Endpoint}.
 *
 * <p>{@link #waiter} is null while cold, this operation itself once started, the task while one waits, {@link #NOBODY} when
 * the task was woken by its cancellation. It is written under the monitor, which a task's parking holds until all is
 * registered: a canceller, and a task that runs again elsewhere already, wait those few instructions and see all or
 * nothing. The poller reads it without the monitor, after it found this operation enlisted, which happens after the write.
 */
abstract class Operation<T extends @Nullable Object> extends Async<T> {
    /** What {@link #advance} returns when it could not finish. */
    static final Object AGAIN = new Object();

    private static final Awaitable NOBODY = Async.done();

    private volatile @Nullable Awaitable waiter;

    /** Has not tried: it has had its turn, and waits for the next. The poller need not have anything to tell then: a full buffer is read fully at once. */
    private boolean yields;

    Operation() {
        Unawaited.made(this);
    }

    /** What to wait for, a bit of {@link java.nio.channels.SelectionKey}. */
    abstract int interest();

    abstract Endpoint endpoint();

    /** What it does, for people: "read". */
    abstract String verb();

    /** Goes as far as it can without blocking: the result, or {@link #AGAIN}. */
    abstract @Nullable Object advance() throws IOException;

    /** Called under the monitor before the operation waits; false if it need not. */
    boolean prepare() throws IOException {
        return true;
    }

    /** Called under the monitor when the waiting task was cancelled. */
    void abandoned() {}

    @Override
    protected final String what() {
        return "this " + verb();
    }

    @Override
    protected final synchronized boolean reserve() {
        boolean free = waiter == null;
        waiter = free ? this : waiter;
        return free;
    }

    @Override
    protected final synchronized void release() {
        waiter = waiter == this ? null : waiter;
    }

    @Override
    protected final @Nullable Object start(Context context) {
        synchronized (this) {
            if (waiter != null) {
                throw new IllegalStateException("this " + verb() + " has been awaited before: it runs once. Call "
                        + verb() + " again for the next one");
            }
            waiter = this;
        }
        Unawaited.used(this);
        requireAlone();
        if (context.spend()) {
            return step(context);
        }
        yields = true;
        return context.suspend(this);
    }

    /** Fails if another operation waits in the same direction; one that just runs is not noticed. */
    void requireAlone() {
        Operation<?> other = endpoint().waiting(interest());
        if (other != null && other != this) {
            throw new IllegalStateException("another " + other.verb() + " on " + endpoint() + " is still waiting: one "
                    + verb() + " at a time");
        }
    }

    /** The same failure, with the endpoint in it. */
    IOException named(IOException e) {
        return SocketFailures.named(where(), endpoint().channel().isOpen(), e);
    }

    /** What it does and with whom, for people. */
    final String where() {
        return verb() + " on " + endpoint();
    }

    private @Nullable Object step(Context context) {
        Object result;
        try {
            result = advance();
        } catch (IOException e) {
            throw Operation.<RuntimeException>asIs(named(e));
        }
        return result == AGAIN ? context.suspend(this) : result;
    }

    @Override
    protected final boolean park(Awaitable task) {
        synchronized (this) {
            if (waiter != this) {
                return true; // the task was cancelled before it came here, and runs elsewhere
            }
            if (yields) {
                return Abi.park(Bobbin.yieldNow(), task);
            }
            boolean registered = false;
            try {
                boolean waits = register(task);
                registered = true;
                return waits;
            } catch (IOException e) {
                throw Operation.<RuntimeException>asIs(e);
            } finally {
                if (!registered) { // for want of a descriptor, say
                    abandoned();
                }
            }
        }
    }

    private boolean register(Awaitable task) throws IOException {
        if (!prepare()) {
            return false;
        }
        Endpoint endpoint = endpoint();
        waiter = task;
        boolean waits = false;
        try {
            waits = endpoint.enlist(this) && endpoint.arm(interest());
        } finally {
            if (!waits) {
                endpoint.delist(this);
                waiter = this;
            }
        }
        return waits;
    }

    /** Wakes the task if one waits, and says whether; called from any thread, perhaps for nothing. */
    boolean signal() {
        Awaitable task = waiter;
        return task != null && task != this && task != NOBODY && Abi.wake(task, this);
    }

    @Override
    protected final @Nullable Object wake(Context context) {
        synchronized (this) {
            leave();
            waiter = this;
        }
        yields = false;
        requireAlone(); // another one may have come first between the try and the wait
        return step(context);
    }

    @Override
    protected final void forget(Awaitable task) {
        synchronized (this) {
            leave(); // the interest stays: it costs one wake-up for nothing
            waiter = NOBODY;
            abandoned();
        }
    }

    /** Under the monitor. */
    private void leave() {
        Awaitable task = waiter;
        if (task != null && task != this && task != NOBODY) {
            endpoint().delist(this);
        }
    }

    /** Lets a checked exception pass: it reaches the awaiter as the same object. */
    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException asIs(Throwable t) throws X {
        throw (X) t;
    }
}
