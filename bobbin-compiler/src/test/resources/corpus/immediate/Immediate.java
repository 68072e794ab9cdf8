package corpus.immediate;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Coroutines that await nothing but immediate methods, so that they have no state at all. */
public class Immediate {
    private static final String WHY = "side by side, blocking code needs threads";

    private final int base;

    private Immediate(int base) {
        this.base = base;
    }

    private static Async<Integer> now(int x) {
        return done(x);
    }

    private static Async<Long> wideNow(long x) {
        return done(x);
    }

    private static Async<Double> doubleNow(double x) {
        return done(x);
    }

    private static Async<Void> nothingNow() {
        return done();
    }

    private static Async<String> textNow(Object x) {
        if (x == null) {
            return done(null);
        }
        return done(x.toString());
    }

    private static Async<Integer> throwsNow(String message) throws IOException {
        if (message != null) {
            throw new IOException(message);
        }
        return done(0);
    }

    private Async<Integer> plusNow(int x) {
        return done(base + x);
    }

    private static Async<Integer> only(int x) {
        int r = now(x).await();
        return done(r);
    }

    private static Async<Long> onlyWide(long x) {
        long r = wideNow(x).await();
        double d = doubleNow(r / 2.0).await();
        return done(r + (long) d);
    }

    private static Async<String> onlyText(Object x) {
        nothingNow().await();
        return done(textNow(x).await());
    }

    private static Async<Void> onlyNothing() {
        nothingNow().await();
        return done();
    }

    private static Async<Integer> onlyFails(String message) throws IOException {
        return done(throwsNow(message).await());
    }

    private Async<Integer> onlyInstance(int x) {
        return done(plusNow(x).await());
    }

    private static <T> Async<T> onlyGeneric(T x) {
        nothingNow().await();
        return done(x);
    }

    /** Not every return is {@code done(...)}. */
    private static Async<Integer> onlyThenTail(int x) {
        int r = now(x).await();
        if (r > 1) {
            return onlyThenTail(r - 1);
        }
        return done(r);
    }

    public static Async<Integer> asRoot() {
        int r = now(1).await();
        return done(r);
    }

    public static Async<Object> asRootOfNothing() {
        nothingNow().await();
        return done(null);
    }

    public static Async<Integer> asRootThatFails() throws IOException {
        return done(throwsNow("root").await());
    }

    public static Async<String> asRootOfManyTypes() {
        return done(now(1).await() + " " + wideNow(2L).await() + " " + doubleNow(3).await() + " " + textNow("4").await()
                + " " + textNow(null).await());
    }

    public static Async<Integer> inALoop() {
        int sum = 0;
        for (int k = 0; k < 100; k++) {
            sum += now(k).await();
        }
        return done(sum);
    }

    public static Async<Integer> inBranches() {
        int r = now(1).await() > 0 ? now(2).await() : now(3).await();
        switch (now(r).await()) {
            case 2:
                return done(20 + now(1).await());
            default:
                return done(now(-1).await());
        }
    }

    public static Async<Integer> withFinally() throws IOException {
        try {
            return done(throwsNow(null).await());
        } finally {
            nothingNow().await();
            log("finally");
        }
    }

    public static Async<String> failureCaught() {
        try {
            onlyFails("caught").await();
        } catch (IOException e) {
            return done(e.getMessage());
        }
        return done("missed");
    }

    public static Async<Integer> inPlace() {
        return done(only(1).await() + only(only(2).await()).await());
    }

    public static Async<String> inPlaceBetweenSuspensions() {
        long a = i(1).await() + only(2).await();
        pause().await();
        long b = onlyWide(4).await() + j(5).await();
        onlyNothing().await();
        return done(a + " " + b + " " + onlyText("x").await() + onlyText(null).await() + step("y").await());
    }

    public static Async<Integer> stored() {
        Async<Integer> a = only(3);
        Async<Long> b = onlyWide(4);
        Async<String> c = onlyText("five");
        pause().await();
        return done((int) (a.await() + b.await()) + c.await().length());
    }

    public static Async<Integer> storedWithoutSuspension() {
        Async<Integer> a = only(3);
        Async<Integer> b = onlyThenTail(4);
        return done(a.await() * 10 + b.await());
    }

    public static Async<Integer> onInstances() {
        Immediate m = new Immediate(40);
        Async<Integer> later = m.onlyInstance(3);
        return done(m.onlyInstance(2).await() + later.await());
    }

    public static Async<String> generic() {
        String a = onlyGeneric("a").await();
        Async<String> b = onlyGeneric("b");
        return done(a + b.await());
    }

    public static Async<Integer> asTail() {
        return only(7);
    }

    public static Async<Integer> asTailAfterASuspension() {
        pause().await();
        return onlyThenTail(1000);
    }

    @Expect(value = "[1, 2] 3 ~ joined", because = WHY)
    public static Async<String> spawned() {
        try (Scope scope = Scope.open()) {
            Task<Integer> a = scope.spawn(only(1));
            Task<Integer> b = scope.spawn(() -> only(2));
            Task<Integer> c = scope.spawn(() -> done(now(3).await()));
            Task<Integer> d = scope.spawn(now(4));
            scope.join().await();
            log(d.await() == 4 ? "joined" : "wrong");
            return done(Arrays.asList(a.await(), b.await()) + " " + c.await());
        }
    }

    @Expect(value = "io", because = WHY)
    public static Async<String> spawnedAndFailed() {
        try (Scope scope = Scope.open()) {
            scope.spawn(() -> onlyFails("io"));
            scope.join().await();
        } catch (Exception e) {
            return done(e.getMessage());
        }
        return done("missed");
    }

    @Expect(value = "[1, 2] 3", because = WHY)
    public static Async<String> inGroups() {
        List<Integer> all = Async.all(Arrays.asList(only(1), now(2))).await();
        return done(all + " " + Async.race(Arrays.asList(only(3))).await());
    }

    @Expect(value = "ISE", because = "blocking code has run at the call")
    public static Async<String> awaitedTwice() {
        Async<Integer> a = only(1);
        a.await();
        try {
            a.await();
        } catch (IllegalStateException e) {
            return done("ISE");
        }
        return done("missed");
    }

    public static Async<Integer> lambdaOnly() {
        Lambda f = x -> done(now(x).await() + 1);
        return done(f.apply(1).await() + f.apply(2).await());
    }

    private interface Lambda {
        Async<Integer> apply(int x);
    }

    public static Async<Integer> interfaceOnly() {
        Counter c = new Counter() {};
        return done(c.next(1).await() + Counter.first(5).await());
    }

    private interface Counter {
        static Async<Integer> add(int x, int y) {
            return done(x + y);
        }

        static Async<Integer> one() {
            return done(1);
        }

        static Async<Integer> first(int x) {
            return done(x * one().await());
        }

        default Async<Integer> next(int x) {
            return done(add(x, one().await()).await());
        }
    }

    public static Async<Integer> deepInPlace() {
        return done(d1(1).await());
    }

    private static Async<Integer> d1(int x) {
        return done(d2(x + now(1).await()).await());
    }

    private static Async<Integer> d2(int x) {
        Async<Integer> stored = only(x);
        return done(only(x).await() * stored.await());
    }
}
