package corpus.calls;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Who is called, and what becomes of the Async. */
public class Calls {
    private int state = 1;

    public static Async<Integer> sameCalleeTwiceInSequence() {
        int a = add(1, 2).await();
        int b = add(a, 3).await();
        return done(b);
    }

    private static Async<Integer> add(int a, int b) {
        pause().await();
        return done(a + b);
    }

    public static Async<Integer> sameCalleeInBothBranches() {
        int r;
        if (z(true).await()) {
            r = add(1, 2).await();
        } else {
            r = add(3, 4).await();
        }
        return done(r + (z(false).await() ? add(5, 6).await() : add(7, 8).await()));
    }

    public static Async<Integer> sameCalleeInALoop() {
        int r = 0;
        for (int k = 0; k < 10; k++) {
            r = add(r, add(k, 1).await()).await();
        }
        return done(r);
    }

    public static Async<Integer> sameCalleeInOneExpression() {
        return done(add(add(1, 2).await(), add(add(3, 4).await(), 5).await()).await());
    }

    public static Async<String> diamond() {
        return done(left(1).await() + right(2).await());
    }

    private static Async<String> left(int x) {
        return done("L" + bottom(x).await() + bottom(x + 1).await());
    }

    private static Async<String> right(int x) {
        String r = "R";
        r += bottom(x).await();
        return done(r);
    }

    private static Async<String> bottom(int x) {
        String s = "<";
        pause().await();
        s += x;
        pause().await();
        return done(s + ">");
    }

    public static Async<Integer> deepChain() {
        return done(c1(1).await());
    }

    private static Async<Integer> c1(int x) {
        return done(1 + c2(x).await());
    }

    private static Async<Integer> c2(int x) {
        long a = x;
        return done((int) (a + c3(x + 1).await()));
    }

    private static Async<Integer> c3(int x) {
        String s = "" + x;
        int r = c4(x).await();
        return done(r + s.length());
    }

    private static Async<Integer> c4(int x) {
        double d = x / 2.0;
        int r = c5(x).await();
        return done((int) (r + d * 2));
    }

    private static Async<Integer> c5(int x) {
        pause().await();
        int y = far(x).await();
        pause().await();
        return done(y * 10);
    }

    public static Async<String> instanceMethods() {
        Calls c = new Calls();
        c.increment(5).await();
        int before = c.increment(10).await();
        return done(before + "," + c.state);
    }

    private Async<Integer> increment(int by) {
        int old = state;
        pause().await();
        state = old + by;
        return done(state);
    }

    @Expect(value = "5 ~ evaluated stored body after", because = "a cold coroutine runs at its await, blocking code at the call")
    public static Async<Integer> storedThenAwaited() {
        Async<Integer> a = noisy(log("evaluated").length() - 4);
        log("stored");
        int r = a.await();
        log("after");
        return done(r);
    }

    private static Async<Integer> noisy(int x) {
        log("body");
        pause().await();
        return done(x);
    }

    @Expect(value = "never ~ end", because = "a cold coroutine that nobody awaits does not run")
    public static Async<String> neverAwaited() {
        Async<Integer> a = noisy(1);
        noisy(2);
        pause().await();
        log("end");
        return done(a == null ? "null" : "never");
    }

    @Expect(value = "3 ~ first second", because = "cold coroutines run in the order in which they are awaited")
    public static Async<Integer> awaitedInOtherOrder() {
        Async<Integer> b = named("second", 2);
        Async<Integer> a = named("first", 1);
        int x = a.await();
        return done(x + b.await());
    }

    private static Async<Integer> named(String name, int x) {
        pause().await();
        log(name);
        return done(x);
    }

    @Expect(value = "refused after 1", because = "blocking code has no one-shot object")
    public static Async<String> awaitedTwice() {
        Async<Integer> a = i(1);
        int first = a.await();
        try {
            a.await();
        } catch (IllegalStateException e) {
            return done("refused after " + first);
        }
        return done("missed");
    }

    @Expect(value = "refused", because = "blocking code has no one-shot object")
    public static Async<String> foreignAwaitedTwice() {
        Async<Integer> a = foreign(1);
        a.await();
        try {
            a.await();
        } catch (IllegalStateException e) {
            return done("refused");
        }
        return done("missed");
    }

