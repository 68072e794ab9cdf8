package dev.bobbin.abi;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A body that yields, and has the elements of others handed out in the place of its own ({@code yieldAll}). Meanwhile whoever has this iterator is sent
 * on to its {@link Relay}, which asks the innermost of those others.
 *
 * <p>There its {@link #state} is the number of the suspension negated, as if an element had been taken: there is none of its own.
 */
public abstract class RelayingStep extends Step {
    /** Whether it stands where others' elements are handed out. */
    private boolean relays;

    /** What others have thrown, for the body that waits for their end. */
    private @Nullable Throwable failure;

    /** For emitted code. */
    protected RelayingStep() {}

    /** To whom the body yields. */
    public final Relay relay() {
        return (Relay) Objects.requireNonNull(to());
    }

    @Override
    public final boolean hasNext() {
        if (state > NEW) {
            return true;
        }
        if (!relays) {
            if (!step()) {
                return false;
            }
            if (!relays) {
                return true;
            }
        }
        return relay().hasNext();
    }

    /** What others have thrown is thrown where the body goes on. */
    public final void fail(Throwable failure) {
        this.failure = failure;
    }

    // ---- called by emitted code -------------------------------------------------------------------------------------

    /** Where the next element is asked for: the iterator that has it, or null if it is the body's own, and is taken. */
    public final @Nullable Object giver() {
        if (!hasNext()) {
            throw new NoSuchElementException("the sequence has no more elements");
        }
        if (relays) {
            return to();
        }
        state = -state;
        return null;
    }

    /** At a {@code yieldAll} of what gives iterators; the body is to suspend. */
    public static void handOut(@Nullable Object yielder, @Nullable Object elements, RelayingStep step) {
        step.hand(yielder);
        step.relay().handOut(Objects.requireNonNull(elements, "elements"));
        step.relays = true;
    }

    /** At a {@code yieldAll} of what is left of an iterator; the body is to suspend. */
    public static void handOutRest(@Nullable Object yielder, @Nullable Object elements, RelayingStep step) {
        step.hand(yielder);
        step.relay().handOutRest((Iterator<?>) Objects.requireNonNull(elements, "elements"));
        step.relays = true;
    }

    /** Where the body goes on. */
    public final void goesOn() {
        if (relays) {
            relays = false;
            Throwable thrown = failure;
            if (thrown != null) {
                failure = null;
                throw Step.<RuntimeException>thrown(thrown);
            }
        }
        resumed();
    }
}
