package corpus.types;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** boolean as a local, parameter, result, array element, field and operand. */
public class Booleans {
    private boolean field;
    private static boolean global;

    private static String show(boolean x) {
        return Boolean.toString(x);
    }

    public static Async<String> local() {
        boolean a = true;
        boolean b = false;
        pause().await();
        boolean c = a;
        a = b;
        pause().await();
        return done(show(a) + show(b) + show(c));
    }

    public static Async<String> parameter() {
        return done(pass(true, 1L, false, "x").await());
    }

    private static Async<String> pass(boolean a, long gap, boolean b, String s) {
        pause().await();
        boolean old = a;
        a = z(b).await();
        return done(show(a) + gap + show(b) + s + show(old));
    }

    public static Async<Boolean> result() {
        boolean a = z(true).await();
        pause().await();
        return done(a);
    }

    public static Async<Boolean> boxedResultPassedOn() {
        Boolean a = z(true).await();
        pause().await();
        return done(a);
    }

    public static Async<String> viaGenericStep() {
        boolean a = step(true).await();
        Boolean boxed = false;
        Boolean b = step(boxed).await();
        return done(show(a) + show(b));
    }

    public static Async<String> nullWhereAValueIsExpected() {
        boolean a = StepNull.none().await();
        return done("unreachable" + a);
    }

    private static final class StepNull {
        static Async<Boolean> none() {
            Boolean n = null;
            pause().await();
            return done(n);
        }
    }

    public static Async<String> nullBoxTaken() {
        Boolean a = StepNull.none().await();
        return done("" + a);
    }

    public static Async<String> arrayElement() {
        boolean[] arr = {true, false};
        arr[i(0).await()] = z(arr[i(1).await()]).await();
        boolean[] copy = step(arr).await();
        return done(show(copy[0]) + show(copy[1]) + copy.length);
    }

    public static Async<String> fields() {
        Booleans o = new Booleans();
        o.field = z(true).await();
        global = z(false).await();
        return done(show(o.field) + show(global) + show(o.swap().await()) + show(o.field));
    }

    private Async<Boolean> swap() {
        boolean old = field;
        field = z(global).await();
        return done(old);
    }

    public static Async<String> operandBeneath() {
        boolean a = true;
        return done(three(a, z(false).await(), a));
    }

    private static String three(boolean a, boolean b, boolean c) {
        return show(a) + show(b) + show(c);
    }

    public static Async<String> arithmetic() {
        boolean a = true;
        boolean b = false;
        a &= z(b).await(); a |= !z(a).await(); a ^= b; b = !a; pause().await(); a = a != b;
        return done(show(a));
    }

    public static Async<String> throughALoop() {
        boolean a = true;
        boolean b = false;
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            boolean t = a;
            a = z(b).await();
            b = z(t).await();
            out.append(show(a));
        }
        return done(out.toString());
    }

    public static Async<String> mergedFromBranches() {
        boolean a;
        if (z(true).await()) {
            a = z(true).await();
        } else {
            a = false;
        }
        pause().await();
        return done(show(a) + show(z(false).await() ? true : z(false).await()));
    }
}
