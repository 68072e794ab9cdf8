package dev.bobbin;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose pieces of work are tasks of a scheduler. Its monitor guards which there are; that of a piece, which thread it has, so that
 * an interrupt that is meant for it never reaches what its thread does next.
 */
final class TaskExecutor extends AbstractExecutorService {
    private final Scheduler scheduler;

    /** How a task runs plain code. */
    private final Function<Callable<?>, Async<?>> kind;

    /** That have not ended, the oldest first. */
    private final Set<Piece> pieces = new LinkedHashSet<>();

    /** Of those that run, by their tasks. */
    private final Map<Task<?>, Piece> running = new IdentityHashMap<>();

    private boolean shutdown;

    TaskExecutor(Scheduler scheduler, Function<Callable<?>, Async<?>> kind) {
        this.scheduler = scheduler;
        this.kind = kind;
    }

    /** On the worker itself. */
    static Async<?> inTurn(Callable<?> code) {
        return new Spawned<>(() -> {
            code.call();
            return Async.done();
        });
    }

    @Override
    public void execute(Runnable command) {
        Piece piece = new Piece(Objects.requireNonNull(command, "command"));
        synchronized (this) {
            if (shutdown) {
                throw new RejectedExecutionException("this executor has been shut down: it takes no more work");
            }
            pieces.add(piece);
        }
        if (command instanceof TaskExecutor.Work<?> work) {
            work.piece = piece;
        }
        Task<?> task;
        try {
            task = scheduler.start(kind.apply(piece));
        } catch (IllegalStateException e) { // the scheduler has been closed
            remove(piece);
            throw new RejectedExecutionException(e.getMessage(), e);
        }
        piece.started(task);
        task.listen(piece::ended);
    }

    private synchronized void begins(Task<?> task, Piece piece) {
        running.put(task, piece);
    }

    private synchronized void ends(Task<?> task) {
        running.remove(task);
    }

    /** What runs here and now; null if that is nothing of this executor. */
    private @Nullable Piece here() {
        Task<?> task = Task.running();
        synchronized (this) {
            return task == null ? null : running.get(task);
        }
    }

    private synchronized void remove(Piece piece) {
        pieces.remove(piece);
        if (pieces.isEmpty()) {
            notifyAll();
        }
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
        return new Work<>(callable);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
        return new Work<>(() -> {
            runnable.run();
            return value;
        });
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
        notifyAll(); // if there is nothing to wait for
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Piece> open;
        synchronized (this) {
            shutdown();
            open = new ArrayList<>(pieces);
        }
        List<Runnable> never = new ArrayList<>();
        List<Piece> running = new ArrayList<>();
        for (Piece piece : open) {
            if (piece.withdraw()) {
                never.add(piece.command);
            } else {
                running.add(piece);
            }
        }
        running.forEach(Piece::stop); // now, or the thread of one would have time to begin another
        return never;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutdown && pieces.isEmpty();
    }

    @Override
    public synchronized boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (!isTerminated()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    @Override
    public String toString() {
        synchronized (this) {
            return "executor of a scheduler: " + pieces.size() + " not ended" + (shutdown ? ", shut down" : "");
        }
    }

    /** What was handed over. */
    private final class Piece implements Callable<@Nullable Void> {
        final Runnable command;

        private @Nullable Task<?> task;

        private boolean withdrawn;
        private boolean begun;

        /** While it runs. */
        private @Nullable Thread thread;

        private boolean stopped;

        private boolean interrupted;

        Piece(Runnable command) {
            this.command = command;
        }

        @Override
        public @Nullable Void call() {
            Task<?> task = Task.running();
            Throwable reason = task == null ? null : task.takeReason();
            if (reason != null) { // plain code has no other place to be told
                throw Rethrow.asIs(reason);
            }
            synchronized (this) {
                if (withdrawn) {
                    return null;
                }
                begun = true;
                thread = Thread.currentThread();
            }
            if (task != null) {
                begins(task, this);
            }
            try {
                command.run();
            } catch (Cancelled c) { // of the task
                throw c;
            } catch (Throwable t) { // nobody waits for it
                Task.report(t);
            } finally {
                if (task != null) {
                    ends(task);
                }
                synchronized (this) {
                    thread = null;
                    if (interrupted) {
                        Thread.interrupted(); // it was for this
                    }
                }
            }
            return null;
        }

        /** Whether it will never begin, which is said once. */
        synchronized boolean withdraw() {
            boolean now = !begun && !withdrawn;
            withdrawn |= now;
            return now;
        }

        void stop() {
            Task<?> running;
            synchronized (this) {
                stopped = true;
                if (thread != null) {
                    interrupted = true;
                    thread.interrupt();
                }
                running = task;
            }
            if (running != null) {
                running.cancel();
            }
        }

        void started(Task<?> started) {
            boolean stop;
            synchronized (this) {
                task = started;
                stop = stopped;
            }
            if (stop) {
                started.cancel();
            }
        }

        /** The task has ended, perhaps before this began; what was withdrawn is for who has withdrawn it. */
        void ended() {
            boolean never;
            synchronized (this) {
                never = !begun && !withdrawn;
            }
            try {
                if (never && command instanceof Future<?> future) {
                    future.cancel(false);
                }
            } finally { // its done() is the program's
                remove(this);
            }
        }
    }

    /** What {@code submit} returns. It does not interrupt by itself, since only the piece knows until when. */
    private final class Work<T> extends FutureTask<T> {
        @Nullable
        volatile Piece piece;

        Work(Callable<T> callable) {
            super(callable);
        }

        /** Perhaps in another future, which is the command then: so does {@code invokeAny}. */
        @Override
        public void run() {
            if (piece == null) {
                piece = here();
            }
            super.run();
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(false);
            Piece running = piece;
            if (cancelled && mayInterruptIfRunning && running != null) {
                running.stop();
            }
            return cancelled;
        }

        @Override
        protected void setException(Throwable t) {
            if (t instanceof Cancelled) {
                super.cancel(false);
            } else {
                super.setException(t);
            }
        }
    }
}
