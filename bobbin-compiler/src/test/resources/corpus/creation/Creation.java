package corpus.creation;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** An object that is not initialised yet stands on the stack during an await. */
public class Creation {
    static class Pair {
        final Object a;
        final Object b;

        Pair(Object a, Object b) {
            log("Pair(" + a + "," + b + ")");
            this.a = a;
            this.b = b;
        }

        @Override
        public String toString() {
            return "<" + a + "," + b + ">";
        }
    }

    static class Wide {
        final long l;
        final double d;
        final int i;

        Wide(long l, double d, int i) {
            this.l = l;
            this.d = d;
            this.i = i;
        }
    }

    public static Async<String> atALoopsHead_withABranchInTheArguments() {
        int n = 0;
        String s = "";
        do {
            s = new StringBuilder(n > 1 ? s + "a" : "b").append(i(n).await()).toString();
            n++;
        } while (n < 4);
        while (true) {
            s = new String(n > 6 ? s : s + n).concat(step("!").await());
            if (n++ > 7) {
                return done(s);
            }
        }
    }

    public static Async<String> secondArgumentAwaited() {
        return done(new Pair("x", step("y").await()).toString());
    }

    public static Async<String> firstArgumentAwaited() {
        return done(new Pair(step("x").await(), "y").toString());
    }

    public static Async<String> bothArgumentsAwaited() {
        return done(new Pair(step("x").await(), i(2).await()).toString());
    }

    public static Async<String> wideArguments() {
        Wide w = new Wide(1L << 40, d(2.5).await(), i(3).await());
        return done(w.l + "," + w.d + "," + w.i);
    }

    public static Async<String> nestedTwice() {
        return done(new Pair(1, new Pair(step("a").await(), new Pair(step("b").await(), 2))).toString());
    }

    public static Async<String> twoOnTheStackAtOnce() {
        return done("" + new Pair(new Pair(1, step("a").await()), new Pair(step("b").await(), 2)));
    }

    public static Async<String> argumentsWithBranches() {
        return done("" + new Pair(z(true).await() ? step("a").await() : "n", z(false).await() ? "n" : new Pair(1, i(2).await())));
    }

    public static Async<String> valueIsDiscarded() {
        new Pair(1, step("gone").await());
        return done("ok");
    }

    public static Async<String> asReceiver() {
        return done(new StringBuilder(step("abc").await()).append(new StringBuilder().append(i(1).await())).reverse().toString());
    }

    public static Async<String> underOtherOperands() {
        long a = 7;
        return done(a + "" + new Pair(a, j(a).await()) + a);
    }

    public static Async<String> inAnArrayInitialiser() {
        Object[] all = {new Pair(1, step(2).await()), step("x").await(), new Pair(step(3).await(), 4)};
        return done(all[0] + "" + all[1] + all[2]);
    }

    public static Async<String> inALoop() {
        List<Pair> all = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            all.add(new Pair(k, i(k * k).await()));
        }
        return done(all.toString());
    }

    public static Async<String> insideTry() {
        try {
            return done("" + new Pair("a", fail(new IllegalStateException("argument")).await()));
        } catch (IllegalStateException e) {
            return done(e.getMessage() + new Pair("b", step("c").await()));
        }
    }

    public static Async<String> constructorThrowsAfterAwait() {
        try {
            return done("" + new Picky(i(-1).await()));
        } catch (IllegalArgumentException e) {
            return done(e.getMessage() + new Picky(i(1).await()).value);
        }
    }

    static class Picky {
        final int value;

        Picky(int value) {
            if (value < 0) {
                throw new IllegalArgumentException("picky " + value);
            }
            this.value = value;
        }
    }

    static class Loud {
        static {
            log("Loud initialised");
        }

        Loud(Object x) {
            log("Loud(" + x + ")");
        }
    }

    public static Async<String> classInitialisationComesBeforeTheArguments() {
        log("start");
        new Loud(step(log("argument")).await());
        return done("end");
    }

    static class Outer1 {
        static {
            log("Outer1 initialised");
        }

        Outer1(Object x) {
            log("Outer1(" + x + ")");
        }
    }

    static class Inner1 {
        static {
            log("Inner1 initialised");
        }

        Inner1(Object x) {
            log("Inner1(" + x + ")");
        }

        @Override
        public String toString() {
            return "inner";
        }
    }

    public static Async<String> classInitialisationOrderOfNestedCreations() {
        log("start");
        new Outer1(new Inner1(step(log("argument")).await()));
        return done("end");
    }

    static class Broken {
        static final int X = explode();

        static int explode() {
            log("exploding");
            throw new IllegalStateException("static initialiser");
        }

        Broken(Object x) {}
    }

    public static Async<String> classInitialiserThatFailsDoesSoBeforeTheArguments() {
        try {
            new Broken(step(log("never evaluated")).await());
        } catch (ExceptionInInitializerError e) {
            return done("failed: " + e.getCause().getMessage());
        }
        return done("missed");
    }

    abstract static class Shape {
        abstract double area();
    }

    public static Async<String> anonymousClassWithArgument() {
        double side = d(2).await();
        Shape s = new Shape() {
            @Override
            double area() {
                return side * side;
            }
        };
        Pair p = new Pair("p", step("q").await()) {
            @Override
            public String toString() {
                return "anonymous" + super.toString() + side;
            }
        };
        return done(s.area() + p.toString());
    }

    final class Inner {
        final String s;

        Inner(String s) {
            this.s = s + name;
        }
    }

    private final String name = "outer";

    public static Async<String> innerClassOfThis() {
        return new Creation().inner();
    }

    private Async<String> inner() {
        Inner a = new Inner(step("a").await());
        Inner b = this.new Inner(step(a.s).await());
        return done(b.s);
    }

    public static Async<String> localClassWithCapture() {
        int captured = i(5).await();
        class Local {
            final int x;

            Local(int x) {
                this.x = x + captured;
            }
        }
        return done("" + new Local(i(1).await()).x);
    }

    public static Async<String> genericDiamond() {
        AtomicReference<List<String>> r = new AtomicReference<>(step(Arrays.asList("a")).await());
        return done(r.get() + "" + new ArrayList<>(step(Arrays.asList(1, 2)).await()));
    }

    public static Async<String> exceptionCreation() {
        throw new IllegalStateException(step("message").await(), new RuntimeException(step("cause").await()));
    }

    public static Async<String> varargsConstructor() {
        return done(new Joined(step("a").await(), "b", step("c").await()).text + new Joined().text);
    }

    static final class Joined {
        final String text;

        Joined(String... parts) {
            text = String.join("+", parts) + parts.length;
        }
    }

    public static Async<String> tryInsideAnArgument() {
        return done("" + new Pair("left", java.util.Optional.of(1).map(x -> {
            try {
                return Integer.parseInt("x");
            } catch (NumberFormatException e) {
                return -1;
            }
        }).get() + i(1).await()));
    }

    public static Async<String> duplicatedReference() {
        Pair p;
        Pair[] all = {p = new Pair(1, step(2).await()), p};
        return done((all[0] == all[1]) + "" + p);
    }
}
