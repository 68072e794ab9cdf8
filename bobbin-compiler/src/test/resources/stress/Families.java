package stress;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** What FamiliesTest runs: scopes that wait for their children where other tasks never wait. */
public class Families {
    private Families() {}

    private static Async<Void> untilOver(AtomicBoolean over) {
        while (!over.get()) {
            Bobbin.yieldNow().await();
        }
        return done();
    }

    private static Async<Integer> child(int yields) {
        for (int k = 0; k < yields; k++) {
            Bobbin.yieldNow().await();
        }
        return done(1);
    }

    private static Async<Integer> family(int children, int depth) {
        List<Task<Integer>> tasks = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            for (int k = 0; k < children; k++) {
                tasks.add(scope.spawn(k % 4 == 3 && depth > 0 ? family(children / 4, depth - 1) : child(k % 3)));
            }
            scope.join().await();
        }
        int sum = 0;
        for (Task<Integer> task : tasks) {
            sum += task.await();
        }
        return done(sum);
    }

    /** How many children of children there were in scopes of each size, while as many tasks as that never wait. */
    public static Async<Integer> besideBusyOnes(int sizes, int busy) {
        AtomicBoolean over = new AtomicBoolean();
        int sum = 0;
        try (Scope around = Scope.open()) {
            for (int k = 0; k < busy; k++) {
                around.spawn(untilOver(over));
            }
            for (int size = 0; size < sizes; size++) {
                sum += family(size, 2).await();
            }
            over.set(true);
            around.join().await();
        }
        return done(sum);
    }

    /** Scopes as many deep, one in a child of the other, each with a child beside it: how many children they are, and one. */
    public static Async<Integer> oneInAnother(int depth) {
        if (depth == 0) {
            return done(1);
        }
        int sum = 1;
        try (Scope scope = Scope.open()) {
            Task<Integer> inner = scope.spawn(oneInAnother(depth - 1));
            Task<Integer> beside = scope.spawn(child(0));
            sum += inner.await() + beside.await();
            scope.join().await();
        }
        return done(sum);
    }

    /** In which order the last child of a scope ends, the body goes on, and a task runs that was there before: how often the body was before that. */
    public static Async<Integer> bodiesBeforeAnother(int rounds) {
        int before = 0;
        try (Scope around = Scope.open()) {
            for (int k = 0; k < rounds; k++) {
                AtomicBoolean another = new AtomicBoolean();
                try (Scope scope = Scope.open()) {
                    for (int n = k % 5; n >= 0; n--) {
                        scope.spawn(child(0));
                    }
                    around.spawn(() -> sets(another));
                    scope.join().await();
                    before += another.get() ? 0 : 1;
                }
            }
            around.join().await();
        }
        return done(before);
    }

    private static Async<Void> sets(AtomicBoolean flag) {
        flag.set(true);
        return done();
    }

    /** A scope each, whose child is awaited, and joined then. */
    public static Async<Integer> awaitedAndJoined(int scopes) {
        int sum = 0;
        for (int k = 0; k < scopes; k++) {
            try (Scope scope = Scope.open()) {
                sum += scope.spawn(child(0)).await();
                scope.join().await();
            }
        }
        return done(sum);
    }

    /** The first children block the threads they run on until the last one has run; in between some that end at once. */
    public static Async<Integer> blockedUntilTheLast(int blocked, int between) {
        CountDownLatch last = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(blocked);
        List<Task<Integer>> tasks = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            for (int k = 0; k < blocked; k++) {
                tasks.add(scope.spawn(() -> blocks(last, free)));
            }
            for (int k = 0; k < between; k++) {
                tasks.add(scope.spawn(child(0)));
            }
            tasks.add(scope.spawn(() -> releases(last, free)));
            scope.join().await();
        }
        int sum = 0;
        for (Task<Integer> task : tasks) {
            sum += task.await();
        }
        return done(sum);
    }

    private static Async<Integer> blocks(CountDownLatch last, CountDownLatch free) throws InterruptedException {
        last.await();
        free.countDown();
        return done(1);
    }

    private static Async<Integer> releases(CountDownLatch last, CountDownLatch free) throws InterruptedException {
        last.countDown();
        free.await(); // so that the others are back before this one ends
        return done(1);
    }
}
