package concurrent;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Mutex;
import dev.bobbin.Scope;
import dev.bobbin.Semaphore;
import java.util.ArrayList;
import java.util.List;

/** They dine with mutexes in an order, or with semaphores and one guest less at the table than there are seats. */
public class Philosophers {
    private static final int SEATS = 5;

    /** A fork notes, without any synchronisation of its own, whether two eat with it. */
    private static final class Fork {
        final Mutex mutex = Load.watch(Mutex.of());
        final Semaphore semaphore = Load.watch(Semaphore.of(1));
        private boolean used;
        private int meals;

        void take() {
            Load.check(!used, "a fork is used by two");
            used = true;
        }

        void putBack() {
            used = false;
            meals++;
        }
    }

    private static List<Fork> forks() {
        List<Fork> forks = new ArrayList<>();
        for (int i = 0; i < SEATS; i++) {
            forks.add(new Fork());
        }
        return forks;
    }

    private static Async<Void> eat(Fork left, Fork right) {
        left.take();
        right.take();
        Bobbin.yieldNow().await();
        right.putBack();
        left.putBack();
        return done();
    }

    private static Async<Void> lowerForkFirst(Fork low, Fork high, int meals) {
        for (int i = 0; i < meals; i++) {
            try (var one = low.mutex.lock().await()) {
                try (var other = high.mutex.lock().await()) {
                    eat(low, high).await();
                }
            }
        }
        return done();
    }

    private static Async<Void> seated(Semaphore table, Fork left, Fork right, int meals) {
        for (int i = 0; i < meals; i++) {
            try (var seat = table.acquire().await();
                    var one = left.semaphore.acquire().await();
                    var other = right.semaphore.acquire().await()) {
                eat(left, right).await();
            }
        }
        return done();
    }

    private static String meals(List<Fork> forks, int expected) {
        for (Fork fork : forks) {
            Load.check(fork.meals == 2 * expected, "%s meals with a fork", fork.meals);
            Load.check(!fork.mutex.isLocked() && fork.semaphore.available() == 1, "a fork is kept");
            Load.quiet(fork.mutex);
            Load.quiet(fork.semaphore);
        }
        return "all have eaten";
    }

    @Expect("all have eaten")
    public static Async<String> withMutexes() {
        int meals = Load.of(1_000, 200_000);
        List<Fork> forks = forks();
        try (var scope = Scope.open()) {
            for (int i = 0; i < SEATS; i++) {
                int left = i;
                int right = (i + 1) % SEATS;
                scope.spawn(lowerForkFirst(
                        forks.get(Math.min(left, right)), forks.get(Math.max(left, right)), meals));
            }
            scope.join().await();
        }
        return done(meals(forks, meals));
    }

    @Expect("all have eaten")
    public static Async<String> withSemaphores() {
        int meals = Load.of(1_000, 200_000);
        List<Fork> forks = forks();
        Semaphore table = Load.watch(Semaphore.of(SEATS - 1));
        try (var scope = Scope.open()) {
            for (int i = 0; i < SEATS; i++) {
                scope.spawn(seated(table, forks.get(i), forks.get((i + 1) % SEATS), meals));
            }
            scope.join().await();
        }
        Load.check(table.available() == SEATS - 1, "the table: %s", table);
        return done(meals(forks, meals));
    }
}
