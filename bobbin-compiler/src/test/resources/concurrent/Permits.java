package concurrent;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Latch;
import dev.bobbin.Mutex;
import dev.bobbin.Scope;
import dev.bobbin.Semaphore;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/** Semaphores and mutexes whose holders suspend, and whose waiters are cancelled. */
public class Permits {
    /** Of an ordinary int, which is what a mutex is for. */
    private static final class Counter {
        int value;
    }

    private static Async<Void> counts(Mutex mutex, Counter counter, int times) {
        for (int i = 0; i < times; i++) {
            try (var held = mutex.lock().await()) {
                int before = counter.value;
                if (i % 4 == 0) {
                    Bobbin.yieldNow().await();
                }
                counter.value = before + 1;
            }
        }
        return done();
    }

    @Expect("exact")
    public static Async<String> mutex_aroundAnOrdinaryInt() {
        int times = Load.of(1_000, 200_000);
        Mutex mutex = Load.watch(Mutex.of());
        Counter counter = new Counter();
        try (var scope = Scope.open()) {
            for (int i = 0; i < 8; i++) {
                scope.spawn(counts(mutex, counter, times));
            }
            scope.join().await();
        }
        Load.quiet(mutex);
        return done(counter.value == 8 * times && !mutex.isLocked() ? "exact" : counter.value + ", " + mutex);
    }

    /** Each closes its permit by hand, lets others have the lock, and closes it again at the end of the block. */
    private static Async<Void> closesTwice(Mutex mutex, Counter counter, int times) {
        for (int i = 0; i < times; i++) {
            try (var held = mutex.lock().await()) {
                int before = counter.value;
                if (i % 3 == 0) {
                    Bobbin.yieldNow().await();
                }
                counter.value = before + 1;
                held.close();
                Bobbin.yieldNow().await();
            }
        }
        return done();
    }

    @Expect("exact")
    public static Async<String> permitsClosedTwice_giveBackTheirOwnOnly() {
        int times = Load.of(500, 100_000);
        Mutex mutex = Load.watch(Mutex.of());
        Counter counter = new Counter();
        try (var scope = Scope.open()) {
            for (int i = 0; i < 8; i++) {
                scope.spawn(closesTwice(mutex, counter, times));
            }
            scope.join().await();
        }
        Load.quiet(mutex);
        return done(counter.value == 8 * times && !mutex.isLocked() ? "exact" : counter.value + ", " + mutex);
    }

    private static Async<Void> acquires(Semaphore semaphore, int total, AtomicInteger used, int times, SplittableRandom random) {
        for (int i = 0; i < times; i++) {
            int permits = random.nextInt(1, total + 1);
            try (var held = semaphore.acquire(permits).await()) {
                int now = used.addAndGet(permits);
                try {
                    Load.check(now <= total, "%s permits of %s are used", now, total);
                    if (random.nextInt(3) == 0) {
                        Bobbin.yieldNow().await();
                    }
                } finally {
                    used.addAndGet(-permits);
                }
            }
        }
        return done();
    }

    @Expect("all back")
    public static Async<String> semaphore_byDifferentNumbers() {
        int total = 7;
        int times = Load.of(1_000, 200_000);
        SplittableRandom random = Load.random();
        Semaphore semaphore = Load.watch(Semaphore.of(total));
        AtomicInteger used = new AtomicInteger();
        try (var scope = Scope.open()) {
            for (int i = 0; i < 10; i++) {
                scope.spawn(acquires(semaphore, total, used, times, random.split()));
            }
            scope.join().await();
        }
        Load.quiet(semaphore);
        return done(semaphore.available() == total ? "all back" : semaphore.toString());
    }

    private static Async<Void> acquiresOne(Semaphore semaphore, Latch through) {
        try (var held = semaphore.acquire().await()) {
            through.countDown();
            through.opened().await();
        }
        return done();
    }

    private static Async<Void> acquiresAll(Semaphore semaphore, int total) {
        try (var held = semaphore.acquire(total).await()) {
            return done();
        }
    }

    /** One waits for all permits, and those behind it for one each, of which there are enough; then the first is cancelled. */
    @Expect("let through")
    public static Async<String> bigWaiterCancelled_letsSmallOnesThrough() {
        int rounds = Load.of(500, 100_000);
        int total = 4;
        for (int round = 0; round < rounds; round++) {
            Semaphore semaphore = Load.watch(Semaphore.of(total));
            semaphore.tryAcquire();
            Latch through = Load.watch(Latch.of(total - 1));
            try (var scope = Scope.open()) {
                Task<Void> big = scope.spawn(acquiresAll(semaphore, total));
                while (round % 2 == 0 && !semaphore.toString().contains(" 1 waiting")) {
                    Bobbin.yieldNow().await();
                }
                for (int i = 0; i < total - 1; i++) {
                    scope.spawn(acquiresOne(semaphore, through));
                }
                big.cancel();
                scope.join().await();
            }
            semaphore.release();
            Load.check(semaphore.available() == total, "%s", semaphore);
            Load.quiet(semaphore);
            Load.unwatch();
        }
        return done("let through");
    }

    /** Until it is cancelled: while it waits for permits, for the mutex, or holding some. */
    private static Async<Void> holds(Semaphore semaphore, int permits, AtomicInteger used, int total, Mutex mutex, Counter counter) {
        for (; ; ) {
            try (var held = semaphore.acquire(permits).await()) {
                int now = used.addAndGet(permits);
                try {
                    Load.check(now <= total, "%s permits of %s are used", now, total);
                    try (var locked = mutex.lock().await()) {
                        int before = counter.value;
                        Async.uncancellable(Bobbin.yieldNow()).await();
                        counter.value = before + 1;
                    }
                } finally {
                    used.addAndGet(-permits);
                }
            }
            Bobbin.yieldNow().await(); // or it might never come to a suspension point where it can be cancelled
        }
    }

    @Expect("all back")
    public static Async<String> waitersCancelled_atRandom() {
        int rounds = Load.of(300, 30_000);
        int total = 3;
        SplittableRandom random = Load.random();
        for (int round = 0; round < rounds; round++) {
            Semaphore semaphore = Load.watch(Semaphore.of(total));
            Mutex mutex = Load.watch(Mutex.of());
            AtomicInteger used = new AtomicInteger();
            Counter counter = new Counter();
            List<Task<Void>> tasks = new ArrayList<>();
            try (var scope = Scope.open()) {
                for (int i = 0; i < 6; i++) {
                    tasks.add(scope.spawn(holds(semaphore, 1 + i % total, used, total, mutex, counter)));
                }
                for (Task<Void> task : tasks) {
                    for (int n = random.nextInt(6); n > 0; n--) {
                        Bobbin.yieldNow().await();
                    }
                    task.cancel();
                }
                for (Task<Void> task : tasks) {
                    try {
                        task.await();
                    } catch (CancellationException cancelled) {
                        continue; // as it was asked to
                    }
                }
                scope.join().await();
            }
            Load.check(semaphore.available() == total && !mutex.isLocked(), "round %s: %s, %s", round, semaphore, mutex);
            Load.quiet(semaphore);
            Load.quiet(mutex);
            Load.unwatch();
        }
        return done("all back");
    }
}
