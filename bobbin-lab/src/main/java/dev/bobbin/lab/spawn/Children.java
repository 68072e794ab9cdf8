package dev.bobbin.lab.spawn;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Scope;
import dev.bobbin.Task;

/** A parent whose children do next to nothing. */
final class Children {
    /** Of answers, which come without a box: the bench counts what a task takes. */
    static final int ANSWERS = 64;

    private Children() {}

    /** One scope after another, as many children in each as the array has places; gives the sum of their answers. */
    static Async<Long> scopes(int scopes, Task<Integer>[] children) {
        long sum = 0;
        for (int i = 0; i < scopes; i++) {
            sum += scope(children).await();
        }
        return done(sum);
    }

    private static Async<Long> scope(Task<Integer>[] children) {
        long sum = 0;
        try (var scope = Scope.open()) {
            for (int i = 0; i < children.length; i++) {
                children[i] = scope.spawn(child(i % ANSWERS));
            }
            for (Task<Integer> child : children) {
                sum += child.await();
            }
            scope.join().await();
        }
        return done(sum);
    }

    private static Async<Integer> child(int x) {
        return done(Async.done(x).await());
    }

    /** The same for one scope, without tasks. */
    static long expected(int children) {
        long sum = 0;
        for (int i = 0; i < children; i++) {
            sum += i % ANSWERS;
        }
        return sum;
    }
}
