package dev.bobbin.lab.parked;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Completer;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.lab.heap.Heap;
import dev.bobbin.lab.trial.Answer;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that all wait, the promises they wait for, and the arrays that hold both. All but the tasks is made before the
 * first count.
 *
 * <p>They are spawned in batches, so that the scheduler's queue, which is no part of a waiting task, stays short.
 */
final class Crowd {
    private static final int BATCH = 1000;

    private final Shape shape;
    private final int size;
    private final Async<Integer>[] promises;
    private final Task<Integer>[] tasks;
    private final Completer<Integer>[] waited;
    private int waiting;
    private Heap before = Heap.now();
    private @Nullable Heap after;

    Crowd(Shape shape, int size) {
        this.shape = shape;
        this.size = size;
        promises = array(new Async<?>[size]);
        tasks = array(new Task<?>[size]);
        waited = array(new Completer<?>[size]);
        // One for all: a promise lets go of its own when it is awaited, which would hide as many bytes of the task's.
        Consumer<Completer<Integer>> starter = completer -> waited[waiting++] = completer;
        for (int i = 0; i < size; i++) {
            promises[i] = Async.create(starter);
        }
    }

    /** Has all wait, counts, gives each its value and checks what comes back. */
    static Async<Void> deliver(Crowd crowd) {
        try (var scope = Scope.open()) {
            crowd.countBefore();
            for (int i = 0; i < crowd.size; i++) {
                crowd.tasks[i] = scope.spawn(crowd.shape.waiting(crowd.promises[i], i));
                if (i % BATCH == BATCH - 1) {
                    Bobbin.yieldNow().await();
                }
            }
            Bobbin.yieldNow().await();
            crowd.countAfter();
            crowd.completeAll();
            scope.join().await();
            for (int i = 0; i < crowd.size; i++) {
                int result = crowd.tasks[i].await();
                Answer.check("result of task " + i, crowd.shape.expected(2 * i, i), result);
            }
        }
        return done();
    }

    /** Has all wait, cancels them and checks that each has ended so. */
    static Async<Void> cancel(Crowd crowd) {
        try (var scope = Scope.open()) {
            for (int i = 0; i < crowd.size; i++) {
                crowd.tasks[i] = scope.spawn(crowd.shape.waiting(crowd.promises[i], i));
                if (i % BATCH == BATCH - 1) {
                    Bobbin.yieldNow().await();
                }
            }
            Bobbin.yieldNow().await();
            Answer.check("tasks that wait", crowd.size, crowd.waiting);
            scope.cancel();
            scope.join().await();
            int cancelled = 0;
            for (int i = 0; i < crowd.size; i++) {
                try {
                    crowd.tasks[i].await();
                } catch (CancellationException e) {
                    cancelled++;
                }
            }
            Answer.check("cancelled tasks", crowd.size, cancelled);
        }
        return done();
    }

    Heap before() {
        return before;
    }

    Heap after() {
        return Objects.requireNonNull(after, "not counted yet");
    }

    Task<Integer> anyTask() {
        return tasks[0];
    }

    /** More than once: each count keeps the one before alive, so that the last leaves no more behind than it found. */
    private void countBefore() {
        for (int i = 0; i < 3; i++) {
            before = Heap.now();
        }
        after = before;
    }

    private void countAfter() {
        Answer.check("tasks that wait", size, waiting);
        after = Heap.now();
    }

    private void completeAll() {
        for (int i = 0; i < size; i++) {
            waited[i].complete(2 * i);
        }
    }

    /** Filled by the constructor, or by index before it is read. */
    @SuppressWarnings("unchecked")
    private static <A> A array(Object[] untyped) {
        return (A) untyped;
    }
}
