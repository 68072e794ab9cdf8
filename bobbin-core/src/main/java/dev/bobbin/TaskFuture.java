package dev.bobbin;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The outcome of a task as a future; cancelling the future cancels the task. */
final class TaskFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private final Task<T> task;

    private TaskFuture(Task<T> task) {
        this.task = task;
    }

    static <T extends @Nullable Object> TaskFuture<T> of(Task<T> task) {
        TaskFuture<T> future = new TaskFuture<>(task);
        task.listen(() -> {
            Throwable failure = task.failure();
            if (failure == null) {
                future.complete(task.result());
            } else if (failure instanceof CancellationException) {
                future.cancel(false);
            } else {
                future.completeExceptionally(failure);
            }
        });
        return future;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        task.cancel();
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>(); // a stage that depends on this one has no task of its own
    }
}
