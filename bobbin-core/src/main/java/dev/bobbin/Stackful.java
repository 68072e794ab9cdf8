package dev.bobbin;

import dev.bobbin.spi.Stack;
import dev.bobbin.spi.StackProvider;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A coroutine whose body runs on a stack of its own. */
final class Stackful<I extends @Nullable Object, O extends @Nullable Object> extends Coroutine<I, O>
        implements Self<I, O>, Runnable {
    private final Body<I, O> body;
    private final Stack stack;

    /** Null if the body runs on its resumer's thread, and has all that is there. */
    private final @Nullable Lent lent;

    Stackful(Body<I, O> body) {
        this.body = body;
        this.stack = provider().stack(this);
        this.lent = stack.hasThread() ? new Lent(stack) : null;
    }

    @Override
    boolean take(int before) {
        if (stack.bind()) {
            isRunning(); // no other thread gets here
            return true;
        }
        return isRunningInsteadOf(before);
    }

    @Override
    void release(int before) {
        super.release(before);
        stack.unbind(); // not before: then it may be another thread's
    }

    @Override
    void enter(@Nullable Object in) {
        message = in;
        if (lent == null) {
            stack.run();
        } else {
            lent.run();
        }
    }

    /** On the stack. */
    @Override
    public void run() {
        try {
            resumed();
            message = body.run(this, in());
            left = DONE;
        } catch (Throwable t) { // for the resumer
            message = t;
            left = FAILED;
        }
    }

    @Override
    public I yield(O out) {
        check("yield");
        message = out;
        return suspend();
    }

    @Override
    public <A extends @Nullable Object> I transfer(Coroutine<A, ?> to, A value) {
        check("transfer");
        Objects.requireNonNull(to, "to");
        if (to == this) {
            throw new IllegalStateException("cannot transfer from a coroutine to itself");
        }
        int before = to.claim("transfer to");
        successor = to;
        message = value;
        try {
            return suspend();
        } finally {
            if (successor != null) { // it could not be suspended
                successor = null;
                to.release(before);
            }
        }
    }

    /** By a compiled body that runs on this one's stack, as plain code would. */
    @Override
    public Async<I> yield$yields(O out) {
        return Async.done(this.yield(out));
    }

    @Override
    public <A extends @Nullable Object> Async<I> transfer$yields(Coroutine<A, ?> to, A value) {
        return Async.done(transfer(to, value));
    }

    private I suspend() {
        try {
            stack.suspend();
        } catch (Throwable t) { // it goes on
            message = null;
            throw t;
        }
        resumed();
        return in();
    }

    private void resumed() {
        if (lent != null) {
            lent.resumed();
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // I may itself be nullable
    private I in() {
        Object in = message;
        message = null;
        return (I) in;
    }

    private void check(String what) {
        if (!stack.isCurrent()) {
            throw new IllegalStateException("cannot " + what + " outside of the coroutine: "
                    + switch (status()) {
                        case DONE, FAILED -> "it has ended";
                        case RUNNING -> "this is not called by its body, on its stack";
                        default -> "its body does not run";
                    });
        }
    }

    /** Why there are no stacks; null if there are. */
    static @Nullable String missing() {
        return Provided.STACKS == null
                ? "no stackful coroutines: add bobbin-loom to the class path"
                : Provided.STACKS.missing();
    }

    /** @throws IllegalStateException if there are none, saying what is missing */
    static StackProvider provider() {
        String missing = missing();
        if (missing != null || Provided.STACKS == null) {
            throw new IllegalStateException(missing);
        }
        return Provided.STACKS;
    }

    private static final class Provided {
        static final @Nullable StackProvider STACKS = ServiceLoader.load(
                        StackProvider.class, StackProvider.class.getClassLoader())
                .findFirst()
                .orElse(null);
    }
}
