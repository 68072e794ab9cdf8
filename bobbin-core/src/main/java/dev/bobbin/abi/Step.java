package dev.bobbin.abi;

import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A body that does nothing else than yield: its variables, and a method that goes on to the next yield. Without a context and a task, so
 * that the JIT can see through it. What is emitted for a sequence is its iterator too.
 *
 * <p>{@link #state} says all that is to be known, also whether an element has been taken: where the JIT has a loop that takes the elements and the body in
 * one piece, it then need not write it at each of them. A flag beside it would stay. See docs/codegen.md.
 *
 * <p>Used by one thread at a time.
 */
public abstract class Step {
    /** The {@link #state} of one that has not begun. */
    public static final int NEW = 0;

    /** The {@link #state} of one that runs. */
    public static final int RUNNING = Integer.MIN_VALUE;

    /** The {@link #state} of one that has returned, or thrown. */
    public static final int ENDED = RUNNING + 1;

    /** What a coroutine of another kind is asked in when it is told to suspend here. */
    private static final Context NONE = new Context(Step.class);

    /**
     * Where it stands: the number of a suspension if what it has yielded has not been taken, that number negated if it is to go on from
     * there; or one of the constants.
     */
    public int state;

    /** An object that is yielded, returned or brought in, until it is taken. */
    public @Nullable Object value;

    /** To whom it yields. */
    private @Nullable Awaitable to;

    /** What is thrown where it goes on. */
    private @Nullable Throwable end;

    private boolean isAnswered;

    /** For emitted code. */
    protected Step() {}

    /**
     * Goes on; whether it has yielded. If not, it has ended. What it throws is the body's, and has ended it.
     *
     * @throws IllegalStateException if it runs
     */
    public abstract boolean step();

    /** It has ended: {@link #state} says so, and what its variables refer to is let go. */
    protected abstract void drop();

    /** To whom the body yields. */
    public final void begin(Awaitable to) {
        this.to = to;
    }

    // ---- as an iterator ---------------------------------------------------------------------------------------------

    /** Whether there is an element; computes it if that is not known. What the body throws is thrown. */
    public boolean hasNext() {
        return state > NEW || step();
    }

    /** Emitted where the next element is asked for: there is one, and it is taken. */
    public final void take() {
        if (state <= NEW && !step()) {
            throw new NoSuchElementException("the sequence has no more elements");
        }
        state = -state;
    }

    /** The {@link #value}, which is not kept. */
    public final @Nullable Object taken() {
        Object taken = value;
        value = null;
        return taken;
    }

    /**
     * Ends the body where it stands, so that its {@code finally} blocks run. What those throw is thrown. Does nothing if it has ended.
     *
     * @throws IllegalStateException if it runs
     */
    public final void close() {
        if (!stands()) {
            letGo();
            return;
        }
        ((Relay) Objects.requireNonNull(to)).close(this);
    }

    /** As {@link #close}, by whom the body yields to, with a reason, which is thrown where the body stands, and by this if the body does not catch it. */
    public final void endBy(Throwable reason) {
        if (!stands()) {
            letGo();
            return;
        }
        value = null;
        to = null; // nobody takes elements any more
        end = reason;
        state = -Math.abs(state);
        step();
    }

    /** Whether it has begun, and goes on if it is entered. */
    private boolean stands() {
        return state > ENDED && state != NEW;
    }

    private void letGo() {
        if (state == NEW) {
            drop();
        } else {
            over();
        }
    }

    final @Nullable Awaitable to() {
        return to;
    }

    // ---- as the body of a coroutine ---------------------------------------------------------------------------------

    /**
     * Goes on with what is brought in, to where it is left: if {@link #step} is true.
     *
     * @see #value
     */
    public final boolean resume(@Nullable Object in) {
        value = in;
        while (true) {
            state = -state;
            boolean more = step();
            if (!isAnswered) {
                return more;
            }
            isAnswered = false;
        }
    }

    // ---- called by emitted code -------------------------------------------------------------------------------------

    /** At a yield to a sequence. */
    public final void hand(@Nullable Object yielder) {
        if (yielder != to) {
            throw refused(yielder);
        }
    }

    private IllegalStateException refused(@Nullable Object yielder) {
        return Objects.requireNonNull(yielder) instanceof Awaitable
                ? Yields.misused(end != null)
                : Yields.missing(yielder, "yield");
    }

    /** At a yield or a transfer of a coroutine, with what that has made of it; another's may be one that needs nobody to suspend. */
    public final void suspend(Awaitable made) {
        if (made == to) {
            made.start(NONE);
            return;
        }
        Context asked = new Context(this);
        Object answer = made.start(asked);
        if (asked.signal != Context.NONE) {
            throw Yields.misused(false);
        }
        value = answer;
        isAnswered = true;
    }

    /** Whether this is the context that {@link #suspend} asks its own coroutine in. */
    public static boolean isAskedIn(Context context) {
        return context == NONE;
    }

    /** Where the body of a sequence goes on. */
    public final void resumed() {
        Throwable reason = end;
        if (reason != null) {
            throw Step.<RuntimeException>thrown(reason);
        }
    }

    /** Where it is to go on and is not suspended: false if it has ended. */
    public final boolean over() {
        if (state == RUNNING) {
            throw Yields.runs();
        }
        return false;
    }

    @SuppressWarnings("unchecked") // as it is
    static <X extends Throwable> RuntimeException thrown(Throwable t) throws X {
        throw (X) t;
    }
}
