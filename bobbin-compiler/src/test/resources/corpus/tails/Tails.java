package corpus.tails;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import java.io.IOException;

/** {@code return f(x)}: the callee takes the caller's place. */
public class Tails {
    public static Async<Integer> ofACoroutine() {
        pause().await();
        return i(5);
    }

    public static Async<Integer> withoutAnyAwait() {
        return i(5);
    }

    public static Async<Integer> ofAForeignAsync() {
        pause().await();
        return foreign(6);
    }

    public static Async<String> awaitedTailCaller() {
        return done(tail("x").await() + tail("y").await());
    }

    private static Async<String> tail(String s) {
        String t = step(s).await();
        return far(t + t);
    }

    public static Async<Integer> primitiveResultThroughATail() {
        int a = tailInt(1).await();
        int b = tailInt(a).await();
        return done(a + b);
    }

    private static Async<Integer> tailInt(int x) {
        pause().await();
        return i(x + 1);
    }

    public static Async<Double> doubleThroughATail() {
        return done(tailDouble(1.5).await() * 2);
    }

    private static Async<Double> tailDouble(double x) {
        pause().await();
        return d(x + 1);
    }

    public static Async<Long> longThroughATail() {
        return done(tailLong(1L << 40).await() * 2);
    }

    private static Async<Long> tailLong(long x) {
        pause().await();
        return j(x + 1);
    }

    public static Async<String> chainOfTails() {
        return t1("a");
    }

    private static Async<String> t1(String s) {
        pause().await();
        return t2(s + "1");
    }

    private static Async<String> t2(String s) {
        String r = step(s).await();
        return t3(r + "2");
    }

    private static Async<String> t3(String s) {
        return step(s + "3");
    }

    @Expect(value = "r ~ finally tail", because = "a tail call runs after the caller's finally blocks, blocking code before")
    public static Async<String> afterFinally() {
        try {
            pause().await();
            return noisy("r");
        } finally {
            log("finally");
        }
    }

    @Expect(value = "r ~ f1 f2 tail", because = "a tail call runs after the caller's finally blocks, blocking code before")
    public static Async<String> afterSuspendingFinally() {
        try {
            pause().await();
            return noisy("r");
        } finally {
            log("f1");
            pause().await();
            log("f2");
        }
    }

    private static Async<String> noisy(String s) {
        log("tail");
        pause().await();
        return done(s);
    }

    @Expect(
            value = "!java.lang.IllegalStateException: tail ~ finally",
            because = "the callee of a tail call runs outside the caller's try")
    public static Async<String> failureOfATailIsNotCaughtByTheCaller() {
        try {
            pause().await();
            return failingTail();
        } catch (IllegalStateException e) {
            return done("caught");
        } finally {
            log("finally");
        }
    }

    private static Async<String> failingTail() {
        pause().await();
        throw new IllegalStateException("tail");
    }

    public static Async<String> failureOfATailReachesTheAwaiter() {
        try {
            return done(tailsIntoFailure().await());
        } catch (IllegalStateException e) {
            return done("caught " + e.getMessage());
        }
    }

    private static Async<String> tailsIntoFailure() {
        pause().await();
        return failingTail();
    }

    public static Async<String> checkedFailureOfATail() throws IOException {
        try {
            return done(tailsIntoIo().await());
        } catch (IOException e) {
            return done("caught " + step(e.getMessage()).await());
        }
    }

    private static Async<String> tailsIntoIo() throws IOException {
        pause().await();
        return io("tail");
    }

    @Expect(value = "1000000", because = "blocking code overflows its stack")
    public static Async<Integer> millionTailCalls() {
        pause().await();
        return countDown(1_000_000, 0);
    }

    private static Async<Integer> countDown(int n, int sum) {
        if (n == 0) {
            return done(sum);
        }
        int s = sum + done(1).await();
        return countDown(n - 1, s);
    }

    @Expect(value = "100000", because = "blocking code overflows its stack")
    public static Async<Integer> manyTailCallsThatMaySuspend() {
        return done(slowCountDown(100_000, 0).await());
    }

