package matrix.callee;

import static dev.bobbin.Async.done;

import corpus.Pace;
import dev.bobbin.Async;
import dev.bobbin.Cancelled;
import matrix.Setup;
import matrix.caller.Caller;

/** The one side of the matrix. */
public class Callee implements Answering {
    private final int own;

    public Callee(int own) {
        this.own = own;
    }

    public static Async<Integer> ints(int x) throws Setup.Failure {
        Setup.failIf("before");
        for (int k = Setup.pauses(); k > 0; k--) {
            Pace.pause().await();
        }
        Setup.failIf("after");
        return done(x + 1);
    }

    public static Async<Long> longs(int a, long x, String s) throws Setup.Failure {
        Setup.failIf("before");
        for (int k = Setup.pauses(); k > 0; k--) {
            Pace.pause().await();
        }
        Setup.failIf("after");
        return done(x + a + s.length());
    }

    public static Async<Float> floats(float x, double d) throws Setup.Failure {
        Setup.failIf("before");
        for (int k = Setup.pauses(); k > 0; k--) {
            Pace.pause().await();
        }
        Setup.failIf("after");
        return done(x + (float) d);
    }

    public static Async<Double> doubles(double x, byte b, char c, short s, boolean z) throws Setup.Failure {
        Setup.failIf("before");
        for (int k = Setup.pauses(); k > 0; k--) {
            Pace.pause().await();
        }
        Setup.failIf("after");
        return done(z ? x + b + c + s : x);
    }

    public static Async<Character> chars(char c) throws Setup.Failure {
        Setup.failIf("before");
        for (int k = Setup.pauses(); k > 0; k--) {
            Pace.pause().await();
        }
        Setup.failIf("after");
        return done((char) (c + 1));
    }

    public static Async<Boolean> booleans(boolean z) throws Setup.Failure {
        Setup.failIf("before");
        for (int k = Setup.pauses(); k > 0; k--) {
            Pace.pause().await();
        }
        Setup.failIf("after");
        return done(!z);
    }

    public static Async<int[]> objects(int[] xs, String s) throws Setup.Failure {
        Setup.failIf("before");
        int[] sum = xs.clone();
        for (int k = Setup.pauses(); k > 0; k--) {
            Pace.pause().await();
            sum[0] += s.length();
        }
        Setup.failIf("after");
        return done(sum);
    }

    public static Async<Integer> nullable(int x) throws Setup.Failure {
        Setup.failIf("before");
        for (int k = Setup.pauses(); k > 0; k--) {
            Pace.pause().await();
        }
        Setup.failIf("after");
        return x > 0 ? done(x) : done(null);
    }

    public static Async<Void> nothing() throws Setup.Failure {
        ints(0).await();
        return done();
    }

    public static Async<Integer> neverSuspends(int x) {
        return done(x * 2);
    }

    public Async<Integer> virtual(int x) throws Setup.Failure {
        Setup.failIf("before");
        for (int k = Setup.pauses(); k > 0; k--) {
            Pace.pause().await();
        }
        Setup.failIf("after");
        return done(x + own);
    }

    public final Async<Integer> isFinal(int x) throws Setup.Failure {
        return done(virtual(x).await() + own);
    }

    @Override
    public Async<String> answer(String question, int x) throws Setup.Failure {
        return done(question + isPrivate(x).await());
    }

    private Async<Integer> isPrivate(int x) throws Setup.Failure {
        return done(ints(x).await() + own);
    }

    /** A tail call, of an object and of an unboxed result. */
    public static Async<Integer> tail(int x) throws Setup.Failure {
        Pace.pause().await();
        try {
            return ints(x);
        } finally {
            Pace.log("tail");
        }
    }

    public static Async<Integer> longTail(int x, int n) throws Setup.Failure {
        if (n % 7 == 0) {
            Pace.pause().await();
        }
        return n == 0 ? ints(x) : Caller.longTail(x + 1, n - 1);
    }

    public static Async<Integer> recursive(int n) throws Setup.Failure {
        if (n == 0) {
            return done(ints(0).await());
        }
        int a = n * 2;
        String s = "n" + n;
        int below = Caller.recursive(n - 1).await();
        return done(below + a + s.length());
    }

    /** Its finally suspends, whichever way it leaves. */
    public static Async<Integer> withFinally(int x) throws Setup.Failure {
        long kept = x * 3L;
        try {
            int r = ints(x).await();
            Pace.pause().await();
            return done(r + (int) kept);
        } catch (Cancelled c) {
            Setup.sees("callee", c);
            throw c;
        } finally {
            Pace.pause().await();
            Pace.log("callee-finally-" + kept);
        }
    }

    public static Async<Integer> three(int x) throws Setup.Failure {
        int a = Caller.middle(x).await();
        return done(a + ints(a).await());
    }

    public static Async<Integer> innermost(int x) throws Setup.Failure {
        int y = x + 1;
        int r = ints(y).await();
        return done(r * 10 + y);
    }
}
