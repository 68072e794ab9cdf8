package matrix.caller;

import static dev.bobbin.Async.done;

import corpus.Pace;
import dev.bobbin.Async;
import dev.bobbin.Cancelled;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.util.List;
import matrix.Setup;
import matrix.callee.Answering;
import matrix.callee.Callee;

/** The other side: each public method without parameters is a case. */
public class Caller {
    private Caller() {}

    private static String caught(Setup.Failure e, Object alive) {
        return "caught " + (Setup.isTheOne(e) ? "the one" : "another") + ", " + alive;
    }

    public static Async<String> intResult() {
        int alive = 5;
        try {
            int r = alive + Callee.ints(7).await();
            return done(r + "," + alive);
        } catch (Setup.Failure e) {
            return done(caught(e, alive));
        } finally {
            Pace.log("finally");
        }
    }

    public static Async<String> longResult() {
        long alive = 5_000_000_000L;
        try {
            long r = alive + Callee.longs(1, 7_000_000_000L, "abc").await();
            return done(r + "," + alive);
        } catch (Setup.Failure e) {
            return done(caught(e, alive));
        }
    }

    public static Async<String> floatResult() throws Setup.Failure {
        float alive = 0.5f;
        float r = alive * Callee.floats(1.25f, 2.5).await();
        return done(r + "," + alive);
    }

    public static Async<String> doubleResult() throws Setup.Failure {
        double alive = -0.0;
        double r = Callee.doubles(1e300, (byte) -3, 'x', (short) -400, true).await();
        return done(r + "," + alive);
    }

    public static Async<String> smallResults() throws Setup.Failure {
        char c = Callee.chars('a').await();
        boolean z = Callee.booleans(false).await();
        return done("" + c + z + Callee.chars(c).await());
    }

    public static Async<String> objectResult() {
        int[] alive = {1, 2};
        try {
            int[] r = Callee.objects(alive, "abc").await();
            return done(r[0] + "," + r[1] + "," + alive[0]);
        } catch (Setup.Failure e) {
            return done(caught(e, alive[1]));
        }
    }

    public static Async<String> nullResult() throws Setup.Failure {
        Integer none = Callee.nullable(-1).await();
        Integer some = Callee.nullable(1).await();
        return done(none + "," + some);
    }

    public static Async<String> voidResult() throws Setup.Failure {
        Object nothing = Callee.nothing().await();
        return done("" + nothing);
    }

    public static Async<String> calleeThatNeverSuspends() {
        int a = Callee.neverSuspends(4).await();
        Pace.pause().await();
        return done("" + (a + Callee.neverSuspends(a).await()));
    }

    public static Async<String> virtualCallee() {
        Callee callee = new Callee(3);
        try {
            return done("" + callee.virtual(4).await() + callee.isFinal(1).await());
        } catch (Setup.Failure e) {
            return done(caught(e, 3));
        }
    }

    public static Async<String> interfaceCallee() throws Setup.Failure {
        Answering answering = new Callee(3);
        String s = answering.answer("q", 1).await();
        long d = answering.byDefault(41).await();
        return done(s + d + Answering.ofInterface(5).await());
    }

    public static Async<String> overridingCallee() throws Setup.Failure {
        Callee callee = new Callee(8) {
            @Override
            public Async<Integer> virtual(int x) throws Setup.Failure {
                return done(super.virtual(x).await() * 100);
            }
        };
        return done("" + callee.isFinal(2).await());
    }

    public static Async<String> storedCallee() {
        try {
            Async<Integer> first = Callee.ints(1);
            Async<Integer> second = Callee.ints(2);
            int b = second.await();
            int a = first.await();
            return done(a + "," + b);
        } catch (Setup.Failure e) {
            return done(caught(e, "stored"));
        }
    }

    public static Async<String> storedCalleeAwaitedTwice() throws Setup.Failure {
        Async<Integer> once = Callee.ints(1);
        int a = once.await();
        try {
            return done("" + once.await());
        } catch (IllegalStateException e) {
            return done(a + " refused");
        }
    }

    public static Async<Integer> tailCallee() throws Setup.Failure {
        Pace.pause().await();
        return Callee.tail(4);
    }

