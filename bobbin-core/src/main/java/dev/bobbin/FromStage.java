package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Awaits a {@code CompletionStage}; a failure arrives without the wrapper that stages put round it. */
final class FromStage<T extends @Nullable Object> extends Promise<T> {
    private final CompletionStage<T> stage;

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

    @Override
    protected void forget(Awaitable task) {
        super.forget(task);
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException e) { // a stage may have none: then there is nothing to be told
            return;
        }
    }
}
