package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value for all that a computation awaits and spawns, without being passed as an argument: who is logged in, which request this is.
 *
 * <pre>{@code
 * static final Local<User> USER = Local.of();
 *
 * USER.where(user, () -> handle(request)).await();    // anywhere inside: USER.get()
 * }</pre>
 *
 * <p>It cannot be changed, only bound anew for something inside. The children of a scope have what was bound where the scope was
 * opened. It is the same on every JDK, and has nothing to do with threads: code in {@link Blocking#call} does not see it, unless it is {@linkplain #carried carried}
 * and seen where it is carried to.
 *
 * <p>How it works: a binding belongs to a scope, in which the computation runs as the only child. So a task has no field for it, and
 * {@link #get} looks through the scopes around the running task, from the inside.
 */
public final class Local<T> {
    /** Of type {@code T}, as all bindings of this are. */
    private final @Nullable Function<Object, Runnable> carrier;

    private Local(@Nullable Function<Object, Runnable> carrier) {
        this.carrier = carrier;
    }

    /** A new one, bound to nothing. */
    public static <T> Local<T> of() {
        return new Local<>(null);
    }

    /**
     * A new one, bound to nothing, whose value is also where code looks for it that knows nothing of coroutines: in a thread-local, of a logger or
     * of a tracer.
     *
     * <pre>{@code
     * static final Local<Context> TRACE = Local.carried(context -> context.makeCurrent()::close);    // OpenTelemetry's
     * }</pre>
     *
     * <p>While a task that has a value bound has a thread, the value is in that thread: from the first statement to each wait, and from there on
     * again, whichever thread it is then. The same holds for what it runs with {@link Blocking#call} and {@link Bridge#run}. What code changes
     * there itself lasts until the next wait: bind it anew instead.
     *
     * <p>From the first call of this on, each turn of any task costs a look through the scopes around it.
     *
     * @param carrier puts a value into the calling thread, and returns what takes it out of the same thread again and puts back what was there
     *     before. It is called by any thread. What either throws is for the thread's uncaught exception handler, and the task goes on.
     */
    @SuppressWarnings("unchecked") // see the field
    public static <T> Local<T> carried(Function<? super T, ? extends Runnable> carrier) {
        Carried.any = true;
        return new Local<>((Function<Object, Runnable>) (Function<?, ?>) Objects.requireNonNull(carrier, "carrier"));
    }

    /** Runs the computation with the value bound: when it is awaited, as a task of its own, whose end is awaited. */
    public <R extends @Nullable Object> Async<R> where(T value, AsyncSupplier<R> computation) {
        return new Bound<>(
                new Binding(this, Objects.requireNonNull(value, "value")),
                new Spawned<>(Objects.requireNonNull(computation, "computation")));
    }

    /**
     * The value bound for the running task.
     *
     * @throws NoSuchElementException if there is none, as always outside a coroutine
     */
    public T get() {
        T value = find();
        if (value == null) {
            throw new NoSuchElementException("nothing is bound here: run it inside local.where(value, () -> ...)");
        }
        return value;
    }

    /** The value bound for the running task, or another. */
    public T orElse(T otherwise) {
        T value = find();
        return value == null ? otherwise : value;
    }

    /** Whether a value is bound for the running task. */
    public boolean isBound() {
        return find() != null;
    }

    @SuppressWarnings("unchecked") // a binding of this local has a value of its type
    private @Nullable T find() {
        Context context = Context.current();
        Awaitable running = context == null ? null : context.running();
        if (running == null) {
            return null;
        }
        for (Scope scope = ((Task<?>) running).innermostScope(); scope != null; scope = scope.around()) {
            Binding binding = scope.binding();
            if (binding != null && binding.local == this) {
                return (T) binding.value;
            }
        }
        return null;
    }

    /** What puts its values into threads; null if nothing does. */
    @Nullable
    Function<Object, Runnable> carrier() {
        return carrier;
    }

    /** A value bound. */
    record Binding(Local<?> local, Object value) {}

    /** The computation inside a binding. */
    static final class Bound<R extends @Nullable Object> extends Group<R, R> {
        private final Binding binding;

        Bound(Binding binding, Async<R> computation) {
            super(List.of(computation), null);
            this.binding = binding;
        }

        Binding binding() {
            return binding;
        }

        @Override
        protected String what() {
            return "Local.where()";
        }

        @Override
        boolean keepsResult() {
            return true;
        }

        @Override
        boolean mayEndEarly() {
            return false;
        }

        @Override
        public boolean ended(Task<?> child, @Nullable Throwable failure) {
            return false;
        }

        @Override
        @SuppressWarnings("unchecked")
        R outcome(Task<?> awaiting) throws Throwable {
            Task<R> child = (Task<R>) children.get(0);
            if (child.isStopped()) {
                throw stopped(awaiting);
            }
            Throwable failure = child.failure();
            if (failure != null) {
                throw failure;
            }
            return child.result();
        }
    }
}