    public static Async<String> calleeThatTailCalls() {
        try {
            int r = Callee.tail(4).await();
            return done("" + r);
        } catch (Setup.Failure e) {
            return done(caught(e, "tail"));
        }
    }

    public static Async<String> tailsThroughBoth() throws Setup.Failure {
        return done("" + longTail(0, 100).await());
    }

    public static Async<Integer> longTail(int x, int n) throws Setup.Failure {
        if (n % 5 == 0) {
            Pace.pause().await();
        }
        return n == 0 ? Callee.ints(x) : Callee.longTail(x + 1, n - 1);
    }

    public static Async<String> recursionThroughBoth() {
        try {
            return done("" + recursive(50).await());
        } catch (Setup.Failure e) {
            return done(caught(e, 50));
        }
    }

    public static Async<Integer> recursive(int n) throws Setup.Failure {
        if (n == 0) {
            return done(Callee.ints(0).await());
        }
        long a = n * 3L;
        Pace.pause().await();
        int below = Callee.recursive(n - 1).await();
        return done(below + (int) a);
    }

    public static Async<String> loop() throws Setup.Failure {
        long sum = 0;
        for (int k = 0; k < 1_000; k++) {
            sum = sum * 31 + Callee.ints(k).await();
        }
        return done("" + sum);
    }

    public static Async<String> loopThatCatches() {
        int caught = 0;
        for (int k = 0; k < 20; k++) {
            try {
                caught += Callee.ints(k).await();
            } catch (Setup.Failure e) {
                caught += Setup.isTheOne(e) ? 1 : 1_000_000;
            }
        }
        return done("" + caught);
    }

    public static Async<String> deepThroughBoth() throws Setup.Failure {
        return done("" + Callee.three(1).await());
    }

    public static Async<Integer> middle(int x) throws Setup.Failure {
        int y = x * 2;
        int r = Callee.innermost(x).await();
        Pace.pause().await();
        return done(r + y);
    }

    public static Async<String> operandsBeneath() throws Setup.Failure {
        int[] a = {1, 2};
        a[1] += Callee.ints(1).await() * Callee.ints(2).await();
        return done(a[1] + "," + Callee.longs(1, 2, "x").await() + Callee.ints(3).await());
    }

    public static Async<String> lambdaBetween() throws Exception {
        int base = 3;
        dev.bobbin.AsyncSupplier<Integer> lambda = () -> done(base + Callee.ints(1).await());
        return done("" + lambda.get().await());
    }

    public static Async<String> finallyThatSuspends() {
        try {
            int r = Callee.withFinally(4).await();
            return done("" + r);
        } catch (Setup.Failure e) {
            return done(caught(e, "finally"));
        } catch (Cancelled c) {
            Setup.sees("caller", c);
            throw c;
        } finally {
            Pace.pause().await();
            Pace.log("caller-finally");
        }
    }

    // ---- no blocking equivalent: the harness states what comes out -----------------------------------------------

    public static Async<String> spawnedCallee() throws Setup.Failure {
        try (Scope scope = Scope.open()) {
            Task<Integer> a = scope.spawn(Callee.ints(1));
            Task<Integer> b = scope.spawn(() -> Callee.withFinally(2));
            int sum = a.await() + b.await();
            scope.join().await();
            return done("" + sum);
        }
    }

    public static Async<String> groupedCallees() throws Setup.Failure {
        List<Integer> all = Async.all(List.of(Callee.ints(1), Callee.tail(2), Callee.nullable(3))).await();
        return done(all + "," + Async.race(List.of(Callee.ints(5))).await());
    }

    public static Async<String> uncancellableCallee() throws Setup.Failure {
        int r = Async.uncancellable(Callee.withFinally(4)).await();
        Pace.log("uncancelled");
        try {
            Pace.pause().await();
        } catch (Cancelled c) {
            Setup.sees("caller", c);
            throw c;
        }
        return done("" + r);
    }

    public static Async<String> cancelledInCallee() {
        return Setup.cancelling(() -> finallyThatSuspends());
    }

    public static Async<String> cancelledInSpawnedCallee() {
        return Setup.cancelling(() -> spawnedCallee());
    }

    public static Async<String> cancelledInUncancellableCallee() {
        return Setup.cancelling(() -> uncancellableCallee());
    }
}
