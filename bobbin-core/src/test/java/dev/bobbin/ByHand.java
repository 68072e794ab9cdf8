package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import java.util.Collections;
import java.util.List;

/**
 * A coroutine without a compiler: steps, each of which gets the outcome of what the one before awaited and says what to
 * await next. The outcome of the last is the coroutine's.
 */
final class ByHand<T> extends Task<T> {
    /** One piece between two awaits. */
    interface Step {
        Async<?> next(Outcome before) throws Throwable;
    }

    /** What an await gave. */
    record Outcome(Object value, Throwable failure) {
        Object get() throws Throwable {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }

    private final List<Step> steps;

    /** What others do while it says its name. */
    Runnable whileNamed = () -> {};

    private ByHand(List<Step> steps) {
        this.steps = steps;
    }

    static <T> ByHand<T> of(Step... steps) {
        return new ByHand<>(List.of(steps));
    }

    /** The same piece, over and over, until it throws. */
    static <T> ByHand<T> repeating(Step step) {
        return new ByHand<>(Collections.nCopies(Integer.MAX_VALUE, step));
    }

    /** Awaits the computation and gives its outcome. */
    static <T> ByHand<T> awaiting(Async<T> awaited) {
        return of(start -> awaited);
    }

    @Override
    protected String coroutine() {
        whileNamed.run();
        return super.coroutine();
    }

    @Override
    protected void begin(Context context) throws Throwable {
        context.result = proceed(context, 0, new Outcome(null, null));
    }

    private Object proceed(Context context, int from, Outcome first) throws Throwable {
        Outcome outcome = first;
        for (int n = from; n < steps.size(); n++) {
            Async<?> awaited = steps.get(n).next(outcome);
            try {
                Object result = Abi.await(awaited, context);
                if (context.signal != Context.NONE) {
                    if (!context.settle()) {
                        context.push(new Suspended(this, n + 1));
                        return null;
                    }
                    result = context.take();
                }
                outcome = new Outcome(result, null);
            } catch (Throwable t) { // for the next step to see
                outcome = new Outcome(null, t);
            }
        }
        return outcome.get();
    }

    private static final class Suspended extends Frame {
        private final ByHand<?> coroutine;
        private final int next;

        Suspended(ByHand<?> coroutine, int next) {
            this.coroutine = coroutine;
            this.next = next;
        }

        @Override
        public void resume(Context context) throws Throwable {
            Outcome outcome;
            try {
                outcome = new Outcome(context.take(), null);
            } catch (Throwable t) { // for the next step to see
                outcome = new Outcome(null, t);
            }
            context.result = coroutine.proceed(context, next, outcome);
        }
    }
}
