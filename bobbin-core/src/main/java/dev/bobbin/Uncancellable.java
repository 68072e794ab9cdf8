package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import org.jspecify.annotations.Nullable;

/** A computation during which the cancellation of its task is held back. */
final class Uncancellable<T extends @Nullable Object> extends Once<T> {
    private final Async<T> computation;

    Uncancellable(Async<T> computation) {
        this.computation = reserved(computation);
    }

    @Override
    protected String what() {
        return "Async.uncancellable()";
    }

    @Override
    protected @Nullable Object start(Context context) {
        begin();
        Abi.release(computation);
        Task<?> task = (Task<?>) context.task();
        task.mask();
        boolean ended = true;
        try {
            Object result = Abi.await(computation, context);
            if (context.signal != Context.NONE && !context.settle()) {
                context.push(new Unmask(task));
                ended = false;
                return null;
            }
            return context.failure() != null || result == null ? context.take() : result;
        } catch (Throwable t) { // passes through unchanged: the computation's failure, or that of suspending
            context.signal = Context.NONE;
            context.abandon();
            throw t;
        } finally {
            if (ended) {
                task.unmask();
            }
        }
    }

    /** The frame of a suspended {@link Uncancellable}: passes the outcome on and lets cancellation through again. */
    private static final class Unmask extends Frame {
        private final Task<?> task;
        private boolean lifted;

        Unmask(Task<?> task) {
            this.task = task;
        }

        @Override
        public void resume(Context context) {
            task.unmask(); // result or failure stay in the context, for the caller
        }

        @Override
        protected void abandoned() {
            if (!lifted) {
                task.liftMask();
                lifted = true;
            }
            task.letCancellationIn();
        }
    }

    @Override
    public String toString() {
        return "uncancellable(" + computation + ")";
    }
}
