package dev.bobbin.lab.yielding;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.List;

/** Tasks that do nothing but let others run. */
final class Yields {
    private Yields() {}

    /** So many tasks, each of which yields so often; gives how often they did, all together. */
    static Async<Integer> all(int tasks, int each) {
        int sum = 0;
        try (var scope = Scope.open()) {
            List<Task<Integer>> yielding = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                yielding.add(scope.spawn(some(each)));
            }
            for (Task<Integer> task : yielding) {
                sum += task.await();
            }
            scope.join().await();
        }
        return done(sum);
    }

    private static Async<Integer> some(int yields) {
        int count = 0;
        while (count < yields) {
            Bobbin.yieldNow().await();
            count++;
        }
        return done(count);
    }
}
