package dev.bobbin.net;

import dev.bobbin.Async;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import org.jspecify.annotations.Nullable;

/** A coroutine that awaits one thing after the other, until there is none; written as the compiler would. */
final class Loop extends Async<Void> {
    private final Body body;

    /** What the loop does. */
    interface Body {
        /**
         * What to await next, or null to end.
         *
         * @param last the result of what was awaited before
         */
        @Nullable
        Async<?> next(@Nullable Object last) throws Exception;
    }

    Loop(Body body) {
        this.body = body;
    }

    @Override
    protected @Nullable Object start(Context context) {
        try {
            return new Rounds().go(null, context);
        } catch (Exception e) {
            throw Operation.<RuntimeException>asIs(e);
        }
    }

    /** What it waits for is the last thing that the body has given. */
    private final class Rounds extends Frame {
        private @Nullable Object go(@Nullable Object first, Context context) throws Exception {
            Object last = first;
            for (; ; ) {
                Async<?> next = body.next(last);
                if (next == null) {
                    return null;
                }
                last = Abi.await(next, context);
                if (context.signal != Context.NONE && !context.settle()) {
                    context.push(this);
                    return null;
                }
                if (last == null) {
                    last = context.take();
                }
            }
        }

        @Override
        public void resume(Context context) throws Exception {
            context.result = go(context.take(), context);
        }
    }
}
