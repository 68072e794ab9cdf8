package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value or a failure, known from the start; may be awaited any number of times. Immutable. */
final class Settled<T extends @Nullable Object> extends Async<T> {
    static final Settled<Void> NOTHING = new Settled<>(null, null);

    private final @Nullable Object value;
    private final @Nullable Throwable failure;

    private Settled(@Nullable Object value, @Nullable Throwable failure) {
        this.value = value;
        this.failure = failure;
    }

    static <T extends @Nullable Object> Settled<T> value(T value) {
        return new Settled<>(value, null);
    }

    static <T extends @Nullable Object> Settled<T> failure(Throwable failure) {
        return new Settled<>(null, Objects.requireNonNull(failure, "failure"));
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    protected @Nullable Object start(Context context) {
        if (failure != null) {
            throw Rethrow.asIs(failure);
        }
        return value;
    }

    @Override
    protected boolean isSelectable() {
        return true;
    }

    @Override
    protected boolean isSettled() {
        return true;
    }

    @Override
    public String toString() {
        return failure == null ? "done(" + value + ")" : "failed(" + failure + ")";
    }
}
