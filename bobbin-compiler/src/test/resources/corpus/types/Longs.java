package corpus.types;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** long as a local, parameter, result, array element, field and operand. */
public class Longs {
    private long field;
    private static long global;

    private static String show(long x) {
        return Long.toHexString(x) + " ";
    }

    public static Async<String> local() {
        long a = Long.MIN_VALUE;
        long b = 0x7fffffffffffffffL;
        pause().await();
        long c = a;
        a = b;
        pause().await();
        return done(show(a) + show(b) + show(c));
    }

    public static Async<String> parameter() {
        return done(pass(Long.MIN_VALUE, 1L, 0x7fffffffffffffffL, "x").await());
    }

    private static Async<String> pass(long a, long gap, long b, String s) {
        pause().await();
        long old = a;
        a = j(b).await();
        return done(show(a) + gap + show(b) + s + show(old));
    }

    public static Async<Long> result() {
        long a = j(Long.MIN_VALUE).await();
        pause().await();
        return done(a);
    }

    public static Async<Long> boxedResultPassedOn() {
        Long a = j(Long.MIN_VALUE).await();
        pause().await();
        return done(a);
    }

    public static Async<String> viaGenericStep() {
        long a = step(Long.MIN_VALUE).await();
        Long boxed = 0x7fffffffffffffffL;
        Long b = step(boxed).await();
        return done(show(a) + show(b));
    }

    public static Async<String> nullWhereAValueIsExpected() {
        long a = StepNull.none().await();
        return done("unreachable" + a);
    }

    private static final class StepNull {
        static Async<Long> none() {
            Long n = null;
            pause().await();
            return done(n);
        }
    }

    public static Async<String> nullBoxTaken() {
        Long a = StepNull.none().await();
        return done("" + a);
    }

    public static Async<String> arrayElement() {
        long[] arr = {Long.MIN_VALUE, 0x7fffffffffffffffL};
        arr[i(0).await()] = j(arr[i(1).await()]).await();
        long[] copy = step(arr).await();
        return done(show(copy[0]) + show(copy[1]) + copy.length);
    }

    public static Async<String> fields() {
        Longs o = new Longs();
        o.field = j(Long.MIN_VALUE).await();
        global = j(0x7fffffffffffffffL).await();
        return done(show(o.field) + show(global) + show(o.swap().await()) + show(o.field));
    }

    private Async<Long> swap() {
        long old = field;
        field = j(global).await();
        return done(old);
    }

    public static Async<String> operandBeneath() {
        long a = Long.MIN_VALUE;
        return done(three(a, j(0x7fffffffffffffffL).await(), a));
    }

    private static String three(long a, long b, long c) {
        return show(a) + show(b) + show(c);
    }

    public static Async<String> arithmetic() {
        long a = Long.MIN_VALUE;
        long b = 0x7fffffffffffffffL;
        a += j(b).await(); a++; b *= i(3).await(); pause().await(); a = a ^ b; a >>>= j(3).await();
        return done(show(a));
    }

    public static Async<String> throughALoop() {
        long a = Long.MIN_VALUE;
        long b = 0x7fffffffffffffffL;
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            long t = a;
            a = j(b).await();
            b = j(t).await();
            out.append(show(a));
        }
        return done(out.toString());
    }

    public static Async<String> mergedFromBranches() {
        long a;
        if (z(true).await()) {
            a = j(Long.MIN_VALUE).await();
        } else {
            a = 0x7fffffffffffffffL;
        }
        pause().await();
        return done(show(a) + show(z(false).await() ? Long.MIN_VALUE : j(0x7fffffffffffffffL).await()));
    }
}
