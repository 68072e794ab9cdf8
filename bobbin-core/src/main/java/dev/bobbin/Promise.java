package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A computation settled from outside, awaited once. Its state is null while nothing has happened, then the task that
 * waits, and in the end the {@link Settled} outcome; whoever makes the step from a task to the outcome wakes the task.
 */
class Promise<T extends @Nullable Object> extends Once<T> implements Completer<T> {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Promise.class, "state", Awaitable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Awaitable state;
    private @Nullable Consumer<? super Completer<T>> starter; // until it begins

    Promise(Consumer<? super Completer<T>> starter) {
        this.starter = starter;
    }

    @Override
    public final boolean complete(T value) {
        return settle(Settled.value(value));
    }

    @Override
    public final boolean fail(Throwable failure) {
        return settle(Settled.failure(failure));
    }

    private boolean settle(Settled<T> outcome) {
        for (; ; ) {
            Awaitable s = state;
            if (s instanceof Settled) {
                return false;
            }
            if (STATE.compareAndSet(this, s, outcome)) {
                if (s != null) {
                    Abi.wake(s, this);
                }
                return true;
            }
        }
    }

    @Override
    protected final @Nullable Object start(Context context) {
        begin();
        Consumer<? super Completer<T>> start = Objects.requireNonNull(starter);
        starter = null;
        start.accept(this);
        return wake(context);
    }

    @Override
    protected String what() {
        return "Async.create()";
    }

    @Override
    protected boolean park(Awaitable task) {
        return state == task || STATE.compareAndSet(this, null, task);
    }

    @Override
    protected @Nullable Object wake(Context context) {
        return state instanceof Settled<?> outcome ? outcome.start(context) : context.suspend(this);
    }

    final boolean isSettledByNow() {
        return state instanceof Settled;
    }

    /** Whoever takes it wakes it; null if nobody waits, or it has been woken. */
    final @Nullable Awaitable takeWaiter() {
        Awaitable s = state;
        return s != null && !(s instanceof Settled) && STATE.compareAndSet(this, s, null) ? s : null;
    }

    @Override
    protected void forget(Awaitable task) {
        STATE.compareAndSet(this, task, null);
    }
}
