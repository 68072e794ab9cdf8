import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Mutex;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/**
 * Cancellation safety: money has been taken from one account and not yet put into the other when the task is cancelled. Three ways to
 * write it, each cancelled at random 100,000 times: the first loses money, the others do not.
 *
 * <p>{@code ./bobbin run examples/Transfer.java [TRANSFERS [SEED]]}
 */
class Transfer {
    private static final int ACCOUNTS = 10;
    private static final int AT_ONCE = 100;
    private static final int RICH = 1_000;

    /** One way to write a transfer. */
    interface Way {
        Async<Void> transfer(Account from, Account to, int amount);
    }

    /** Its balance may be changed by who holds its lock, which takes a while. */
    static final class Account {
        final Mutex lock = Mutex.of();
        int balance = RICH;

        Async<Void> add(int amount) {
            try (var held = lock.lock().await()) {
                int before = balance;
                Bobbin.yieldNow().await(); // a database would be slower; a cancellation can come here, too
                balance = before + amount;
            }
            return done();
        }
    }

    /** Wrong: a cancellation that arrives in the second add, or before it, comes after the first. */
    static Async<Void> naive(Account from, Account to, int amount) {
        from.add(-amount).await();
        to.add(amount).await();
        return done();
    }

    /** Right: once it has begun it is not cut short. A cancellation waits until it has ended. */
    static Async<Void> masked(Account from, Account to, int amount) {
        Async.uncancellable(naive(from, to, amount)).await();
        return done();
    }

    /** Right, and cut short where it waits: what was done is undone. That is clean-up, so it must not be cut short. */
    static Async<Void> transactional(Account from, Account to, int amount) {
        boolean taken = false;
        boolean given = false;
        try {
            from.add(-amount).await();
            taken = true;
            to.add(amount).await();
            given = true;
        } finally {
            if (taken && !given) {
                Async.uncancellable(from.add(amount)).await();
            }
        }
        return done();
    }

    /** Transfers at random, most of them cancelled after a random while; gives how many were stopped. */
    static Async<Integer> day(Way way, List<Account> accounts, int transfers, long seed) {
        var random = new SplittableRandom(seed);
        int stopped = 0;
        for (int n = 0; n < transfers; n += AT_ONCE) {
            var tasks = new ArrayList<Task<Void>>();
            try (var scope = Scope.supervisor()) {
                for (int i = 0; i < AT_ONCE; i++) {
                    Account from = accounts.get(random.nextInt(ACCOUNTS));
                    Account to = accounts.get(random.nextInt(ACCOUNTS));
                    int amount = random.nextInt(1, 100);
                    tasks.add(scope.spawn(way.transfer(from, to, amount)));
                }
                for (int left = AT_ONCE; left > 0; left--) {
                    if (random.nextInt(4) == 0) {
                        Bobbin.yieldNow().await();
                    }
                    tasks.get(random.nextInt(AT_ONCE)).cancel();
                }
                scope.join().await();
            }
            for (Task<Void> task : tasks) {
                try {
                    task.await();
                } catch (CancellationException e) {
                    stopped++;
                }
            }
        }
        return done(stopped);
    }

    static long lost(String name, Way way, int transfers, long seed) {
        var accounts = new ArrayList<Account>();
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.add(new Account());
        }
        int stopped = Bobbin.run(() -> day(way, accounts, transfers, seed));
        long sum = accounts.stream().mapToLong(account -> account.balance).sum();
        long lost = (long) ACCOUNTS * RICH - sum;
        System.out.printf("%-14s %,d transfers, %,d of them stopped, %,d lost%n", name, transfers, stopped, lost);
        return lost;
    }

    public static void main(String[] args) {
        int transfers = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        System.out.println("seed " + seed);
        lost("naive", Transfer::naive, transfers, seed);
        long masked = lost("masked", Transfer::masked, transfers, seed);
        long transactional = lost("transactional", Transfer::transactional, transfers, seed);
        if (masked != 0 || transactional != 0) {
            throw new AssertionError("money was lost");
        }
    }
}
