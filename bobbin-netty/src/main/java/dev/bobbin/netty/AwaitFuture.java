package dev.bobbin.netty;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Unawaited;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Awaits a future, once. Everything that changes is guarded by the monitor; the future and the task are called outside of it.
 *
 * <p>A result has one taker: the awaiting task, or, once that has been told to {@linkplain #forget forget} it and the future has been
 * cancelled, {@code unused}.
 */
final class AwaitFuture<T extends @Nullable Object> extends Async<T> implements FutureListener<T> {
    private final Future<T> future;
    private final Consumer<? super T> unused;
    private final boolean cancels;
    private boolean used;
    private boolean forgotten;
    private boolean givenBack;
    private @Nullable Awaitable waiter;

    AwaitFuture(Future<T> future, Consumer<? super T> unused) {
        this(future, unused, true);
    }

    private AwaitFuture(Future<T> future, Consumer<? super T> unused, boolean cancels) {
        this.future = future;
        this.unused = unused;
        this.cancels = cancels;
        Unawaited.made(this);
    }

    /** Of somebody else's future, which goes on if this is cancelled. */
    static AwaitFuture<Void> watching(Future<Void> future) {
        return new AwaitFuture<>(future, nothing -> {}, false);
    }

    @Override
    protected String what() {
        return "Netty.await()";
    }

    @Override
    protected synchronized boolean reserve() {
        boolean free = !used;
        used = true;
        return free;
    }

    @Override
    protected synchronized void release() {
        used = false;
    }

    @Override
    protected @Nullable Object start(Context context) {
        if (!reserve()) {
            throw new IllegalStateException(
                    "this await of a future has been awaited before: it runs once. Call Netty.await(future) again");
        }
        Unawaited.used(this);
        return context.spend() ? look(context) : context.suspend(this);
    }

    private @Nullable Object look(Context context) {
        if (!future.isDone()) {
            return context.suspend(this);
        }
        if (future.isSuccess()) {
            return future.getNow();
        }
        throw Rethrow.asIs(future.cause());
    }

    @Override
    protected boolean park(Awaitable task) {
        boolean done = future.isDone();
        synchronized (this) {
            if (forgotten) {
                return true; // the task was cancelled before it came here, and runs elsewhere
            }
            waiter = done ? null : task;
        }
        if (!done) {
            future.addListener(this);
            done = future.isDone() && takeWaiter() != null;
        }
        // if it is done, its executor, which would wake the task, may have ended
        return !done || Abi.park(Bobbin.yieldNow(), task);
    }

    /** Whoever takes it wakes it. */
    private synchronized @Nullable Awaitable takeWaiter() {
        Awaitable taken = waiter;
        waiter = null;
        return taken;
    }

    /** On the future's thread, or within {@link #park} if it has just been done. */
    @Override
    public void operationComplete(Future<T> done) {
        Awaitable task = takeWaiter();
        if (task != null) {
            Abi.wake(task, this); // if it has been cancelled first, it forgets, which gives the result back
        } else if (isForgotten()) {
            giveBack();
        }
    }

    @Override
    protected @Nullable Object wake(Context context) {
        if (isForgotten()) { // what it was cancelled for has gone; the future has been cancelled all the same
            throw new CancellationException("the future was cancelled with its awaiting task");
        }
        return look(context);
    }

    private synchronized boolean isForgotten() {
        return forgotten;
    }

    @Override
    protected void forget(Awaitable task) {
        boolean listens;
        synchronized (this) {
            if (forgotten) {
                return;
            }
            listens = takeWaiter() != null;
            if (!cancels) {
                return; // if what it was cut short for goes, it waits on
            }
            forgotten = true;
        }
        future.cancel(true);
        if (!future.isDone() && !listens) {
            future.addListener(done -> giveBack());
        }
        if (future.isDone()) { // see park()
            giveBack();
        }
    }

    /** Once: a future that is done when it is forgotten may tell of it, too. */
    private void giveBack() {
        synchronized (this) {
            if (givenBack) {
                return;
            }
            givenBack = true;
        }
        if (future.isSuccess()) {
            unused.accept(future.getNow());
        }
    }
}
