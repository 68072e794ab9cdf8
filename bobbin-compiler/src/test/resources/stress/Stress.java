package stress;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/** What StressTest runs on many workers. */
public class Stress {
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure() {
            super("child", null, true, false);
        }
    }

    private static Async<Void> fails(int yields) {
        for (int k = 0; k < yields; k++) {
            Bobbin.yieldNow().await();
        }
        throw new Failure();
    }

    private static Async<Void> forever() {
        return Async.create(c -> {});
    }

    /** How often the failure of the one child arrived, in so many rounds: once in each, whatever the way. */
    public static Async<Integer> failures(int rounds, int way, AtomicInteger suppressed) {
        int seen = 0;
        for (int k = 0; k < rounds; k++) {
            try (var scope = Scope.open()) {
                Task<Void> t = scope.spawn(fails(k & 3));
                if ((way & 1) != 0) {
                    scope.spawn(forever());
                }
                try {
                    if ((way & 2) != 0) {
                        Async.all(List.of(t)).await();
                    } else {
                        t.await();
                    }
                } catch (Failure e) {
                    seen++;
                    suppressed.addAndGet(e.getSuppressed().length);
                }
                Bobbin.yieldNow().await();
                Bobbin.yieldNow().await();
                if ((way & 4) != 0) {
                    scope.join().await();
                }
            } catch (Failure e) {
                seen++;
                suppressed.addAndGet(e.getSuppressed().length);
            }
        }
        return done(seen);
    }

    /** As {@link #failures}, but the body does not catch: it leaves the scope with what it was thrown. */
    public static Async<Integer> failuresThatLeave(int rounds, int way, AtomicInteger suppressed) {
        int seen = 0;
        for (int k = 0; k < rounds; k++) {
            try (var scope = Scope.open()) {
                Task<Void> t = scope.spawn(fails(k & 3));
                scope.spawn(t);
                switch (way) {
                    case 0:
                        t.await();
                        break;
                    case 1:
                        scope.join().await();
                        break;
                    case 2:
                        forever().await();
                        break;
                    default:
                        Async.race(List.of(forever(), t)).await();
                }
            } catch (Failure e) {
                seen++;
                suppressed.addAndGet(e.getSuppressed().length);
            }
        }
        return done(seen);
    }

    /** A failure that the body has caught must not disturb the groups that it waits for afterwards. */
    public static Async<Integer> failuresBeforeGroups(int rounds, int way, AtomicInteger suppressed) {
        int seen = 0;
        for (int k = 0; k < rounds; k++) {
            try (var scope = Scope.open()) {
                Task<Void> t = scope.spawn(fails(k & 3));
                try {
                    t.await();
                } catch (Failure e) {
                    seen++;
                    suppressed.addAndGet(e.getSuppressed().length);
                }
                if (way == 0) {
                    Async.all(List.of(Bobbin.yieldNow(), Bobbin.yieldNow())).await();
                } else {
                    Async.race(List.of(Bobbin.yieldNow(), forever())).await();
                }
            }
        }
        return done(seen);
    }

    /** A cancellation in the first wait must not spoil the second. */
    public static Async<Integer> both(Async<Integer> a, Async<Integer> b) {
        int r = 0;
        try {
            r += a.await();
        } finally {
            r += b.await();
        }
        return done(r);
    }

    public static Async<Integer> one(Async<Integer> a) {
        return done(a.await());
    }

    /** Waits for all, whatever becomes of them. */
    public static Async<Integer> settled(List<Task<Integer>> tasks) {
        int fine = 0;
        for (Task<Integer> t : tasks) {
            try {
                t.await();
                fine++;
            } catch (CancellationException e) {
                fine += 0;
            }
        }
        return done(fine);
    }
}
