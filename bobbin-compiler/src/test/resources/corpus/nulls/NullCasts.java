package corpus.nulls;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Null with a type: what a cast says must hold after the await, too. */
public class NullCasts {
    private int field = 3;

    private static String f(String s, int x) {
        return "String " + s + x;
    }

    private static String f(Object o, int x) {
        return "Object " + o + x;
    }

    private static String f(Integer n, int x) {
        return "Integer " + n + x;
    }

    private static String f(int[] a, int x) {
        return "int[] " + (a == null) + x;
    }

    private static String f(String[][] a, int x) {
        return "String[][] " + (a == null) + x;
    }

    private static String f(Runnable r, int x) {
        return "Runnable " + r + x;
    }

    private static String f(NullCasts n, int x) {
        return "NullCasts " + n + x;
    }

    private static String wide(long before, String s, double middle, List<String> l, int x) {
        return before + s + middle + l + x;
    }

    private static String varargs(int x, Object... many) {
        return x + (many == null ? "null" : "" + many.length);
    }

    private static String last(String s, int x, Object... many) {
        return s + x + (many == null ? "null" : "" + many.length);
    }

    public static Async<String> onTheStack() {
        return done(f((String) null, i(1).await()) + ", " + f((Object) null, i(2).await()) + ", "
                + f((Integer) null, i(3).await()));
    }

    public static Async<String> arraysOnTheStack() {
        return done(f((int[]) null, i(1).await()) + ", " + f((String[][]) null, i(2).await()));
    }

    public static Async<String> interfacesOnTheStack() {
        return done(f((Runnable) null, i(1).await()) + ", " + ((Supplier<?>) null == step(null).await()));
    }

    public static Async<String> ownClassOnTheStack() {
        return done(f((NullCasts) null, i(1).await()));
    }

    public static Async<String> manyOnTheStack() {
        return done(wide(1L, (String) null, 2.5, (List<String>) null, i(3).await()));
    }

    public static Async<String> inVarargs() {
        return done(varargs(i(1).await(), (Object[]) null) + varargs(i(2).await(), (Object) null)
                + last((String) null, i(3).await(), (Object[]) null) + last(null, 4, (Object) null, i(5).await()));
    }

    public static Async<String> castTwice() {
        return done(f((String) (Object) null, i(1).await()) + f((Object) (String) null, i(2).await()));
    }

    public static Async<String> inLocals() {
        String s = (String) null;
        int[] a = (int[]) null;
        Runnable r = (Runnable) null;
        String[][] b = (String[][]) null;
        Object o = (Object) null;
        int x = i(1).await();
        String first = f(s, x) + f(a, x) + f(r, x);
        pause().await();
        return done(first + f(b, x) + f(o, x));
    }

    public static Async<String> inAssignedLocals() {
        String s;
        int[] a;
        int x = f(s = (String) null, i(1).await()).length() + f(a = (int[]) null, i(2).await()).length();
        pause().await();
        return done(f(s, x) + f(a, x));
    }

    public static Async<String> plainNullInLocals() {
        String s = null;
        int[] a = null;
        List<String> l = null;
        pause().await();
        if (z(false).await()) {
            s = "x";
            a = new int[1];
            l = new ArrayList<>();
        }
        return done(f(s, i(1).await()) + f(a, i(2).await()) + l);
    }

    public static Async<String> inConditionals() {
        boolean t = z(true).await();
        String a = f(t ? (String) null : "x", i(1).await());
        String b = f(t ? (int[]) null : new int[] {1}, i(2).await());
        String c = f(t ? (Runnable) null : () -> {}, i(3).await());
        Collection<String> d = t ? (List<String>) null : new ArrayList<>();
        return done(a + b + c + step(d).await());
    }

    public static Async<String> inALoop() {
        String r = "";
        String s = (String) null;
        for (int k = 0; k < 3; k++) {
            r += f(s, i(k).await());
            s = k == 0 ? (String) null : "s" + k;
        }
        return done(r);
    }

    public static Async<String> inHandlers() {
        int[] a = (int[]) null;
        String s = (String) null;
        try {
            pause().await();
            return done(f(s, a.length + i(1).await()));
        } catch (NullPointerException e) {
            pause().await();
            return done(f(s, i(2).await()) + f(a, i(3).await()));
        }
    }

    public static Async<String> usedAsAReceiver() {
        String r = "";
        try {
            r += ((String) null).concat(step("x").await());
        } catch (NullPointerException e) {
            r += "1";
        }
        try {
            ((int[]) null)[i(0).await()] = i(1).await();
        } catch (NullPointerException e) {
            r += "2";
        }
        try {
            r += ((NullCasts) null).field + i(0).await();
        } catch (NullPointerException e) {
            r += "3";
        }
        try {
            ((NullCasts) null).field = i(0).await();
        } catch (NullPointerException e) {
            r += "4";
        }
        try {
            ((Collection<Object>) null).add(step("x").await());
        } catch (NullPointerException e) {
            r += "5";
        }
        try {
            r += ((Object[][]) null)[i(0).await()][i(1).await()];
        } catch (NullPointerException e) {
            r += "6";
        }
        return done(r);
    }

    public static Async<String> asAnArgumentOfCoroutines() {
        return done(later((String) null, i(1).await()).await() + later((int[]) null, i(2).await()).await());
    }

    private static Async<String> later(String s, int x) {
        pause().await();
        return done(f(s, x));
    }

    private static Async<String> later(int[] a, int x) {
        pause().await();
        return done(f(a, x));
    }

    public static Async<String> asAConstructorsArgument() {
        return done(new Box((String) null, i(1).await()).text + new Box((int[]) null, i(2).await()).text);
    }

    private static final class Box {
        final String text;

        Box(String s, int x) {
            text = f(s, x);
        }

        Box(int[] a, int x) {
            text = f(a, x);
        }
    }

    public static Async<String> asAResult() {
        String s = (String) step(null).await();
        return done(f(s, i(1).await()) + f((String) nothing().await(), i(2).await()));
    }
}
