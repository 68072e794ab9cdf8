package corpus.types;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** short as a local, parameter, result, array element, field and operand. */
public class Shorts {
    private short field;
    private static short global;

    private static String show(short x) {
        return Integer.toHexString(x) + " ";
    }

    public static Async<String> local() {
        short a = (short) -32768;
        short b = (short) 32767;
        pause().await();
        short c = a;
        a = b;
        pause().await();
        return done(show(a) + show(b) + show(c));
    }

    public static Async<String> parameter() {
        return done(pass((short) -32768, 1L, (short) 32767, "x").await());
    }

    private static Async<String> pass(short a, long gap, short b, String s) {
        pause().await();
        short old = a;
        a = s(b).await();
        return done(show(a) + gap + show(b) + s + show(old));
    }

    public static Async<Short> result() {
        short a = s((short) -32768).await();
        pause().await();
        return done(a);
    }

    public static Async<Short> boxedResultPassedOn() {
        Short a = s((short) -32768).await();
        pause().await();
        return done(a);
    }

    public static Async<String> viaGenericStep() {
        short a = step((short) -32768).await();
        Short boxed = (short) 32767;
        Short b = step(boxed).await();
        return done(show(a) + show(b));
    }

    public static Async<String> nullWhereAValueIsExpected() {
        short a = StepNull.none().await();
        return done("unreachable" + a);
    }

    private static final class StepNull {
        static Async<Short> none() {
            Short n = null;
            pause().await();
            return done(n);
        }
    }

    public static Async<String> nullBoxTaken() {
        Short a = StepNull.none().await();
        return done("" + a);
    }

    public static Async<String> arrayElement() {
        short[] arr = {(short) -32768, (short) 32767};
        arr[i(0).await()] = s(arr[i(1).await()]).await();
        short[] copy = step(arr).await();
        return done(show(copy[0]) + show(copy[1]) + copy.length);
    }

    public static Async<String> fields() {
        Shorts o = new Shorts();
        o.field = s((short) -32768).await();
        global = s((short) 32767).await();
        return done(show(o.field) + show(global) + show(o.swap().await()) + show(o.field));
    }

    private Async<Short> swap() {
        short old = field;
        field = s(global).await();
        return done(old);
    }

    public static Async<String> operandBeneath() {
        short a = (short) -32768;
        return done(three(a, s((short) 32767).await(), a));
    }

    private static String three(short a, short b, short c) {
        return show(a) + show(b) + show(c);
    }

    public static Async<String> arithmetic() {
        short a = (short) -32768;
        short b = (short) 32767;
        a += s(b).await(); a++; b *= i(3).await(); pause().await(); a = (short) (a ^ b); a--;
        return done(show(a));
    }

    public static Async<String> throughALoop() {
        short a = (short) -32768;
        short b = (short) 32767;
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            short t = a;
            a = s(b).await();
            b = s(t).await();
            out.append(show(a));
        }
        return done(out.toString());
    }

    public static Async<String> mergedFromBranches() {
        short a;
        if (z(true).await()) {
            a = s((short) -32768).await();
        } else {
            a = (short) 32767;
        }
        pause().await();
        return done(show(a) + show(z(false).await() ? (short) -32768 : s((short) 32767).await()));
    }
}
