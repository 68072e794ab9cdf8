package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Step;
import dev.bobbin.abi.Unawaited;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A coroutine whose body was compiled: it runs on the stack of who resumes it, and leaves its frames in an object. */
final class Stackless<I extends @Nullable Object, O extends @Nullable Object> extends Coroutine<I, O>
        implements Self<I, O> {
    private final Leaf leaf = new Leaf();
    private @Nullable Body<I, O> body;

    /** The body, if it only yields; else it is {@link #task}. */
    private @Nullable Step steps;

    private @Nullable Task<?> task;

    /** Of the task. */
    private @Nullable Context context;

    /** What the transfer that begins goes to. */
    private @Nullable Coroutine<?, ?> to;

    /** Of the {@link #successor}, for {@link #release}. */
    private int before;

    Stackless(Body<I, O> body) {
        this.body = body;
    }

    /** Not atomic: what is on the stack of who resumes it belongs to one thread at a time. */
    @Override
    boolean take(int before) {
        isRunning();
        return true;
    }

    @Override
    void enter(@Nullable Object in) {
        try {
            boolean begins = body != null;
            if (begins) {
                begin(in);
            }
            Step own = steps;
            Object next = begins ? null : in;
            if (own == null) {
                goOn(next);
            } else if (!own.resume(next)) {
                end(DONE, own.taken());
            }
        } catch (Throwable t) { // the body's, or that it was not compiled
            end(FAILED, t);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // I may itself be nullable
    private void begin(@Nullable Object in) {
        Body<I, O> beginning = body;
        body = null;
        Async<O> begun = beginning.run$yields(this, (I) in);
        Task<?> cold = begun instanceof Task<?> made && made.isCold() ? made : null;
        Step own = cold == null ? null : Abi.steps(cold);
        if (own != null) {
            Unawaited.used(begun);
            own.begin(leaf);
            steps = own;
        } else {
            task = cold == null ? new Spawned<>(Once.reserved(begun)) : cold;
            context = new Context(this);
        }
    }

    /** A body that has callees which yield. */
    private void goOn(@Nullable Object in) {
        Context running = Objects.requireNonNull(context);
        running.result = in;
        if (Objects.requireNonNull(task).step(running)) {
            running.takeSource();
        } else {
            end(DONE, running.take()); // or throws
        }
    }

    private void end(int status, @Nullable Object result) {
        steps = null;
        task = null;
        context = null;
        takeBack(); // what could not be when that failed
        left = status;
        message = result;
    }

    @Override
    public I yield(O value) {
        throw misused("yield");
    }

    @Override
    public <A extends @Nullable Object> I transfer(Coroutine<A, ?> target, A value) {
        throw misused("transfer");
    }

    @Override
    public Async<I> yield$yields(O value) {
        message = value;
        if (to != null) { // which was none of the body's
            to = null;
        }
        return leaf;
    }

    @Override
    public <A extends @Nullable Object> Async<I> transfer$yields(Coroutine<A, ?> target, A value) {
        to = Objects.requireNonNull(target, "to");
        message = value;
        return leaf;
    }

    private IllegalStateException misused(String what) {
        return new IllegalStateException(
                "cannot " + what
                        + (isDone() || status() != Status.RUNNING
                                ? " outside of the coroutine: " + (isDone() ? "it has ended" : "its body does not run")
                                : " here: this is not called by its body, or by way of code that Bobbin has not compiled; hand it on as a"
                                        + " parameter to methods that are, use loops instead of forEach(), or Coroutine.stackful"));
    }

    private void goOnIn(Coroutine<?, ?> target) {
        if (target == this) {
            throw new IllegalStateException("cannot transfer from a coroutine to itself");
        }
        before = target.claim("transfer to");
        successor = target;
    }

    /** Gives away what a transfer has claimed whose body could not be suspended, and goes on or has ended. */
    private void takeBack() {
        Coroutine<?, ?> target = successor;
        if (target != null) {
            successor = null;
            target.release(before);
        }
    }

    /** What the body suspends on. */
    private final class Leaf extends Async<I> {
        @Override
        protected @Nullable Object start(Context running) {
            Coroutine<?, ?> target = to;
            boolean isStep = steps != null;
            if (isStep ? !Step.isAskedIn(running) : running != context) {
                message = null;
                to = null;
                throw misused(target == null ? "yield" : "transfer");
            }
            if (target != null) {
                to = null;
                running.abandon(); // or it would take this claim back for one that has failed before
                goOnIn(target);
            }
            return isStep ? null : running.suspend(this);
        }

        @Override
        protected void forget(Awaitable suspended) {
            takeBack();
        }
    }
}
