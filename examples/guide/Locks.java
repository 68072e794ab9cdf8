import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Barrier;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Condition;
import dev.bobbin.Latch;
import dev.bobbin.Mutex;
import dev.bobbin.Permit;
import dev.bobbin.RateLimiter;
import dev.bobbin.ReadWriteLock;
import dev.bobbin.Scope;
import dev.bobbin.Semaphore;
import dev.bobbin.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The programs of docs/guide/channels.md on locks and threads; a test holds the page against them. {@code ./bobbin run examples/guide/Locks.java} */
class Locks {
    static final class Account {
        private final Mutex mutex = Mutex.of();
        private int balance;

        Async<Void> add(int amount) {
            try (var held = mutex.lock().await()) {
                int before = balance;
                audit(amount).await(); // others may run here; none is in this block
                balance = before + amount;
            }
            return done();
        }

        Async<Boolean> addSoon(int amount) {
            try (var held = lockSoon().await()) {
                balance += amount;
                return done(true);
            } catch (TimeoutException e) {
                return done(false);
            }
        }

        private Async<Permit> lockSoon() throws TimeoutException {
            return mutex.lock().timeout(Duration.ofMillis(10));
        }
    }

    static Async<Void> audit(int amount) {
        return Bobbin.yieldNow();
    }

    static Async<String> accounts() {
        Account account = new Account();
        try (var scope = Scope.open()) {
            for (int i = 1; i <= 100; i++) {
                scope.spawn(account.add(i));
            }
            scope.join().await();
        }
        boolean free = account.addSoon(1).await();
        boolean taken;
        try (var held = account.mutex.lock().await()) {
            taken = account.addSoon(1).await();
        }
        return done(account.balance + " " + free + " " + taken);
    }

    static final class Box {
        private final Mutex mutex = Mutex.of();
        private final Condition filled = mutex.condition();
        private final Queue<Integer> items = new ArrayDeque<>();

        Async<Integer> takeTwo() {
            try (var held = mutex.lock().await()) {
                while (items.size() < 2) { // a loop: somebody else may have been quicker
                    filled.signalled().await(); // gives the mutex back, waits, and has it again
                }
                return done(items.remove() + items.remove());
            }
        }

        Async<Void> put(int item) {
            try (var held = mutex.lock().await()) {
                items.add(item);
                filled.signal();
            }
            return done();
        }
    }

    static Async<Integer> box() {
        Box box = new Box();
        try (var scope = Scope.open()) {
            Task<Integer> two = scope.spawn(box.takeTwo());
            box.put(1).await();
            box.put(2).await();
            scope.join().await();
            return done(two.await());
        }
    }

    static final class Names {
        private final ReadWriteLock lock = ReadWriteLock.of();
        private final Map<Integer, String> known = new HashMap<>();
        private int lookups;

        Async<String> name(int id) {
            try (var reading = lock.read().await()) { // any number at a time
                if (known.containsKey(id)) {
                    return done(known.get(id));
                }
            } // not reentrant: whoever wants to write reads no longer
            try (var writing = lock.write().await()) { // alone
                if (!known.containsKey(id)) { // another may have been here in between
                    known.put(id, lookUp(id).await());
                }
                return done(known.get(id));
            }
        }

        private Async<String> lookUp(int id) {
            Bobbin.yieldNow().await();
            lookups++;
            return done("name " + id);
        }
    }

    static Async<String> names() {
        Names names = new Names();
        List<String> found = Async.parallelMap(List.of(1, 2, 1, 2, 1), 5, id -> names.name(id)).await();
        return done(found + " " + names.lookups);
    }

    static final class Database {
        private final Semaphore connections = Semaphore.of(2);
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Async<String> query(String what) {
            try (var permit = connections.acquire().await()) {
                return done(ask(what).await()); // two of these at a time
            }
        }

        private Async<String> ask(String what) {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            Bobbin.yieldNow().await();
            open.decrementAndGet();
            return done(what + "?");
        }
    }

    static Async<Integer> queries() {
        Database database = new Database();
        try (var scope = Scope.open()) {
            for (int i = 0; i < 50; i++) {
                scope.spawn(database.query("what"));
            }
            scope.join().await();
        }
        return done(database.most.get());
    }

    static Async<Void> serve(Latch started) {
        started.countDown();
        return done();
    }

    static Async<String> started() {
        try (var scope = Scope.open()) {
            Latch started = Latch.of(3);
            for (int i = 0; i < 3; i++) {
                scope.spawn(serve(started));
            }
            started.opened().await(); // all three have
            scope.join().await();
            return done(started.count() + " to go");
        }
    }

    static Async<Void> step(int mine, int[] cells, Barrier barrier) {
        for (int round = 0; round < 10; round++) {
            int left = cells[(mine + cells.length - 1) % cells.length];
            barrier.arrive().await(); // all have read
            cells[mine] += left;
            barrier.arrive().await(); // all have written
        }
        return done();
    }

    static Async<Integer> rounds() {
        int[] cells = {1, 1, 1, 1};
        Barrier barrier = Barrier.of(cells.length);
        try (var scope = Scope.open()) {
            for (int i = 0; i < cells.length; i++) {
                scope.spawn(step(i, cells, barrier));
            }
            scope.join().await();
        }
        return done(cells[0]);
    }

    static Async<String> fetch(String url) {
        return done(url);
    }

    static Async<Integer> politely(List<String> urls) {
        RateLimiter limit = RateLimiter.of(1000, Duration.ofSeconds(1));
        int length = 0;
        for (String url : urls) {
            limit.acquire().await(); // a thousand per second, each a millisecond after the one before
            length += fetch(url).await().length();
        }
        return done(length);
    }

    static Async<List<Integer>> fromAThread() {
        var numbers = Channel.<Integer>buffered(2);
        Thread thread = new Thread(() -> {
            for (int n = 1; n <= 5; n++) {
                numbers.sendBlocking(n); // blocks this thread while the channel is full
            }
            numbers.close();
        });
        thread.start();
        return done(numbers.elements().toList().await());
    }

    static List<Integer> toAThread() {
        var numbers = Channel.<Integer>rendezvous();
        Task<Void> sender = Bobbin.start(numbers.send(1));
        List<Integer> received = new ArrayList<>();
        received.add(numbers.receiveBlocking()); // blocks the thread that runs main
        return received;
    }

    public static void main(String[] args) {
        check("5051 true false", Bobbin.run(() -> accounts()));
        check(3, Bobbin.run(() -> box()));
        check("[name 1, name 2, name 1, name 2, name 1] 2", Bobbin.run(() -> names()));
        check(true, Bobbin.run(() -> queries()) <= 2);
        check("0 to go", Bobbin.run(() -> started()));
        check(1024, Bobbin.run(() -> rounds()));
        check(6, Bobbin.run(() -> politely(List.of("a", "bb", "ccc"))));
        check(List.of(1, 2, 3, 4, 5), Bobbin.run(() -> fromAThread()));
        check(List.of(1), toAThread());
        System.out.println("fine");
    }

    private static void check(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }
}
