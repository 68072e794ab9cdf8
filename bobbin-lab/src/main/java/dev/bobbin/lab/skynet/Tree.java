package dev.bobbin.lab.skynet;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Scope;
import dev.bobbin.Task;

/** A task that starts ten, which start ten each, and so on down to the leaves; each gives the sum of what is below it. */
final class Tree {
    static final int BRANCHES = 10;

    private Tree() {}

    /** The sum of so many leaves, which are numbered from the first. */
    static Async<Long> sum(long first, int leaves) {
        if (leaves == 1) {
            return done(first);
        }
        long sum = 0;
        try (var scope = Scope.open()) {
            @SuppressWarnings("unchecked")
            Task<Long>[] below = (Task<Long>[]) new Task<?>[BRANCHES];
            int each = leaves / BRANCHES;
            for (int i = 0; i < BRANCHES; i++) {
                below[i] = scope.spawn(sum(first + (long) i * each, each));
            }
            for (Task<Long> task : below) {
                sum += task.await();
            }
            scope.join().await();
        }
        return done(sum);
    }

    /** What {@link #sum} is to give. */
    static long expected(int leaves) {
        return (long) leaves * (leaves - 1) / 2;
    }
}
