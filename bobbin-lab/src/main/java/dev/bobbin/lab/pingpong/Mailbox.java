package dev.bobbin.lab.pingpong;

import dev.bobbin.Async;
import dev.bobbin.Completer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A place for one value on its way from one task to one other: what there is to be written by hand as long as there are no channels.
 * It holds null, or a value that nobody has asked for yet, or the completer of the task that has asked before there was one.
 */
final class Mailbox {
    private final AtomicReference<@Nullable Object> content = new AtomicReference<>();

    /** Waits for the value if there is none. One task at a time. */
    Async<Integer> take() {
        return Async.create(this::ask);
    }

    private void ask(Completer<Integer> taker) {
        if (!content.compareAndSet(null, taker)) {
            taker.complete((Integer) emptied());
        }
    }

    /** Never waits: the value before must have been taken. */
    @SuppressWarnings("unchecked") // what is not a value is a taker of values
    void put(Integer value) {
        if (!content.compareAndSet(null, value)) {
            ((Completer<Integer>) emptied()).complete(value);
        }
    }

    private Object emptied() {
        return Objects.requireNonNull(content.getAndSet(null), "two values, or two takers");
    }
}
