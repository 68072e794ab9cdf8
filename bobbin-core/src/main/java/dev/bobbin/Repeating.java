package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine without a compiler, for this package: it awaits one thing after the other, as {@link #next} says, which sees how the
 * one before has ended. This object is its state.
 */
abstract class Repeating<R extends @Nullable Object> extends Async<R> {
    private boolean started;

    /**
     * What to await next; null if it is over, with {@link #outcome}. What it throws is the failure.
     *
     * @param value of the one before, null at first
     * @param failure of the one before, or null
     */
    abstract @Nullable Async<?> next(@Nullable Object value, @Nullable Throwable failure) throws Throwable;

    /** The result, when there is nothing to await any more. */
    abstract R outcome();

    @Override
    protected final @Nullable Object start(Context context) {
        synchronized (this) {
            if (started) {
                throw new IllegalStateException("this Async has been awaited before: it runs once");
            }
            started = true;
        }
        return proceed(null, null, context);
    }

    private @Nullable Object proceed(@Nullable Object first, @Nullable Throwable firstFailure, Context context) {
        Object value = first;
        Throwable failure = firstFailure;
        for (; ; ) {
            Async<?> awaited;
            try {
                awaited = next(value, failure);
            } catch (Throwable t) { // the failure of the whole
                throw Rethrow.asIs(t);
            }
            if (awaited == null) {
                return outcome();
            }
            value = null;
            failure = null;
            try {
                value = Abi.await(awaited, context);
                if (context.signal != Context.NONE) {
                    if (!context.settle()) {
                        context.push(new Again(this));
                        return null;
                    }
                    value = context.take();
                }
            } catch (Throwable t) { // for next() to see
                context.signal = Context.NONE;
                context.abandon();
                failure = t;
            }
        }
    }

    private static final class Again extends Frame {
        private final Repeating<?> coroutine;

        Again(Repeating<?> coroutine) {
            this.coroutine = coroutine;
        }

        @Override
        public void resume(Context context) {
            Object value = null;
            Throwable failure = null;
            try {
                value = context.take();
            } catch (Throwable t) { // for next() to see
                failure = t;
            }
            context.result = coroutine.proceed(value, failure, context);
        }
    }
}
