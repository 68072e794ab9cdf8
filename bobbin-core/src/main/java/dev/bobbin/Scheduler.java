package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Ledger;
import dev.bobbin.spi.Metrics;
import dev.bobbin.spi.RuntimeProvider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks: on worker threads ({@link #workers}), or all on the calling thread ({@link #single}).
 *
 * <p>Thread-safe.
 */
public final class Scheduler implements AutoCloseable {
    private final Dispatcher dispatcher;
    private final Scope root;
    private final Object closing = new Object();
    private volatile boolean closed;

    /** A scheduler on a dispatcher of one's own, an event loop that exists already say. */
    public Scheduler(Dispatcher dispatcher) {
        this.dispatcher = Objects.requireNonNull(dispatcher, "dispatcher");
        this.root = new Scope(dispatcher, null, null);
        dispatcher.finder(new Deadlocks(root, dispatcher));
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

    /**
     * A scheduler on somebody else's threads: {@code Scheduler.on(SwingUtilities::invokeLater)}, an event loop of Netty's, a pool, a
     * virtual thread for each step. {@link #close} does not shut the executor down. If that refuses a step, the task is cancelled,
     * and the thread that brought the step runs it.
     *
     * @throws IllegalStateException if no runtime is on the class path
     */
    public static Scheduler on(Executor executor) {
        return new Scheduler(runtime().on(Objects.requireNonNull(executor, "executor")));
    }

    /** @throws IllegalStateException if there is none on the class path */
    static RuntimeProvider runtime() {
        if (Provided.RUNTIME == null) {
            throw new IllegalStateException("no runtime with threads: add bobbin-runtime to the class path");
        }
        return Provided.RUNTIME;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** A scheduler without threads: tasks run on the thread that calls {@link #run}, while it does. */
    public static Scheduler single() {
        return new Scheduler(new EventLoop(Provided.RUNTIME));
    }

    /** The scheduler of {@link Bobbin}: a worker for each processor, or an event loop where there is no runtime. */
    public static Scheduler shared() {
        return Shared.INSTANCE;
    }

    /** As {@link Bobbin#run}, on this scheduler. */
    public <T extends @Nullable Object> T run(AsyncSupplier<T> body) {
        return run(root, body);
    }

    private <T extends @Nullable Object> T run(Scope scope, AsyncSupplier<T> body) {
        checkMayWait();
        checkOpen();
        Task<T> task = scope.spawn(supplied(body));
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
        checkOpen();
        return root.spawn(computation);
    }

    /**
     * An executor for code that wants one: each piece of work is a task here, which runs it in one turn. So it should end soon, as any code between two
     * awaits should; what blocks is for {@link Blocking#call}, and what awaits for {@link Bridge#executor}.
     *
     * <pre>{@code HttpClient client = HttpClient.newBuilder().executor(Scheduler.shared().executor()).build(); }</pre>
     *
     * <p>To cancel a future interrupts its work, if that is asked for, as {@code shutdownNow} does. Its end is not the scheduler's; when that is closed
     * with a deadline, work that has not begun is cancelled. To wait for work blocks the thread: on {@link #single}, which has no other, for ever.
     */
    public ExecutorService executor() {
        return new TaskExecutor(this, TaskExecutor::inTurn);
    }

    /**
     * Where the tasks of this scheduler are. Takes a few microseconds, and nothing from those who run.
     *
     * @throws UnsupportedOperationException if its dispatcher does not count
     */
    public Ledger ledger() {
        return dispatcher.ledger();
    }

    /**
     * What this scheduler has done so far and how it stands: how busy each worker is, what is stolen, what waits. Takes some
     * microseconds, and nothing from those who run.
     *
     * @throws UnsupportedOperationException if its dispatcher does not count
     */
    public Metrics metrics() {
        return dispatcher.metrics();
    }

    /**
     * Circles of tasks that wait for each other, as found by a walk through all tasks: each as the log {@code dev.bobbin.deadlock} tells
     * it within a second, task by task. A circle through a lock or a channel is one as far as is known: who has handed the permit of a
     * lock to somebody else, or has not used a channel yet, may still end it. Takes some ten nanoseconds a task, and next to nothing from
     * those who run.
     *
     * @return empty if there is none
     */
    public List<String> deadlocks() {
        return Deadlocks.find(root).stream().map(WaitGraph.Circle::toString).toList();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("this scheduler has been closed: it runs nothing any more");
        }
    }

    /**
     * Ends the worker threads at once; tasks that have not ended are abandoned, without their {@code finally} blocks. What they wait for together
     * with tasks of other schedulers they may still be given, and it is lost then: an element of a channel, the permit of a lock, a turn of a rate
     * limiter. {@link #close(Duration)} ends them first.
     */
    @Override
    public void close() {
        closed = true;
        dispatcher.close();
    }

    /**
     * Cancels what still runs of that which {@link #start} and {@link #run} have started, waits for it to end, and then ends the
     * worker threads. What is started meanwhile is cancelled too.
     *
     * <pre>{@code
     * List<String> late = scheduler.close(Duration.ofSeconds(5));
     * if (!late.isEmpty()) log("not ended in time: " + late);
     * }</pre>
     *
     * @param deadline how long to wait; not at all if it is zero or negative
     * @return the names of the tasks that had not ended by then, or when the calling thread was interrupted, the oldest first; they
     *     are abandoned
     * @throws IllegalStateException on one of the scheduler's own workers, or if it has been closed; with {@link #single}, while another
     *     thread is in {@link #run}: only that thread runs tasks, those that end too. Interrupt it instead, which cancels what it runs
     */
    public List<String> close(Duration deadline) {
        checkMayWait();
        synchronized (closing) { // another such call waits, and is refused
            checkOpen();
            if (!deadline.isNegative() && !deadline.isZero()) {
                Ending ending = new Ending(dispatcher);
                root.cancelChildren();
                if (root.awaitQuiet(ending, ending)) {
                    ending.await(Clock.nanos(deadline));
                    root.forgetWaiter(ending);
                }
            }
            List<String> late = root.running();
            close();
            return late;
        }
    }

    /**
     * What the calling thread waits for: the end of all tasks, or the deadline. It is no task, since there may be no thread to run
     * one: an executor may be busy, or shut down.
     */
    private static final class Ending extends Awaitable {
        private final Dispatcher dispatcher;
        private final Completion over = new Completion();
        private int place;

        Ending(Dispatcher dispatcher) {
            this.dispatcher = dispatcher;
        }

        void await(long nanos) {
            dispatcher.schedule(this, dispatcher.nanoTime() + nanos);
            try {
                dispatcher.runUntil(over);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                dispatcher.cancel(this);
            }
        }

        private void end() {
            over.complete();
            dispatcher.completed(over);
        }

        @Override
        protected boolean wakeFrom(Awaitable source) {
            end();
            return true;
        }

        @Override
        protected void fire() {
            end();
        }

        @Override
        protected int place() {
            return place;
        }

        @Override
        protected void place(int place) {
            this.place = place;
        }

        @Override
        protected @Nullable Object start(Context context) {
            throw new IllegalStateException("not something to await");
        }
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
