package dev.bobbin.sync;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;

/** Tasks of several schedulers, some of which are cancelled at some time. */
final class Crowd implements AutoCloseable {
    private static final long SEED =
            Long.getLong("sync.seed", ThreadLocalRandom.current().nextLong());

    final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Scheduler> schedulers = new ArrayList<>();
    private final List<Task<?>> tasks = new ArrayList<>();
    private final List<Task<?>> kept = new ArrayList<>();

    /** @param workers how many each scheduler has */
    Crowd(int... workers) {
        System.out.println("-Dsync.seed=" + SEED);
        for (int count : workers) {
            schedulers.add(Scheduler.workers(count));
        }
    }

    Task<Void> start(Rounds.Body body) {
        return start(new Rounds(body));
    }

    <T> Task<T> start(Async<T> async) {
        Task<T> task = schedulers.get(random.nextInt(schedulers.size())).start(async);
        tasks.add(task);
        return task;
    }

    /** These are not cancelled. */
    void keep(Task<?>... some) {
        kept.addAll(List.of(some));
    }

    /** As {@link #end}, but those who wait for what will not come are cancelled too. */
    void endOrCancel(int oneIn, Object what) {
        cancelSome(tasks.size() / oneIn);
        List<Task<?>> running = new ArrayList<>(tasks);
        for (int round = 0; round < 2_000; round++) {
            pause();
            running.removeIf(Task::isDone);
        }
        running.forEach(Task::cancel);
        end(Integer.MAX_VALUE, what);
    }

    private void cancelSome(int many) {
        for (int i = 0; i < many; i++) {
            Task<?> task = tasks.get(random.nextInt(tasks.size()));
            if (!kept.contains(task)) {
                task.cancel();
            }
            for (int n = random.nextInt(20); n > 0; n--) {
                pause();
            }
        }
    }

    /** Cancels about one in so many, and lets all end; what they throw is thrown. */
    void end(int oneIn, Object what) {
        cancelSome(tasks.size() / oneIn);
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        for (Task<?> task : tasks) {
            while (!task.isDone()) {
                if (System.nanoTime() > until) {
                    throw new AssertionError(this + ": "
                            + tasks.stream().filter(t -> !t.isDone()).toList() + " at " + what);
                }
                Thread.onSpinWait();
            }
        }
        for (Task<?> task : tasks) {
            outcome(task);
        }
        tasks.clear();
    }

    /** What the task has thrown is thrown, unless it was cancelled. */
    static void outcome(Task<?> task) {
        try {
            task.toFuture().join();
        } catch (CancellationException e) {
            return;
        } catch (Throwable t) { // of the task
            throw new AssertionError("seed " + SEED, t);
        }
    }

    void pause() {
        for (int i = random.nextInt(2_000); i > 0; i--) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        schedulers.forEach(Scheduler::close);
    }

    @Override
    public String toString() {
        return "seed " + SEED;
    }
}
