package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Whereabouts;
import dev.bobbin.spi.Stack;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Code on a stack of its own, as a coroutine: that of {@link Bridge#run}, or of the stackful model.
 *
 * <p>To the task it is a coroutine that awaits one thing after the other: an {@code await()} on the thread leaves what it is for in
 * {@link #awaited}, and suspends the stack; the worker that waits starts it, on its own stack. So no frame of a compiled coroutine is
 * ever on this one, where it would keep the context of a worker that it may have left.
 *
 * <p>All fields belong to whoever has the turn: the code, or the worker, whose context the code's thread has meanwhile.
 */
final class Bridged<T extends @Nullable Object> extends Repeating<T> implements Runnable, OwnThread {
    /** How the names of the classes begin in which a thread does. */
    private static final List<String> BEGINNINGS = List.of(
            "java.lang.VirtualThread",
            "java.lang.Thread",
            "java.util.concurrent.ThreadPerTaskExecutor",
            "jdk.internal.vm.");

    /** What runs here: a callable, or a coroutine of the stackful model. */
    private final Object code;

    private @Nullable Stack stack;
    private @Nullable Context context;

    /** Of the task, or of the sequence whose body this is. */
    private @Nullable Context runningIn;

    private @Nullable Awaitable awaited;
    private @Nullable Carried carried;
    private boolean ended;

    // Of what was awaited, and at last of the code.
    private @Nullable Object value;
    private @Nullable Throwable failure;

    Bridged(Callable<T> code) {
        this.code = code;
    }

    Bridged(OnStack<T> coroutine) {
        this.code = coroutine;
    }

    /** Whether it is that of {@link Bridge#run}, not a coroutine of the stackful model. */
    boolean isPlainCode() {
        return !(code instanceof OnStack);
    }

    /** What runs here, for people. */
    Class<?> kind() {
        return code.getClass();
    }

    @Override
    void enter(Context entered) {
        runningIn = entered;
    }

    // ---- for the task -----------------------------------------------------------------------------------------------

    @Override
    @Nullable
    Awaitable next(@Nullable Object given, @Nullable Throwable thrown) throws Throwable {
        if (stack == null) {
            stack = Stackful.provider().threadStack(this);
            carried = Carried.here();
        }
        value = given;
        failure = thrown;
        context = Context.current();
        stack.run();
        if (!ended) {
            Awaitable next = awaited;
            awaited = null;
            return next;
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // T may itself be nullable
    T outcome() {
        return (T) value;
    }

    /** The program's own calls: what there is of Bobbin and of the JDK around them is left out. */
    @Override
    void at(Context asking) {
        Stack standing = stack;
        if (standing == null) {
            return;
        }
        StackTraceElement[] trace = standing.trace();
        List<StackTraceElement> found = ((Whereabouts) asking.owner()).found();
        int suspension = 0; // what is inside is the JDK's, where the thread waits
        while (suspension < trace.length && !trace[suspension].getClassName().startsWith("dev.bobbin.")) {
            suspension++;
        }
        for (int i = trace.length - 1; i >= suspension; i--) {
            StackTraceElement call = trace[i];
            if (!isOurs(call.getClassName()) && call.getLineNumber() != -1) {
                found.add(OnStack.written(call));
            }
        }
    }

    /** Whether it is a class of Bobbin, or one in which a thread begins. */
    private static boolean isOurs(String name) {
        String home = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        return home.equals("dev.bobbin")
                || home.equals("dev.bobbin.loom")
                || BEGINNINGS.stream().anyMatch(name::startsWith);
    }

    // ---- on the stack -----------------------------------------------------------------------------------------------

    /** The thread is this one's alone: what is carried into it stays there. */
    @Override
    public void run() {
        try {
            CURRENT.set(this);
            bind();
            take();
            if (carried != null) {
                carried.putIn();
            }
            value = code instanceof OnStack<?> coroutine
                    ? OnStack.evaluate(coroutine, this)
                    : ((Callable<?>) code).call();
        } catch (Throwable t) { // the failure of the whole
            value = null;
            failure = t;
        }
        ended = true;
    }

    /** The one whose code calls this, which may await; null if there is none. */
    static @Nullable Bridged<?> here() {
        OwnThread own = CURRENT.get();
        return own == null ? null : of(own, Context.current());
    }

    /** The one whose code, or a coroutine that it resumes, has the thread and runs in the context; null if there is none. */
    static @Nullable Bridged<?> of(@Nullable OwnThread own, @Nullable Context current) {
        Bridged<?> bridged = own == null ? null : own.bridged();
        boolean inItsTask = bridged != null && bridged.context == current; // not in an event loop that it runs
        return inItsTask ? bridged : null;
    }

    @Override
    public Bridged<?> bridged() {
        return this;
    }

    @Override
    public void leave() {
        Objects.requireNonNull(stack).suspend();
        bind();
    }

    private void bind() {
        if (Context.current() != context) { // another worker's
            Context.bind(context);
        }
    }

    /** Has the task await it, or runs it here; gives its result or throws its failure. */
    @Nullable
    Object await(Awaitable source) {
        if (source instanceof OnStack<?> coroutine && coroutine.isCold()) {
            return inPlace(coroutine);
        }
        if (source instanceof Settled<?> settled) {
            return settled.start(Objects.requireNonNull(context));
        }
        if (source instanceof Send<?> || Blocking.isCall(source) || Abi.isSelectable(source)) {
            Context starting = Objects.requireNonNull(runningIn);
            Object value = startHere(source, starting);
            if (starting.signal == Context.NONE) {
                return value;
            }
            awaited = STARTED;
        } else {
            awaited = source;
        }
        try {
            Objects.requireNonNull(CURRENT.get()).leave();
        } catch (Throwable t) { // it goes on
            if (awaited == STARTED) {
                giveUp(Objects.requireNonNull(runningIn));
            }
            awaited = null;
            throw t;
        }
        return take();
    }

    /** Something that runs no coroutine, and for which the stack need not be left if it is ready; or that takes something of this thread along. */
    private static @Nullable Object startHere(Awaitable source, Context context) {
        try {
            return Abi.await(source, context);
        } catch (Throwable t) { // its failure
            giveUp(context);
            throw t;
        }
    }

    private static void giveUp(Context context) {
        context.signal = Context.NONE;
        context.abandon();
    }

    private @Nullable Object inPlace(OnStack<?> coroutine) {
        coroutine.beginInPlace();
        try {
            return OnStack.evaluate(coroutine, this);
        } catch (Throwable t) { // its failure
            throw Rethrow.asIs(t);
        }
    }

    private @Nullable Object take() {
        Throwable thrown = failure;
        Object given = value;
        failure = null;
        value = null;
        if (thrown != null) {
            throw Rethrow.asIs(thrown);
        }
        return given;
    }
}
