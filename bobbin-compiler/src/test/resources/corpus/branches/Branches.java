package corpus.branches;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** If, else, conditional operators, early returns. */
public class Branches {
    public static Async<String> awaitInTheCondition() {
        if (z(true).await()) {
            return done("then");
        }
        return done("else");
    }

    public static Async<String> awaitInOneBranchOnly() {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 4; k++) {
            int x = k;
            if (k % 2 == 0) {
                x += i(10).await();
            }
            out.append(x).append(' ');
        }
        return done(out.toString());
    }

    public static Async<Integer> differentCalleesInBranches() {
        int r = 0;
        for (int k = 0; k < 3; k++) {
            if (k == 0) {
                r += i(1).await();
            } else if (k == 1) {
                r += (int) (long) j(10).await();
            } else {
                r += far(100).await();
            }
        }
        return done(r);
    }

    public static Async<String> earlyReturns() {
        return done(sign(-5).await() + sign(0).await() + sign(5).await());
    }

    private static Async<String> sign(int x) {
        if (x == 0) {
            return done("zero");
        }
        if (i(x).await() < 0) {
            return done("minus");
        }
        pause().await();
        return done("plus");
    }

    public static Async<String> shortCircuit() {
        boolean a = note("a", false).await() && note("b", true).await();
        boolean b = note("c", true).await() || note("d", true).await();
        boolean c = note("e", true).await() & note("f", false).await() | note("g", true).await();
        return done(a + "" + b + c);
    }

    private static Async<Boolean> note(String what, boolean value) {
        pause().await();
        log(what);
        return done(value);
    }

    public static Async<String> nestedTernary() {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            out.append(k == 0 ? step("a").await() : k == 1 ? z(false).await() ? "x" : step("b").await() : "c");
        }
        return done(out.toString());
    }

    public static Async<String> ternaryOfUnboxedAndNull() {
        Integer x = z(true).await() ? null : Integer.valueOf(1);
        return done("" + x);
    }

    public static Async<Integer> ternaryUnboxingNullFails() {
        Integer none = null;
        int x = z(true).await() ? none : i(1).await();
        return done(x);
    }

    public static Async<String> definiteAssignmentInBranches() {
        final String s;
        final long l;
        if (z(false).await()) {
            s = "a";
            l = 1;
        } else {
            s = step("b").await();
            l = j(2).await();
        }
        pause().await();
        return done(s + l);
    }

    public static Async<String> unassignedOnOnePath() {
        int x;
        boolean known = z(true).await();
        if (known) {
            x = i(3).await();
        } else {
            return done("unknown");
        }
        pause().await();
        return done("x=" + x);
    }

    public static Async<String> comparisonsOfEveryKind() {
        StringBuilder out = new StringBuilder();
        int a = i(-1).await();
        long b = j(2).await();
        double c = d(Double.NaN).await();
        Object o = nothing().await();
        out.append(a < 0).append(a <= 0).append(a == 0).append(a != 0).append(b > 1).append(b >= 3);
        out.append(c < 1).append(c >= 1).append(c == c).append(o == null).append(o != null);
        return done(out.toString());
    }

    public static Async<Integer> assertionAndComma() {
        int x = i(2).await();
        assert x == i(2).await() : "message";
        return done(x);
    }
}
