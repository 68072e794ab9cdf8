package dev.bobbin;

import dev.bobbin.spi.Completion;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.RuntimeProvider;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks: on worker threads ({@link #workers}), or all on the calling thread ({@link #single}).
 *
 * <p>Thread-safe.
 */
public final class Scheduler implements AutoCloseable {
    private final Dispatcher dispatcher;
    private final Scope root;

    /** A scheduler on a dispatcher of one's own, an event loop that exists already say. */
    public Scheduler(Dispatcher dispatcher) {
        this.dispatcher = Objects.requireNonNull(dispatcher, "dispatcher");
        this.root = new Scope(dispatcher, null, null);
    }

    /**
     * A scheduler with worker threads of its own, which are daemons; {@link #close} ends them.
     *
     * @param workers how many, at least 1
     * @throws IllegalStateException if no runtime is on the class path
     */
    public static Scheduler workers(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("a scheduler needs at least 1 worker, not " + workers);
        }
        return new Scheduler(runtime().workers(workers));
    }

    /** @throws IllegalStateException if there is none on the class path */
    static RuntimeProvider runtime() {
        if (Provided.RUNTIME == null) {
            throw new IllegalStateException("no runtime with threads: add bobbin-runtime to the class path");
        }
        return Provided.RUNTIME;
    }

    /** A scheduler without threads: tasks run on the thread that calls {@link #run}, while it does. */
    public static Scheduler single() {
        return new Scheduler(new EventLoop());
    }

    /** The scheduler of {@link Bobbin}: a worker for each processor, or an event loop where there is no runtime. */
    public static Scheduler shared() {
        return Shared.INSTANCE;
    }

    /** As {@link Bobbin#run}, on this scheduler. */
    public <T extends @Nullable Object> T run(AsyncSupplier<T> body) {
        checkMayWait();
        Task<T> task = root.spawn(supplied(body));
        Completion completion = new Completion();
        task.listen(() -> {
            completion.complete();
            dispatcher.completed(completion);
        });
        boolean interrupted = false;
        while (!completion.isComplete()) {
            try {
                dispatcher.runUntil(completion);
            } catch (InterruptedException e) {
                interrupted = true;
                task.cancel();
            } catch (Throwable t) { // the task must not go on alone
                task.cancel();
                throw t;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable failure = task.failure();
        if (failure instanceof CancellationException && interrupted) {
            throw new CancellationException("interrupted while waiting for " + task.name());
        }
        if (failure != null) {
            throw Rethrow.asIs(failure);
        }
        return task.result();
    }

    private static <T extends @Nullable Object> Async<T> supplied(AsyncSupplier<T> body) {
        try {
            return Objects.requireNonNull(
                    body.get(), "the supplier of a computation returned null instead of an Async");
        } catch (Exception e) { // the computation's failure, as it is
            throw Rethrow.asIs(e);
        }
    }

    /** Lets the dispatcher refuse this thread before anything has been started: waiting for what is complete takes no time. */
    private void checkMayWait() {
        Completion nothing = new Completion();
        nothing.complete();
        try {
            dispatcher.runUntil(nothing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the wait that follows will see it
        }
    }

    /** As {@link Bobbin#start}, on this scheduler. */
    public <T extends @Nullable Object> Task<T> start(Async<T> computation) {
        return root.spawn(computation);
    }

    /** Ends the worker threads; tasks that have not ended are abandoned. */
    @Override
    public void close() {
        dispatcher.close();
    }

    private static final class Provided {
        static final @Nullable RuntimeProvider RUNTIME = ServiceLoader.load(
                        RuntimeProvider.class, Scheduler.class.getClassLoader())
                .findFirst()
                .orElse(null);
    }

    private static final class Shared {
        static final Scheduler INSTANCE = Provided.RUNTIME == null
                ? single()
                : workers(Runtime.getRuntime().availableProcessors());
    }
}
