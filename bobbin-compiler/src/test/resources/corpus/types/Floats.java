package corpus.types;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** float as a local, parameter, result, array element, field and operand. */
public class Floats {
    private float field;
    private static float global;

    private static String show(float x) {
        return Integer.toHexString(Float.floatToRawIntBits(x)) + " ";
    }

    public static Async<String> local() {
        float a = Float.intBitsToFloat(0x7fc12345);
        float b = -0.0f;
        pause().await();
        float c = a;
        a = b;
        pause().await();
        return done(show(a) + show(b) + show(c));
    }

    public static Async<String> parameter() {
        return done(pass(Float.intBitsToFloat(0x7fc12345), 1L, -0.0f, "x").await());
    }

    private static Async<String> pass(float a, long gap, float b, String s) {
        pause().await();
        float old = a;
        a = f(b).await();
        return done(show(a) + gap + show(b) + s + show(old));
    }

    public static Async<Float> result() {
        float a = f(Float.intBitsToFloat(0x7fc12345)).await();
        pause().await();
        return done(a);
    }

    public static Async<Float> boxedResultPassedOn() {
        Float a = f(Float.intBitsToFloat(0x7fc12345)).await();
        pause().await();
        return done(a);
    }

    public static Async<String> viaGenericStep() {
        float a = step(Float.intBitsToFloat(0x7fc12345)).await();
        Float boxed = -0.0f;
        Float b = step(boxed).await();
        return done(show(a) + show(b));
    }

    public static Async<String> nullWhereAValueIsExpected() {
        float a = StepNull.none().await();
        return done("unreachable" + a);
    }

    private static final class StepNull {
        static Async<Float> none() {
            Float n = null;
            pause().await();
            return done(n);
        }
    }

    public static Async<String> nullBoxTaken() {
        Float a = StepNull.none().await();
        return done("" + a);
    }

    public static Async<String> arrayElement() {
        float[] arr = {Float.intBitsToFloat(0x7fc12345), -0.0f};
        arr[i(0).await()] = f(arr[i(1).await()]).await();
        float[] copy = step(arr).await();
        return done(show(copy[0]) + show(copy[1]) + copy.length);
    }

    public static Async<String> fields() {
        Floats o = new Floats();
        o.field = f(Float.intBitsToFloat(0x7fc12345)).await();
        global = f(-0.0f).await();
        return done(show(o.field) + show(global) + show(o.swap().await()) + show(o.field));
    }

    private Async<Float> swap() {
        float old = field;
        field = f(global).await();
        return done(old);
    }

    public static Async<String> operandBeneath() {
        float a = Float.intBitsToFloat(0x7fc12345);
        return done(three(a, f(-0.0f).await(), a));
    }

    private static String three(float a, float b, float c) {
        return show(a) + show(b) + show(c);
    }

    public static Async<String> arithmetic() {
        float a = Float.intBitsToFloat(0x7fc12345);
        float b = -0.0f;
        a = 1.1f; a += f(b).await(); a++; b = f(3.3f).await() * a; pause().await(); a = a / b - f(a).await() % b;
        return done(show(a));
    }

    public static Async<String> throughALoop() {
        float a = Float.intBitsToFloat(0x7fc12345);
        float b = -0.0f;
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            float t = a;
            a = f(b).await();
            b = f(t).await();
            out.append(show(a));
        }
        return done(out.toString());
    }

    public static Async<String> mergedFromBranches() {
        float a;
        if (z(true).await()) {
            a = f(Float.intBitsToFloat(0x7fc12345)).await();
        } else {
            a = -0.0f;
        }
        pause().await();
        return done(show(a) + show(z(false).await() ? Float.intBitsToFloat(0x7fc12345) : f(-0.0f).await()));
    }
}
