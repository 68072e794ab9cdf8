package dev.bobbin.sync;

import dev.bobbin.Async;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;

/** A coroutine that awaits one thing after the other, until there is none; written as the compiler would. */
final class Rounds extends Async<Void> {
    /** What it does. */
    interface Body {
        /**
         * What to await next, or null to end.
         *
         * @param last the result of what was awaited before
         * @param failure what that has thrown, else null
         */
        Async<?> next(Object last, Throwable failure) throws Throwable;
    }

    private final Body body;

    Rounds(Body body) {
        this.body = body;
    }

    @Override
    protected Object start(Context context) {
        try {
            return new Suspended().go(null, null, context);
        } catch (Throwable t) { // the body's, as it is
            throw Rounds.<RuntimeException>asIs(t);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException asIs(Throwable t) throws X {
        throw (X) t;
    }

    private final class Suspended extends Frame {
        private Object go(Object result, Throwable thrown, Context context) throws Throwable {
            Object last = result;
            Throwable failure = thrown;
            for (; ; ) {
                Async<?> next = body.next(last, failure);
                if (next == null) {
                    return null;
                }
                failure = null;
                try {
                    last = Abi.await(next, context);
                    if (context.signal != Context.NONE) {
                        if (!context.settle()) {
                            context.push(this);
                            return null;
                        }
                        last = context.take();
                    }
                } catch (Throwable t) { // for the body to see
                    last = null;
                    failure = t;
                }
            }
        }

        @Override
        public void resume(Context context) throws Throwable {
            Object last = null;
            Throwable failure = null;
            try {
                last = context.take();
            } catch (Throwable t) { // for the body to see
                failure = t;
            }
            context.result = go(last, failure, context);
        }
    }
}
