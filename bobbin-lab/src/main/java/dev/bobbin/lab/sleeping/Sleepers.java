package dev.bobbin.lab.sleeping;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Scheduler;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.lab.heap.Heap;
import dev.bobbin.lab.trial.Answer;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Tasks that sleep, and the array that holds them. They are spawned in batches, so that the scheduler's queue, which is no part of a
 * sleeping task, stays short. All run on one thread.
 */
final class Sleepers {
    private static final int BATCH = 1000;
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofHours(1);

    private final Task<Integer>[] tasks;
    private final Scheduler scheduler;
    private Heap before = Heap.now();
    private Heap after = before;

    @SuppressWarnings("unchecked")
    Sleepers(int size, Scheduler scheduler) {
        this.scheduler = scheduler;
        tasks = (Task<Integer>[]) new Task<?>[size];
    }

    /** All sleep for a moment, wake not before it is over, and answer. */
    Async<Void> wake() {
        try (var scope = Scope.open()) {
            long start = System.nanoTime();
            spawn(scope, true).await();
            scope.join().await();
            boolean early = System.nanoTime() - start < MOMENT.toNanos();
            Answer.check("tasks that slept too short", 0, early ? 1 : 0);
            for (int i = 0; i < tasks.length; i++) {
                int answer = tasks[i].await();
                Answer.check("answer of task " + i, i, answer);
            }
        }
        return done();
    }

    /** All sleep for long, are counted and cancelled, and must have ended so. */
    Async<Void> count() {
        try (var scope = Scope.open()) {
            // Each count keeps the one before alive: so the last leaves no more than it found.
            for (int i = 0; i < 3; i++) {
                before = Heap.now();
                after = before;
            }
            spawn(scope, false).await();
            Answer.check("tasks that sleep", tasks.length, scheduler.ledger().parked());
            after = Heap.now();
            scope.cancel();
            scope.join().await();
            int cancelled = 0;
            for (Task<Integer> task : tasks) {
                try {
                    task.await();
                } catch (CancellationException e) {
                    cancelled++;
                }
            }
            Answer.check("cancelled tasks", tasks.length, cancelled);
        }
        return done();
    }

    private Async<Void> spawn(Scope scope, boolean momentarily) {
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = scope.spawn(momentarily ? nap(i) : sleep(i));
            if (i % BATCH == BATCH - 1) {
                Bobbin.yieldNow().await();
            }
        }
        Bobbin.yieldNow().await();
        return done();
    }

    private static Async<Integer> nap(int answer) {
        Clock.sleep(MOMENT).await();
        return done(answer);
    }

    /** What is counted: one {@code int} lives across the await. */
    private static Async<Integer> sleep(int answer) {
        Clock.sleep(LONG).await();
        return done(answer);
    }

    Heap before() {
        return before;
    }

    Heap after() {
        return after;
    }

    Task<Integer> anyTask() {
        return tasks[0];
    }
}
