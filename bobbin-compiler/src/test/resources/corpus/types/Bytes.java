package corpus.types;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** byte as a local, parameter, result, array element, field and operand. */
public class Bytes {
    private byte field;
    private static byte global;

    private static String show(byte x) {
        return Integer.toHexString(x) + " ";
    }

    public static Async<String> local() {
        byte a = (byte) -128;
        byte b = (byte) 127;
        pause().await();
        byte c = a;
        a = b;
        pause().await();
        return done(show(a) + show(b) + show(c));
    }

    public static Async<String> parameter() {
        return done(pass((byte) -128, 1L, (byte) 127, "x").await());
    }

    private static Async<String> pass(byte a, long gap, byte b, String s) {
        pause().await();
        byte old = a;
        a = b(b).await();
        return done(show(a) + gap + show(b) + s + show(old));
    }

    public static Async<Byte> result() {
        byte a = b((byte) -128).await();
        pause().await();
        return done(a);
    }

    public static Async<Byte> boxedResultPassedOn() {
        Byte a = b((byte) -128).await();
        pause().await();
        return done(a);
    }

    public static Async<String> viaGenericStep() {
        byte a = step((byte) -128).await();
        Byte boxed = (byte) 127;
        Byte b = step(boxed).await();
        return done(show(a) + show(b));
    }

    public static Async<String> nullWhereAValueIsExpected() {
        byte a = StepNull.none().await();
        return done("unreachable" + a);
    }

    private static final class StepNull {
        static Async<Byte> none() {
            Byte n = null;
            pause().await();
            return done(n);
        }
    }

    public static Async<String> nullBoxTaken() {
        Byte a = StepNull.none().await();
        return done("" + a);
    }

    public static Async<String> arrayElement() {
        byte[] arr = {(byte) -128, (byte) 127};
        arr[i(0).await()] = b(arr[i(1).await()]).await();
        byte[] copy = step(arr).await();
        return done(show(copy[0]) + show(copy[1]) + copy.length);
    }

    public static Async<String> fields() {
        Bytes o = new Bytes();
        o.field = b((byte) -128).await();
        global = b((byte) 127).await();
        return done(show(o.field) + show(global) + show(o.swap().await()) + show(o.field));
    }

    private Async<Byte> swap() {
        byte old = field;
        field = b(global).await();
        return done(old);
    }

    public static Async<String> operandBeneath() {
        byte a = (byte) -128;
        return done(three(a, b((byte) 127).await(), a));
    }

    private static String three(byte a, byte b, byte c) {
        return show(a) + show(b) + show(c);
    }

    public static Async<String> arithmetic() {
        byte a = (byte) -128;
        byte b = (byte) 127;
        a += b(b).await(); a++; b *= i(3).await(); pause().await(); a = (byte) (a ^ b); a >>>= 1;
        return done(show(a));
    }

    public static Async<String> throughALoop() {
        byte a = (byte) -128;
        byte b = (byte) 127;
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            byte t = a;
            a = b(b).await();
            b = b(t).await();
            out.append(show(a));
        }
        return done(out.toString());
    }

    public static Async<String> mergedFromBranches() {
        byte a;
        if (z(true).await()) {
            a = b((byte) -128).await();
        } else {
            a = (byte) 127;
        }
        pause().await();
        return done(show(a) + show(z(false).await() ? (byte) -128 : b((byte) 127).await()));
    }
}
