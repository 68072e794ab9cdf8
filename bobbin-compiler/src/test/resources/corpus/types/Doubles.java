package corpus.types;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** double as a local, parameter, result, array element, field and operand. */
public class Doubles {
    private double field;
    private static double global;

    private static String show(double x) {
        return Long.toHexString(Double.doubleToRawLongBits(x)) + " ";
    }

    public static Async<String> local() {
        double a = Double.longBitsToDouble(0x7ff8123456789abcL);
        double b = -0.0;
        pause().await();
        double c = a;
        a = b;
        pause().await();
        return done(show(a) + show(b) + show(c));
    }

    public static Async<String> parameter() {
        return done(pass(Double.longBitsToDouble(0x7ff8123456789abcL), 1L, -0.0, "x").await());
    }

    private static Async<String> pass(double a, long gap, double b, String s) {
        pause().await();
        double old = a;
        a = d(b).await();
        return done(show(a) + gap + show(b) + s + show(old));
    }

    public static Async<Double> result() {
        double a = d(Double.longBitsToDouble(0x7ff8123456789abcL)).await();
        pause().await();
        return done(a);
    }

    public static Async<Double> boxedResultPassedOn() {
        Double a = d(Double.longBitsToDouble(0x7ff8123456789abcL)).await();
        pause().await();
        return done(a);
    }

    public static Async<String> viaGenericStep() {
        double a = step(Double.longBitsToDouble(0x7ff8123456789abcL)).await();
        Double boxed = -0.0;
        Double b = step(boxed).await();
        return done(show(a) + show(b));
    }

    public static Async<String> nullWhereAValueIsExpected() {
        double a = StepNull.none().await();
        return done("unreachable" + a);
    }

    private static final class StepNull {
        static Async<Double> none() {
            Double n = null;
            pause().await();
            return done(n);
        }
    }

    public static Async<String> nullBoxTaken() {
        Double a = StepNull.none().await();
        return done("" + a);
    }

    public static Async<String> arrayElement() {
        double[] arr = {Double.longBitsToDouble(0x7ff8123456789abcL), -0.0};
        arr[i(0).await()] = d(arr[i(1).await()]).await();
        double[] copy = step(arr).await();
        return done(show(copy[0]) + show(copy[1]) + copy.length);
    }

    public static Async<String> fields() {
        Doubles o = new Doubles();
        o.field = d(Double.longBitsToDouble(0x7ff8123456789abcL)).await();
        global = d(-0.0).await();
        return done(show(o.field) + show(global) + show(o.swap().await()) + show(o.field));
    }

    private Async<Double> swap() {
        double old = field;
        field = d(global).await();
        return done(old);
    }

    public static Async<String> operandBeneath() {
        double a = Double.longBitsToDouble(0x7ff8123456789abcL);
        return done(three(a, d(-0.0).await(), a));
    }

    private static String three(double a, double b, double c) {
        return show(a) + show(b) + show(c);
    }

    public static Async<String> arithmetic() {
        double a = Double.longBitsToDouble(0x7ff8123456789abcL);
        double b = -0.0;
        a = 1.1; a += d(b).await(); a++; b = d(3.3).await() * a; pause().await(); a = a / b - d(a).await() % b;
        return done(show(a));
    }

    public static Async<String> throughALoop() {
        double a = Double.longBitsToDouble(0x7ff8123456789abcL);
        double b = -0.0;
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            double t = a;
            a = d(b).await();
            b = d(t).await();
            out.append(show(a));
        }
        return done(out.toString());
    }

    public static Async<String> mergedFromBranches() {
        double a;
        if (z(true).await()) {
            a = d(Double.longBitsToDouble(0x7ff8123456789abcL)).await();
        } else {
            a = -0.0;
        }
        pause().await();
        return done(show(a) + show(z(false).await() ? Double.longBitsToDouble(0x7ff8123456789abcL) : d(-0.0).await()));
    }
}
