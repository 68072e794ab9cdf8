package corpus.types;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** int as a local, parameter, result, array element, field and operand. */
public class Ints {
    private int field;
    private static int global;

    private static String show(int x) {
        return Integer.toHexString(x) + " ";
    }

    public static Async<String> local() {
        int a = Integer.MIN_VALUE;
        int b = 0x7fffffff;
        pause().await();
        int c = a;
        a = b;
        pause().await();
        return done(show(a) + show(b) + show(c));
    }

    public static Async<String> parameter() {
        return done(pass(Integer.MIN_VALUE, 1L, 0x7fffffff, "x").await());
    }

    private static Async<String> pass(int a, long gap, int b, String s) {
        pause().await();
        int old = a;
        a = i(b).await();
        return done(show(a) + gap + show(b) + s + show(old));
    }

    public static Async<Integer> result() {
        int a = i(Integer.MIN_VALUE).await();
        pause().await();
        return done(a);
    }

    public static Async<Integer> boxedResultPassedOn() {
        Integer a = i(Integer.MIN_VALUE).await();
        pause().await();
        return done(a);
    }

    public static Async<String> viaGenericStep() {
        int a = step(Integer.MIN_VALUE).await();
        Integer boxed = 0x7fffffff;
        Integer b = step(boxed).await();
        return done(show(a) + show(b));
    }

    public static Async<String> nullWhereAValueIsExpected() {
        int a = StepNull.none().await();
        return done("unreachable" + a);
    }

    private static final class StepNull {
        static Async<Integer> none() {
            Integer n = null;
            pause().await();
            return done(n);
        }
    }

    public static Async<String> nullBoxTaken() {
        Integer a = StepNull.none().await();
        return done("" + a);
    }

    public static Async<String> arrayElement() {
        int[] arr = {Integer.MIN_VALUE, 0x7fffffff};
        arr[i(0).await()] = i(arr[i(1).await()]).await();
        int[] copy = step(arr).await();
        return done(show(copy[0]) + show(copy[1]) + copy.length);
    }

    public static Async<String> fields() {
        Ints o = new Ints();
        o.field = i(Integer.MIN_VALUE).await();
        global = i(0x7fffffff).await();
        return done(show(o.field) + show(global) + show(o.swap().await()) + show(o.field));
    }

    private Async<Integer> swap() {
        int old = field;
        field = i(global).await();
        return done(old);
    }

    public static Async<String> operandBeneath() {
        int a = Integer.MIN_VALUE;
        return done(three(a, i(0x7fffffff).await(), a));
    }

    private static String three(int a, int b, int c) {
        return show(a) + show(b) + show(c);
    }

    public static Async<String> arithmetic() {
        int a = Integer.MIN_VALUE;
        int b = 0x7fffffff;
        a += i(b).await(); a++; b *= i(3).await(); pause().await(); a = a ^ b; a >>>= i(3).await();
        return done(show(a));
    }

    public static Async<String> throughALoop() {
        int a = Integer.MIN_VALUE;
        int b = 0x7fffffff;
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            int t = a;
            a = i(b).await();
            b = i(t).await();
            out.append(show(a));
        }
        return done(out.toString());
    }

    public static Async<String> mergedFromBranches() {
        int a;
        if (z(true).await()) {
            a = i(Integer.MIN_VALUE).await();
        } else {
            a = 0x7fffffff;
        }
        pause().await();
        return done(show(a) + show(z(false).await() ? Integer.MIN_VALUE : i(0x7fffffff).await()));
    }
}
