package corpus.straight;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import java.util.Arrays;

/** Code without a jump. */
public class StraightCode {
    private static int counter;

    public static Async<Integer> oneAwait() {
        return done(i(1).await() + 1);
    }

    public static Async<Integer> noAwaitAtAll() {
        log("eager");
        return done(7);
    }

    public static Async<Integer> threeInARow() {
        int a = i(1).await();
        int b = i(a + 1).await();
        int c = i(b + 1).await();
        return done(a * 100 + b * 10 + c);
    }

    public static Async<String> sideEffectsBetween() {
        log("a");
        pause().await();
        log("b");
        pause().await();
        log("c");
        return done("d");
    }

    public static Async<Void> voidResult() {
        pause().await();
        log("ran");
        return done();
    }

    public static Async<String> nullResult() {
        String s = Pause.nothing().await();
        log(s);
        return done(null);
    }

    public static Async<String> nullLocalAcross() {
        String s = null;
        Object o = null;
        pause().await();
        log(s == o);
        s = "set";
        pause().await();
        return done(s + o);
    }

    public static Async<String> resultDiscarded() {
        i(1).await();
        j(2L).await();
        d(3.0).await();
        step("x").await();
        pause().await();
        return done("ok");
    }

    public static Async<Integer> staticFieldAcross() {
        counter = 5;
        counter += i(1).await();
        counter = i(counter).await() * 2;
        return done(counter);
    }

    public static Async<String> reassignedLocal() {
        String s = "a";
        s = step(s + "b").await();
        s += step("c").await();
        s = s + s;
        pause().await();
        return done(s);
    }

    public static Async<String> deadLocalsAround() {
        long dead1 = System.nanoTime();
        String live = step("live").await();
        int dead2 = live.length();
        log(dead2);
        pause().await();
        return done(live);
    }

    public static Async<String> slotsReusedByOtherTypes() {
        StringBuilder out = new StringBuilder();
        {
            int a = i(1).await();
            long b = j(2).await();
            out.append(a).append(b);
        }
        {
            String a = step("x").await();
            double b = d(2.5).await();
            out.append(a).append(b);
        }
        {
            Object a = step(Arrays.asList(1)).await();
            byte b = b((byte) -1).await();
            float c = f(1.5f).await();
            pause().await();
            out.append(a).append(b).append(c);
        }
        return done(out.toString());
    }

    public static Async<Integer> finalConstantLocal() {
        final int k = 40;
        pause().await();
        final int m = 2;
        return done(k + i(m).await());
    }

    public static Async<String> manyLocalsLive() {
        int a = 1, b = 2, c = 3, d = 4, e = 5;
        long l = 6, m = 7;
        double x = 8, y = 9;
        String s = "s", t = "t", u = "u";
        pause().await();
        a += c;
        m *= 2;
        pause().await();
        return done(a + b + c + d + e + s + l + m + t + x + y + u);
    }

    public static Async<Integer> farCallee() {
        return done(far(20).await() + far(22).await());
    }

    public static Async<Integer> foreignAsync() {
        return done(foreign(20).await() + foreign(22).await());
    }

    public static Async<Integer> awaitOfValue() {
        Async<Integer> five = done(5);
        return done(five.await() + five.await());
    }

    public static Async<String> awaitOfFailureValueTwice() {
        Async<String> bad = Async.failed(new IllegalStateException("bad"));
        try {
            bad.await();
        } catch (IllegalStateException e) {
            log(e.getMessage());
        }
        return done(bad.await());
    }

    /** A callee in another class of the same file. */
    static final class Pause {
        static Async<String> nothing() {
            pause().await();
            return done(null);
        }
    }
}
