package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine without a compiler, for this package: it awaits one thing after the other, as {@link #next} says, which sees how the
 * one before has ended. This object is its state.
 */
abstract class Looping<R extends @Nullable Object> extends Async<R> {
    Looping() {}

    /** It is awaited; throws if it may not be. */
    abstract void begin(Context context);

    /**
     * What to await next; null if it is over, with {@link #outcome}. What it throws is the failure.
     *
     * @param value of the one before, null at first
     * @param failure of the one before, or null
     */
    abstract @Nullable Awaitable next(@Nullable Object value, @Nullable Throwable failure) throws Throwable;

    /** Called before {@link #next}: in what context it is. */
    void enter(Context context) {}

    /** What {@link #next} answers if it has started something itself, in that context, which is to suspend. */
    static final Awaitable STARTED = new Awaitable() {
        @Override
        protected @Nullable Object start(Context context) {
            return null; // as what it stands for did
        }
    };

    /** The result, when there is nothing to await any more. */
    abstract R outcome();

    /** See {@link Frame#at}; the outermost first. */
    void at(Context asking) {}

    @Override
    protected final @Nullable Object start(Context context) {
        begin(context);
        return proceed(null, null, context);
    }

    private @Nullable Object proceed(@Nullable Object first, @Nullable Throwable firstFailure, Context context) {
        Object value = first;
        Throwable failure = firstFailure;
        for (; ; ) {
            Awaitable awaited;
            try {
                enter(context);
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
        private final Looping<?> coroutine;

        Again(Looping<?> coroutine) {
            this.coroutine = coroutine;
        }

        @Override
        public void at(Context asking) {
            coroutine.at(asking);
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
