package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Awaits a {@code CompletionStage}; a failure arrives without the wrapper that stages put round it. */
final class FromStage<T extends @Nullable Object> extends Promise<T> {
    private final CompletionStage<T> stage;

    /** The task has, or had, a reason to wait no longer, and is to look. Pairs with the state, which whoever parks writes before it reads this. */
    private volatile boolean stopped;

    FromStage(CompletionStage<T> stage) {
        super(completer -> stage.whenComplete((value, failure) -> {
            if (failure == null) {
                completer.complete(value);
            } else {
                completer.fail(unwrapped(failure));
            }
        }));
        this.stage = stage;
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    @Override
    protected String what() {
        return "Async.from()";
    }

    /** Not if it has to look; {@link #stopWaiting}, which may come at the same time, says so first and then looks for a waiter. */
    @Override
    protected boolean park(Awaitable task) {
        if (stopped || !super.park(task)) {
            return false;
        }
        return !stopped || takeWaiter() == null;
    }

    /** The task runs, and looks: if the reason has gone by then it waits on, for a stage that nobody has cancelled. */
    @Override
    protected boolean stopWaiting() {
        if (isSettledByNow()) {
            return false;
        }
        stopped = true;
        Awaitable task = takeWaiter();
        if (task != null) {
            Abi.wake(task, this);
        }
        return false;
    }

    @Override
    protected @Nullable Object wake(Context context) {
        if (stopped) {
            stopped = false; // before it looks: who comes later has it look again
            Task<?> task = (Task<?>) context.task();
            Throwable reason = task.takeReason();
            if (reason != null) {
                cancelStage();
                AwaitChain.complete(reason, task);
                throw Rethrow.asIs(reason);
            }
        }
        return super.wake(context);
    }

    /** The task could not be suspended, and awaits this no longer. */
    @Override
    protected void forget(Awaitable task) {
        super.forget(task);
        cancelStage();
    }

    private void cancelStage() {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException e) { // a stage may have none: then there is nothing to be told
            return;
        } catch (Throwable t) { // of the program's stage: the task goes on with its reason
            Task.report(t);
        }
    }
}
