package corpus.lambdas;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import dev.bobbin.AsyncSupplier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Lambda bodies that are coroutines, and method references to coroutines. */
public class Lambdas {
    private final String name;

    public Lambdas() {
        this("me");
    }

    private Lambdas(String name) {
        this.name = name;
    }

    public static Async<String> withoutCapture() throws Exception {
        AsyncSupplier<String> s = () -> done(step("x").await() + "y");
        return done(s.get().await() + s.get().await());
    }

    public static Async<String> capturingLocals() throws Exception {
        int a = i(1).await();
        long b = j(2).await();
        double c = 3;
        String d = "d";
        AsyncSupplier<String> s = () -> {
            int x = i(a).await();
            pause().await();
            return done(x + "," + b + "," + c + "," + d);
        };
        return done(s.get().await());
    }

    public static Async<String> capturingThis() throws Exception {
        return new Lambdas("outer").named();
    }

    private Async<String> named() throws Exception {
        String local = "local";
        AsyncSupplier<String> s = () -> done(name + step(local).await() + greet("!").await());
        return done(s.get().await());
    }

    private Async<String> greet(String mark) {
        return done(step(name).await() + mark);
    }

    public static Async<String> withParameters() {
        BiFunction<Integer, String, Async<String>> f = (n, s) -> done(s.substring(i(n).await() - 2) + s);
        IntFunction<Async<Integer>> g = x -> done(i(x).await() * i(x).await());
        return done(f.apply(3, "ab").await() + g.apply(7).await());
    }

    public static Async<String> primitiveParameterInterface() {
        Op op = (a, b, c) -> {
            double r = a * d(b).await();
            pause().await();
            return done(r + c);
        };
        return done("" + op.apply(2, 1.5, 'a').await());
    }

    interface Op {
        Async<Double> apply(long a, double b, char c);
    }

    public static Async<String> nestedLambdas() throws Exception {
        int a = 1;
        AsyncSupplier<AsyncSupplier<String>> outer = () -> {
            int b = i(2).await();
            return done(() -> {
                int c = i(3).await();
                return done("" + a + b + c);
            });
        };
        return done(outer.get().await().get().await());
    }

    public static Async<String> lambdaThatIsNoCoroutineInside() {
        List<Integer> l = new ArrayList<>(Arrays.asList(3, 1, 2));
        int flip = i(-1).await();
        l.sort((x, y) -> flip * Integer.compare(x, y));
        l.replaceAll(x -> x * 2);
        pause().await();
        return done(l.toString());
    }

    public static Async<String> expressionLambda() throws Exception {
        AsyncSupplier<Integer> s = () -> i(4);
        return done("" + s.get().await());
    }

    public static Async<String> methodReferences() throws Exception {
        Function<Integer, Async<Integer>> a = Lambdas::twice;
        Lambdas me = new Lambdas("r");
        Function<String, Async<String>> b = me::greet;
        BiFunction<Lambdas, String, Async<String>> c = Lambdas::greet;
        Supplier<Lambdas> d = Lambdas::new;
        AsyncSupplier<Void> e = corpus.Pace::pause;
        e.get().await();
        return done(a.apply(4).await() + b.apply("?").await() + c.apply(me, "!").await() + d.get().greet(".").await());
    }

    private static Async<Integer> twice(int x) {
        return done(i(x).await() * 2);
    }

    public static Async<String> recursiveLambda() {
        Rec r = new Rec();
        r.f = n -> n == 0 ? done(1) : done(n * r.f.apply(n - 1).await());
        return done("" + r.f.apply(6).await());
    }

    static final class Rec {
        Function<Integer, Async<Integer>> f;
    }

    public static Async<String> lambdaPassedToACoroutine() throws Exception {
        String prefix = step("p").await();
        return done(twiceThe(() -> done(prefix + step("q").await())).await());
    }

    private static Async<String> twiceThe(AsyncSupplier<String> s) throws Exception {
        String a = s.get().await();
        pause().await();
        return done(a + s.get().await());
    }

    public static Async<String> eachIterationItsOwnCapture() throws Exception {
        List<AsyncSupplier<String>> all = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            int mine = k;
            pause().await();
            all.add(() -> done("v" + i(mine).await()));
        }
        String r = "";
        for (AsyncSupplier<String> s : all) {
            r += s.get().await();
        }
        return done(r);
    }

    public static Async<String> exceptionOutOfALambda() throws Exception {
        AsyncSupplier<String> s = () -> {
            pause().await();
            throw new java.io.IOException("lambda");
        };
        try {
            return done(s.get().await());
        } catch (java.io.IOException e) {
            return done("caught " + step(e.getMessage()).await());
        }
    }

    public static Async<String> tryInsideALambda() throws Exception {
        AsyncSupplier<String> s = () -> {
            try {
                return done("" + fail(new IllegalStateException("x")).await());
            } catch (IllegalStateException e) {
                return done(e.getMessage() + step("y").await());
            } finally {
                log(step("finally").await());
            }
        };
        return done(s.get().await());
    }

    public static Async<String> anonymousClassCoroutine() throws Exception {
        int captured = i(3).await();
        AsyncSupplier<String> s = new AsyncSupplier<String>() {
            private int calls;

            @Override
            public Async<String> get() {
                calls += i(1).await();
                return done(captured + ":" + calls);
            }
        };
        return done(s.get().await() + s.get().await());
    }

    public static Async<String> lambdaInAStaticField() throws Exception {
        return done(SHARED.apply("a").await() + SHARED.apply("b").await());
    }

    private static final Function<String, Async<String>> SHARED = s -> done(step(s).await() + s);

    public static Async<String> lambdaInAnArgumentBesideAnAwait() throws Exception {
        return done(call(() -> done(step("l").await()), step("r").await()).await());
    }

    private static Async<String> call(AsyncSupplier<String> l, String r) throws Exception {
        return done(l.get().await() + r);
    }

    public static Async<String> curried() {
        Function<String, Function<String, Async<String>>> f = a -> b -> done(step(a).await() + step(b).await());
        return done(f.apply("x").apply("y").await());
    }

    public static Async<String> genericLambda() {
        return done(mapped(Arrays.asList(1, 2, 3), x -> done("n" + i(x).await())).await().toString());
    }

    private static <A, B> Async<List<B>> mapped(List<A> list, Function<? super A, ? extends Async<? extends B>> f) {
        List<B> out = new ArrayList<>();
        for (A a : list) {
            out.add(f.apply(a).await());
        }
        return done(out);
    }

    public static Async<String> serializableLambdaWithIntersection() {
        Function<Integer, Async<Integer>> f = (Function<Integer, Async<Integer>> & java.io.Serializable) x -> done(i(x).await() + 1);
        return done("" + f.apply(1).await() + (f instanceof java.io.Serializable));
    }
}
