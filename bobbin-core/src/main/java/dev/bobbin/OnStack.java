package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/**
 * For emitted code: a coroutine of the stackful model. Its code runs as it was written, on the stack of the coroutine that awaits it
 * in place, or on one of its own ({@link Bridged}) if it is spawned or awaited by a coroutine of another model.
 */
public abstract class OnStack<T extends @Nullable Object> extends Task<T> {
    /** What the names of the methods begin their ends with that have the code of coroutines. */
    private static final String CODE = "$onstack";

    /** For emitted code. */
    protected OnStack() {}

    /** The coroutine's code, with the arguments stored at its creation. */
    protected abstract @Nullable Async<T> body() throws Throwable;

    /** The element as it is in the source: the code of a coroutine is in a method of another name. */
    static StackTraceElement written(StackTraceElement call) {
        String method = call.getMethodName();
        int suffix = method.indexOf(CODE);
        return suffix < 0
                ? call
                : new StackTraceElement(
                        call.getClassName(), method.substring(0, suffix), call.getFileName(), call.getLineNumber());
    }

    @Override
    protected final void begin(Context context) {
        context.result = Abi.await(new Bridged<>(this), context);
    }

    /**
     * Runs the code of a coroutine that has been begun, on the calling stack, and what it returns: a tail call after its own code has
     * ended, so that a chain of them needs no more stack than one.
     */
    static @Nullable Object evaluate(OnStack<?> coroutine, Bridged<?> here) throws Throwable {
        OnStack<?> running = coroutine;
        for (; ; ) {
            Async<?> returned = running.body();
            if (returned == null) {
                throw new NullPointerException(
                        running.coroutine() + " returned null instead of an Async; write `return done()`");
            }
            if (!(returned instanceof OnStack<?> tail) || !tail.isCold()) {
                return here.await(returned);
            }
            tail.beginInPlace();
            running = tail;
        }
    }
}
