package dev.bobbin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A computation that stops half-way to hand out a value, and goes on from there when it is resumed with another one.
 *
 * <pre>{@code
 * Coroutine<Integer, Integer> sum = Coroutine.of((self, first) -> {
 *     int total = first;
 *     while (total < 100) {
 *         total += self.yield(total);
 *     }
 *     return total;
 * });
 * sum.resume(40); // 40
 * sum.resume(50); // 90
 * sum.resume(60); // 150, and it is done
 * }</pre>
 *
 * <p>{@link #resume} runs the body until it yields or ends; {@link Self#yield} gives the resumer a value and waits for the next one. A
 * body may resume other coroutines, and waits meanwhile as any caller does. {@link Self#transfer} instead has another one take its
 * place: the one that transfers is suspended, and its resumer, who still waits, gets what is yielded or returned by
 * whichever runs then. So any number of transfers use no stack. A coroutine that has transferred goes on when somebody resumes it or
 * transfers to it.
 *
 * <p>What the body throws is thrown by the {@code resume} that waits, the same object, and the coroutine has ended. One that is never
 * resumed again is garbage: its finally blocks do not run.
 *
 * <p>Any thread may resume it, one at a time; each sees what was done by those before. But see {@link #stackful}. A second resume while it
 * runs is an {@link IllegalStateException}; of two that come at the very same moment from two threads, which only a program without order
 * between them can do, that is certain of a stackful one only: a compiled one may then run twice, and what it does is undefined.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
public abstract class Coroutine<I extends @Nullable Object, O extends @Nullable Object> {
    /** How a coroutine stands. */
    public enum Status {
        /** Not resumed yet. */
        NEW,
        /** Waits in a yield or a transfer. */
        SUSPENDED,
        /** Runs, or has resumed another one that does. */
        RUNNING,
        /** Its body has returned. */
        DONE,
        /** Its body has thrown, or could not go on. */
        FAILED
    }

    static final int NEW = 0;
    static final int SUSPENDED = 1;
    static final int RUNNING = 2;
    static final int DONE = 3;
    static final int FAILED = 4;

    private static final Status[] NAMES = Status.values();
    private static final VarHandle STATUS;

    static {
        try {
            STATUS = MethodHandles.lookup().findVarHandle(Coroutine.class, "status", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Who takes it to RUNNING owns all that follows, until it is written again: by a release, which the next one's acquire pairs with. */
    private volatile int status;

    /** What goes in, and what comes out: a value, or a failure. */
    @Nullable
    Object message;

    /** What is to go on in its place, and has been claimed for that, if it was suspended by a transfer. */
    @Nullable
    Coroutine<?, ?> successor;

    /** The status it gets when it is left: {@link #SUSPENDED} until its body has ended. */
    int left = SUSPENDED;

    Coroutine() {}

    /**
     * A coroutine whose body is compiled by Bobbin: it may yield wherever a method, or a lambda for an interface of such a method, takes its
     * {@code self} as a parameter, and costs one small object. It runs on the stack of who resumes it, on any JDK.
     */
    public static <I extends @Nullable Object, O extends @Nullable Object> Coroutine<I, O> of(Body<I, O> body) {
        return new Stackless<>(Objects.requireNonNull(body, "body"));
    }

    /**
     * A coroutine with a stack of its own: it may yield at any depth, from methods that know nothing of it.
     *
     * <pre>{@code
     * Coroutine<Void, String> names = Coroutine.stackful((self, first) -> {
     *     list.forEach(self::yield);
     *     return "end";
     * });
     * }</pre>
     *
     * <p>It needs bobbin-loom and JDK 21 or later, and is fastest with {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED} on the
     * command line of java, on which it runs on its resumer's thread; without, on a virtual thread of its own. A yield from under a
     * native method or a class initialiser, or inside {@code synchronized} before JDK 24, is an {@link IllegalStateException} on the
     * first way; on the second it blocks a carrier of virtual threads until it is resumed.
     *
     * <p>On the first way it is resumed by one thread only, or that is an {@link IllegalStateException}: locks, thread-locals and {@code
     * synchronized} in the body ask for their thread, and the JIT takes that before a yield for the one after it. On the second any may.
     *
     * <p>A thread of its own begins with the context class loader of the first resumer, and inherits no thread-locals.
     *
     * <p>An {@link Async#await} in the body is its resumer's: in {@link Bridge#run}, or under the stackful model, it suspends the task that
     * resumes the coroutine; in a coroutine that is a state machine it is an {@link IllegalStateException}.
     *
     * @throws IllegalStateException if there are no stacks, saying what is missing
     */
    public static <I extends @Nullable Object, O extends @Nullable Object> Coroutine<I, O> stackful(Body<I, O> body) {
        return new Stackful<>(Objects.requireNonNull(body, "body"));
    }

    /**
     * Runs it until it, or one that it has transferred to, yields or returns.
     *
     * <p>Where the stack is too small, or memory, this throws the {@link Error} that says so, and the coroutine has ended.
     *
     * @return what was yielded or returned
     * @throws IllegalStateException if it runs already, here or on another thread, or has ended
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // O may itself be nullable
    public final O resume(I in) {
        claim("resume");
        Coroutine<?, ?> running = this;
        Object message = in;
        for (; ; ) { // a loop, so that a chain of transfers uses no stack
            try {
                running.enter(message);
            } catch (Throwable t) { // no stack to run it on, no memory
                running.message = null;
                running.status = FAILED; // without a call, which might fail for the same reason
                throw t;
            }
            message = running.message;
            running.message = null;
            Coroutine<?, ?> next = running.successor;
            if (next != null) {
                running.successor = null;
            }
            int left = running.left;
            try {
                STATUS.setRelease(running, left);
            } catch (Throwable t) { // no stack for that, though there was for the body
                running.status = left;
            }
            if (left == FAILED) {
                throw Rethrow.asIs((Throwable) Objects.requireNonNull(message));
            }
            if (next == null) {
                return (O) message;
            }
            running = next;
        }
    }

    /** Whether its body has returned or thrown. */
    public final boolean isDone() {
        return (int) STATUS.getAcquire(this) >= DONE;
    }

    /** How it stands; of one that other threads resume, a moment ago. */
    public final Status status() {
        return NAMES[(int) STATUS.getAcquire(this)];
    }

    /**
     * Runs the body, with the message, until it suspends or ends, and has left its own. What this throws was not thrown by the body,
     * which is lost.
     */
    abstract void enter(@Nullable Object in);

    /**
     * Makes it the caller's to run.
     *
     * @return for {@link #release}
     */
    final int claim(String what) {
        int s = (int) STATUS.getAcquire(this);
        if (s >= RUNNING || !take(s)) {
            throw new IllegalStateException("cannot " + what + " a coroutine that " + reason(status));
        }
        return s;
    }

    /** Takes it to RUNNING; false if another thread was first, where that is seen. Throws what {@link #claim} is to throw if this thread may not run it. */
    abstract boolean take(int before);

    final void isRunning() {
        STATUS.setOpaque(this, RUNNING);
    }

    final boolean isRunningInsteadOf(int before) {
        return STATUS.compareAndSet(this, before, RUNNING);
    }

    /** Takes {@link #claim} back. */
    void release(int before) {
        status = before;
    }

    private static String reason(int status) {
        return switch (status) {
            case DONE -> "has ended";
            case FAILED -> "has ended by an exception";
            default -> "is running";
        };
    }
}
