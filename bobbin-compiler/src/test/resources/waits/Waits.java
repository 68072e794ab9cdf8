package waits;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncSupplier;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Completer;
import dev.bobbin.Scheduler;
import dev.bobbin.Scope;
import dev.bobbin.Task;

/** Coroutines that wait for {@link #gate}. A comment behind an await is its name. */
public class Waits {
    private static Completer<Integer> opened;

    public static Task<?> other;
    /** By {@link #leaf} after it has waited, and by {@link #atOnce}. */
    public static Throwable thrown;

    public static Throwable caught;
    public static Scheduler scheduler;

    public static boolean open() {
        return opened.complete(1);
    }

    public static boolean fail(Throwable t) {
        return opened.fail(t);
    }

    static Async<Integer> gate() {
        return Async.create(c -> opened = c);
    }

    public static Async<Integer> hosted() {
        int a = middle(1)
                .await(); // hosted
        return done(a);
    }

    static Async<Integer> middle(int x) {
        int r = leaf(x).await() + x; // middle
        return done(r);
    }

    static Async<Integer> leaf(int x) {
        int r = gate().await(); // leaf
        if (thrown != null) {
            sneak(thrown);
        }
        r += gate().await(); // leaf again
        return done(r + x);
    }

    public static Async<Integer> recursion() {
        int r = down(3).await(); // recursion
        return done(r);
    }

    private static Async<Integer> down(int n) {
        if (n == 0) {
            return done(gate().await()); // bottom
        }
        return done(1 + down(n - 1).await()); // down
    }

    public static Async<Integer> deep() {
        int r = down(20_000).await(); // deep
        return done(r);
    }

    interface Service {
        Async<Integer> get(int x);
    }

    static class Slow implements Service {
        @Override
        public Async<Integer> get(int x) {
            int r = leaf(x).await(); // service
            return done(r + x);
        }
    }

    public static Async<Integer> callOfInterface() {
        Service service = new Slow();
        int r = service.get(2).await(); // of interface
        return done(r);
    }

    public static Async<Integer> stored() {
        Async<Integer> first = middle(2);
        Async<Integer> second = storedAgain(first);
        int r = second.await(); // stored
        return done(r);
    }

    private static Async<Integer> storedAgain(Async<Integer> given) {
        int r = given.await(); // stored again
        return done(r);
    }

    public static Async<Integer> loop() {
        int r = 0;
        for (int n = 0; n < 2; n++) {
            r += gate().await(); // first in loop
            r += gate().await(); // second in loop
        }
        return done(r);
    }

    public static Async<Integer> lambda() {
        AsyncSupplier<Integer> supplier = () -> {
            int r = gate().await(); // in lambda
            return done(r);
        };
        int r = Waits.<Integer>call(supplier).await(); // lambda
        return done(r);
    }