    private static Async<Integer> slowCountDown(int n, int sum) {
        if (n == 0) {
            return done(sum);
        }
        pause().await();
        return slowCountDown(n - 1, sum + 1);
    }

    @Expect(value = "true", because = "blocking code overflows its stack")
    public static Async<Boolean> mutualTailCalls() {
        pause().await();
        return even(300_000);
    }

    private static Async<Boolean> even(int n) {
        if (n == 0) {
            return done(true);
        }
        if (n % 1000 == 0) {
            pause().await();
        }
        return odd(n - 1);
    }

    private static Async<Boolean> odd(int n) {
        if (n == 0) {
            return done(false);
        }
        done(n).await();
        return even(n - 1);
    }

    public static Async<String> conditionalTail() {
        return done(either(true).await() + either(false).await());
    }

    private static Async<String> either(boolean tail) {
        pause().await();
        return tail ? step("tail") : done("value");
    }

    public static Async<Integer> conditionalTailOfPrimitive() {
        int a = eitherInt(true, 1).await() + eitherInt(false, 1).await();
        int b = orInt(true, 1).await() + orInt(false, 1).await();
        return done(a * 100 + b);
    }

    private static Async<Integer> eitherInt(boolean tail, int x) {
        pause().await();
        return tail ? i(x + 1) : done(x + 2);
    }

    private static Async<Integer> orInt(boolean value, int x) {
        pause().await();
        return value ? done(x + 3) : i(x + 4);
    }

    public static Async<String> conditionalValueWithoutAnyAwait() {
        return done("" + immediate(true).await() + immediate(false).await());
    }

    private static Async<Integer> immediate(boolean own) {
        return own ? i(1) : done(2);
    }

    public static Async<String> conditionalBox() {
        Integer none = maybe(false).await();
        return done("" + none + maybe(true).await());
    }

    private static Async<Integer> maybe(boolean there) {
        pause().await();
        Integer none = null;
        return done(there ? Integer.valueOf(5) : none);
    }

    public static Async<String> variousReturns() {
        String r = "";
        for (int k = 0; k < 5; k++) {
            try {
                r += various(k).await() + " ";
            } catch (IllegalStateException e) {
                r += e.getMessage() + " ";
            }
        }
        return done(r);
    }

    private static Async<Integer> various(int k) {
        pause().await();
        if (k == 0) {
            return done(10);
        } else if (k == 1) {
            return i(11);
        } else if (k == 2) {
            return Async.failed(new IllegalStateException("failed"));
        } else if (k == 3) {
            Async<Integer> stored = done(13);
            return stored;
        }
        return done(null);
    }

    public static Async<Integer> sumOfTails() {
        int sum = 0;
        for (int k = 0; k < 50; k++) {
            sum += tailInt(k).await();
        }
        return done(sum);
    }

    public static Async<String> tailOfAParameter() {
        return done(passThrough(step("p")).await());
    }

    private static Async<String> passThrough(Async<String> a) {
        pause().await();
        return a;
    }

    public static Async<String> tailOfAVirtualCallee() {
        Base b = new Derived();
        return done(b.entry("v").await());
    }

    static class Base {
        Async<String> entry(String s) {
            pause().await();
            return target(s);
        }

        Async<String> target(String s) {
            return done("base" + step(s).await());
        }
    }

    static final class Derived extends Base {
        @Override
        Async<String> target(String s) {
            pause().await();
            return super.target(s + "derived");
        }
    }

    public static Async<Void> voidTail() {
        log("a");
        pause().await();
        return pause();
    }

    public static Async<Object> tailWithWiderType() {
        return done(widened().await());
    }

    private static Async<Object> widened() {
        pause().await();
        return step((Object) "wide");
    }

    public static Async<Integer> tailWithBoxedNull() {
        Integer r = nullTail().await();
        return done(r);
    }

    private static Async<Integer> nullTail() {
        pause().await();
        return nothing();
    }

    public static Async<Integer> tailWithNullWhereAnIntIsExpected() {
        int r = nullTail().await();
        return done(r);
    }
}