    public static Async<String> storedAcrossASuspension() {
        Async<String> a = step("stored");
        pause().await();
        return done(a.await());
    }

    public static Async<String> passedAsAnArgument() {
        return done(twiceThe(step("x")).await() + takes(i(1), j(2), "s").await());
    }

    private static Async<String> twiceThe(Async<String> a) {
        String s = a.await();
        pause().await();
        return done(s + s);
    }

    private static Async<String> takes(Async<Integer> a, Async<Long> b, String c) {
        return done(a.await() + c + b.await());
    }

    public static Async<String> returnedFromAPlainMethod() {
        return done(chosen(true).await() + chosen(false).await());
    }

    private static Async<String> chosen(boolean first) {
        return first ? step("a") : far("b");
    }

    public static Async<Integer> storedInAField() {
        Holder h = new Holder();
        h.later = i(3);
        pause().await();
        return done(h.take().await());
    }

    static final class Holder {
        Async<Integer> later;

        Async<Integer> take() {
            Async<Integer> a = later;
            later = null;
            return done(a.await() + 1);
        }
    }

    public static Async<String> inAList() {
        List<Async<String>> all = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            all.add(step("s" + k));
        }
        StringBuilder out = new StringBuilder();
        for (Async<String> a : all) {
            out.append(a.await());
        }
        return done(out.toString());
    }

    public static Async<String> inAMap() {
        Map<String, Async<Integer>> m = new HashMap<>();
        m.put("one", i(1));
        m.put("two", i(2));
        return done(m.get("two").await() + "" + m.get("one").await());
    }

    public static Async<String> inAnArray() {
        Async<?>[] all = {i(1), step("x"), done(null)};
        Object a = all[0].await();
        Object b = all[1].await();
        return done(a + "" + b + all[2].await());
    }

    public static Async<String> chosenByTernary() {
        boolean first = z(true).await();
        return done((first ? step("a") : step("b")).await() + (first ? done("c") : step("d")).await());
    }

    public static Async<String> asyncOfAsync() {
        Async<Async<String>> outer = step(step("inner"));
        return done(outer.await().await());
    }

    public static Async<String> asyncFromACall() {
        return done(nested().await().await() + nested().await().await());
    }

    private static Async<Async<String>> nested() {
        pause().await();
        return done(far("n"));
    }

    public static Async<Integer> calleeInAnotherClass() {
        return done(Other.twice(4).await() + new Other(3).plus(2).await());
    }

    public static Async<String> calleesOfOtherClassesInALoop() {
        Other o = new Other(1);
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            out.append(o.plus(k).await()).append(Other.twice(k).await()).append(' ');
        }
        return done(out.toString());
    }

    interface Service {
        Async<Integer> apply(int x);

        default Async<Integer> twice(int x) {
            return done(apply(apply(x).await()).await());
        }

        static Async<Integer> fixed() {
            return done(i(77).await());
        }
    }

    static final class AddOne implements Service {
        @Override
        public Async<Integer> apply(int x) {
            return done(i(x).await() + 1);
        }
    }

    static class Times implements Service {
        protected final int by;

        Times(int by) {
            this.by = by;
        }

        @Override
        public Async<Integer> apply(int x) {
            int r = i(x).await() * by;
            pause().await();
            return done(r);
        }
    }

    static final class LoudTimes extends Times {
        LoudTimes(int by) {
            super(by);
        }

        @Override
        public Async<Integer> apply(int x) {
            log("loud");
            int r = super.apply(x).await();
            log("still loud");
            return done(r);
        }

        @Override
        public Async<Integer> twice(int x) {
            return done(super.twice(x).await() + by);
        }
    }

    /** No await: it is not a coroutine, and is called eagerly. */
    static final class Plain implements Service {
        @Override
        public Async<Integer> apply(int x) {
            return done(-x);
        }
    }

    /** Hands out somebody else's Async. */
    static final class Forwarding implements Service {
        @Override
        public Async<Integer> apply(int x) {
            return i(x * 1000);
        }
    }

    public static Async<String> interfaceCallees() {
        Service[] all = {
            new AddOne(), new Times(3), new LoudTimes(5), new Plain(), new Forwarding(), x -> done(i(x).await() - 1), x -> i(x)
        };
        StringBuilder out = new StringBuilder();
        for (Service s : all) {
            out.append(s.apply(7).await()).append(' ').append(s.twice(7).await()).append(' ');
        }
        return done(out.toString() + Service.fixed().await());
    }

    public static Async<Integer> virtualCallee() {
        Times t = z(true).await() ? new LoudTimes(2) : new Times(2);
        return done(t.apply(21).await());
    }

    public static Async<Integer> superCall() {
        return new LoudTimes(3).apply(2);
    }

    public static Async<Integer> callOnNullFailsAtTheCall() {
        Service s = null;
        log("before");
        return done(s.apply(logInt(1)).await());
    }

    @Expect(value = "npe", because = "blocking code fails in another place")
    public static Async<String> nullAsyncFailsAtTheAwait() {
        Async<String> none = noAsync();
        try {
            return done(none.await());
        } catch (NullPointerException e) {
            return done("npe");
        }
    }

    private static Async<String> noAsync() {
        return null;
    }

    @Expect(value = "npe", because = "the message names the method, in blocking code it does not")
    public static Async<String> coroutineThatReturnsNullFailsAtTheAwait() {
        try {
            return done(returnsNull().await());
        } catch (NullPointerException e) {
            return done("npe");
        }
    }

    private static Async<String> returnsNull() {
        pause().await();
        return null;
    }

    public static Async<String> varargsCallee() {
        return done(joined("-").await() + joined("-", step("a").await()).await() + joined("-", "a", step("b").await(), "c").await());
    }

    private static Async<String> joined(String by, String... parts) {
        StringBuilder out = new StringBuilder("[");
        for (String p : parts) {
            out.append(step(p).await()).append(by);
        }
        return done(out.append(parts.length).append(']').toString());
    }

    public static Async<String> overloads() {
        return done(over(1).await() + over(1L).await() + over("s").await() + over((Object) "o").await() + over(1, 2).await());
    }

    private static Async<String> over(int x) {
        return done("int" + i(x).await());
    }

    private static Async<String> over(long x) {
        return done("long" + j(x).await());
    }

    private static Async<String> over(String x) {
        return done("String" + step(x).await());
    }

    private static Async<String> over(Object x) {
        return done("Object" + step(x).await());
    }

    private static Async<String> over(int... x) {
        return done("ints" + i(x.length).await());
    }

    public static Async<String> argumentsAreEvaluatedInOrderBeforeTheBody() {
        return done(three(log("1"), step(log("2")).await(), log("3")).await());
    }

    private static Async<String> three(String a, String b, String c) {
        log("body");
        pause().await();
        return done(a + b + c);
    }

    public static Async<Integer> supplierOfAsync() {
        Supplier<Async<Integer>> s = () -> i(5);
        return done(s.get().await() + s.get().await());
    }

    public static Async<String> plainMethodsInBetween() {
        return done(plain(2).await());
    }

    /** Not a coroutine, but calls one and hands it on. */
    private static Async<String> plain(int x) {
        String prefix = "p" + x;
        return prefixed(prefix);
    }

    private static Async<String> prefixed(String p) {
        return done(p + i(9).await());
    }

    public static Async<String> synchronousAndSuspendingMixed() {
        String r = "";
        for (int k = 0; k < 6; k++) {
            r += k % 3 == 0 ? done("d").await() : k % 3 == 1 ? foreign("f").await() : step("s").await();
        }
        return done(r);
    }

    public static Async<Integer> parameterReassigned() {
        return done(changes(1, "x").await());
    }

    private static Async<Integer> changes(int x, String s) {
        x += i(1).await();
        s = s + step("y").await();
        x *= s.length();
        pause().await();
        return done(x);
    }

    public static Async<String> unusedParameters() {
        return done(ignores(1, 2L, 3.0, "x", new int[1]).await());
    }

    private static Async<String> ignores(int a, long b, double c, String d, int[] e) {
        pause().await();
        return done("ignored");
    }
}