    private static <T> Async<T> call(AsyncSupplier<T> supplier) {
        try {
            T result = supplier.get().await(); // call
            return done(result);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static Async<Integer> close() {
        try (Scope scope = Scope.open()) {
            scope.spawn(Async.uncancellable(leaf(1)));
            Bobbin.yieldNow().await();
        } // close
        return done(1);
    }

    public static Async<Integer> elsewhere() {
        int r = new Other().callee(1).await(); // elsewhere
        return done(r);
    }

    public static Async<Integer> calledBack() {
        int r = new Other().caller(Waits.middle(3)).await(); // called back
        return done(r);
    }

    public static Async<Integer> channel() {
        Channel<Integer> channel = Channel.rendezvous();
        other = scheduler.start(closer(channel));
        int r = receiver(channel).await(); // channel
        return done(r);
    }

    private static Async<Integer> receiver(Channel<Integer> channel) {
        int r = channel.receive().await(); // receiver
        return done(r);
    }

    private static Async<Void> closer(Channel<Integer> channel) {
        gate().await(); // closer
        channel.close();
        return done();
    }

    public static Async<Integer> joins() {
        other = scheduler.start(hosted());
        int r = joined().await(); // joins
        return done(r);
    }

    @SuppressWarnings("unchecked")
    private static Async<Integer> joined() {
        int r = ((Task<Integer>) other).await(); // joined
        return done(r);
    }

    public static Async<Integer> rethrows() {
        int r = caught().await(); // rethrows
        return done(r);
    }

    private static Async<Integer> caught() {
        try {
            int r = middle(1).await(); // caught
            return done(r);
        } catch (IllegalArgumentException e) {
            Bobbin.yieldNow().await();
            throw e;
        } catch (IllegalStateException e) {
            throw new UnsupportedOperationException(e);
        }
    }

    public static Async<Integer> again() {
        int caught = 0;
        for (int n = 0; n < 5; n++) {
            try {
                middle(1).await(); // again
            } catch (IllegalStateException e) {
                caught++;
            }
        }
        return done(caught);
    }

    public static Async<Integer> endsInATail() {
        int r = tail(1).await(); // ends in a tail
        return done(r);
    }

    private static Async<Integer> tail(int x) {
        gate().await(); // tail
        return leaf(x);
    }

    public static Throwable failure() {
        try {
            Scheduler.single().run(() -> failing());
        } catch (IllegalStateException e) {
            return e;
        }
        return null;
    }

    private static Async<Integer> failing() {
        int r = yields(1).await(); // failure
        return done(r);
    }

    private static Async<Integer> yields(int x) {
        Bobbin.yieldNow().await();
        if (x > 0) {
            throw new IllegalStateException("after a suspension");
        }
        return done(x);
    }

    public static Async<Integer> divides() {
        int r = dividesFurther().await(); // divides
        return done(r);
    }

    private static Async<Integer> dividesFurther() {
        int r = divider(0).await(); // divides further
        return done(r);
    }

    private static Async<Integer> divider(int by) {
        int r = gate().await(); // divider
        return done(r / by);
    }

    public static Async<Integer> alone() {
        int r = gate().await();
        return done(r / (r - r));
    }

    public static Async<Integer> failsInATail() {
        int r = failsInATailFurther().await(); // fails in a tail
        return done(r);
    }

    private static Async<Integer> failsInATailFurther() {
        int r = intoATail().await(); // fails in a tail further
        return done(r);
    }

    private static Async<Integer> intoATail() {
        gate().await();
        return fails(1);
    }

    public static Async<Integer> cancelled() {
        try {
            int r = middle(1).await();
            return done(r);
        } catch (Throwable t) {
            caught = t;
            throw t;
        }
    }

    public static Async<Integer> atOnce() {
        return done(fails(1).await());
    }

    private static Async<Integer> fails(int x) {
        if (x > 0) {
            sneak(thrown);
        }
        return done(gate().await());
    }

    /** Waits at changing depth, as often as it can. */
    public static Async<Integer> restless() {
        int r = 0;
        for (int n = 0; n < 2_000; n++) {
            r += up(n % 7).await(); // restless
            Async<Integer> stored = up(n % 3);
            r += stored.await(); // restless, stored
        }
        return done(r);
    }

    private static Async<Integer> up(int n) {
        Bobbin.yieldNow().await(); // up
        int r = n == 0 ? 0 : new Other().further(n).await(); // up further
        Bobbin.yieldNow().await(); // up again
        return done(r + 1);
    }

    static Async<Integer> upFrom(int n) {
        int r = up(n - 1).await(); // up from
        return done(r);
    }

    public static Async<Integer> leavesOpen() {
        int r = opensAndLeaves().await();
        return done(r);
    }

    private static Async<Integer> opensAndLeaves() {
        Scope scope = Scope.open(); // opened
        scope.spawn(middle(1));
        scope.spawn(() -> done(gate().await())); // child
        Bobbin.yieldNow().await();
        return done(1);
    }

    public static Async<Integer> leavesTwoOpen() {
        Scope scope = Scope.open(); // opened
        scope.spawn(() -> done(gate().await())); // child
        int r = opensAndLeaves().await();
        return done(r);
    }

    public static Async<Integer> family() {
        try (Scope scope = Scope.open()) {
            scope.spawn(parent());
            scope.join().await(); // grandparent
        }
        return done(1);
    }

    private static Async<Integer> parent() {
        try (Scope scope = Scope.open()) {
            other = scope.spawn(hosted());
            int r = joined().await(); // parent
            return done(r);
        }
    }

    public static Async<Integer> busyFamily() {
        Channel<Integer> channel = Channel.rendezvous();
        try (Scope scope = Scope.open()) {
            other = scope.spawn(hosted());
            int r = receiver(channel).await(); // elsewhere in the scope
            return done(r);
        }
    }

    public static Async<Integer> closesEarly() {
        try (Scope scope = Scope.open()) {
            scope.spawn(middle(1));
            Bobbin.yieldNow().await();
        }
        return done(1);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable t) throws X {
        throw (X) t;
    }
}
