package corpus.shapes;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Where a coroutine may be declared. */
public class Shapes {
    private static int secret = 41;
    private int count;

    public static Async<Integer> privateMembersFromANestedClass() {
        return done(new Nested().reach().await() + Nested.hidden(1).await());
    }

    private static final class Nested {
        private final int own = 1;

        private Async<Integer> reach() {
            pause().await();
            secret = 41;
            return done(secret + own + privately().await());
        }

        private static Async<Integer> hidden(int x) {
            return done(i(x).await());
        }
    }

    private static Async<Integer> privately() {
        return done(i(100).await());
    }

    public static Async<String> innerClassUsesTheOuterObject() {
        Shapes s = new Shapes();
        Inner in = s.new Inner();
        in.bump().await();
        in.bump().await();
        return done("" + s.count);
    }

    private final class Inner {
        Async<Void> bump() {
            count += i(1).await();
            Shapes.this.count *= i(3).await();
            return done();
        }
    }

    enum Planet {
        EARTH(1) {
            @Override
            Async<String> describe() {
                return done("home " + super.describe().await());
            }
        },
        MARS(2);

        private final int order;

        Planet(int order) {
            this.order = order;
        }

        Async<String> describe() {
            return done(name() + i(order).await());
        }
    }

    public static Async<String> enums() {
        StringBuilder out = new StringBuilder();
        for (Planet p : Planet.values()) {
            out.append(p.describe().await()).append(' ');
        }
        return done(out.toString());
    }

    interface Greeter {
        String name();

        default Async<String> greet() {
            String n = step(name()).await();
            return done(prefix().await() + n + suffix().await());
        }

        default Async<String> prefix() {
            return done(step("hello ").await());
        }

        static Async<String> mark() {
            return done(step("!").await());
        }

        default Async<String> suffix() {
            return done(mark().await());
        }
    }

    public static Async<String> interfaceDefaultAndStatic() {
        Greeter a = () -> "lambda";
        Greeter b = new Greeter() {
            @Override
            public String name() {
                return "anonymous";
            }

            @Override
            public Async<String> suffix() {
                String s = Greeter.super.suffix().await();
                return done(s + s);
            }
        };
        return done(a.greet().await() + " " + b.greet().await());
    }

    interface Source<T> {
        Async<T> next(T previous);
    }

    /** Overrides with a more special parameter: the compiler adds a bridge. */
    static final class Strings implements Source<String> {
        @Override
        public Async<String> next(String previous) {
            return done(previous + step("+").await());
        }
    }

    static final class Integers implements Source<Integer> {
        @Override
        public Async<Integer> next(Integer previous) {
            int p = i(previous).await();
            return done(p + 1);
        }
    }

    public static Async<String> genericBridges() {
        return done(thrice(new Strings(), "s").await() + thrice(new Integers(), 1).await());
    }

    private static <T> Async<T> thrice(Source<T> s, T first) {
        T x = first;
        for (int k = 0; k < 3; k++) {
            x = s.next(x).await();
        }
        return done(x);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static Async<String> bridgeChecksItsCast() {
        Source raw = new Strings();
        try {
            Object r = raw.next(1).await();
            return done("missed" + r);
        } catch (ClassCastException e) {
            return done("cast " + i(1).await());
        }
    }

    abstract static class Shop<K extends Comparable<K>> {
        abstract Async<K> pick(List<K> from);

        Async<String> report(List<K> from) {
            K k = pick(from).await();
            return done("picked " + k);
        }
    }

    static final class Cheapest extends Shop<Double> {
        @Override
        Async<Double> pick(List<Double> from) {
            double best = Double.MAX_VALUE;
            for (double x : from) {
                best = Math.min(best, d(x).await());
            }
            return done(best);
        }
    }

    public static Async<String> abstractGenericClass() {
        return done(new Cheapest().report(Arrays.asList(3.5, 1.5, 2.5)).await());
    }

    public static Async<String> staticNestedGenericMethodReference() {
        Function<String, Async<String>> f = new Strings()::next;
        return done(f.apply("m").await());
    }

    public static Async<String> deeplyNestedClasses() {
        return done(A.B.C.deep("d").await());
    }

    static final class A {
        static final class B {
            static final class C {
                static Async<String> deep(String s) {
                    return done(step(s).await() + secretly().await());
                }
            }
        }
    }

    private static Async<Integer> secretly() {
        return done(i(9).await());
    }

    public static Async<String> inheritedCoroutine() {
        return done(new Sub().template().await());
    }

    static class Super {
        protected String tag = "super";

        Async<String> template() {
            String a = hook("1").await();
            return done(a + hook("2").await() + tag);
        }

        protected Async<String> hook(String s) {
            return done("H" + step(s).await());
        }
    }

    static final class Sub extends Super {
        Sub() {
            tag = "sub";
        }

        @Override
        protected Async<String> hook(String s) {
            return done("S" + super.hook(s).await());
        }
    }

    static class Covariant {
        Async<? extends CharSequence> text() {
            return done(step("base").await());
        }
    }

    static final class MoreSpecial extends Covariant {
        @Override
        Async<String> text() {
            return done(step("special").await() + super.text().await());
        }
    }

    public static Async<String> covariantTypeArgument() {
        Covariant c = new MoreSpecial();
        return done(c.text().await().toString());
    }

    public static Async<String> finalAndStrictModifiers() {
        return done(finalOne(1).await());
    }

    private static final Async<String> finalOne(final int x) {
        pause().await();
        return done("final" + x);
    }

    public static Async<String> mainClassWithStaticInitialiser() {
        return done(WithStatics.value().await());
    }

    static final class WithStatics {
        static final String PREFIX;

        static {
            log("WithStatics initialised");
            PREFIX = "p";
        }

        static Async<String> value() {
            return done(PREFIX + i(1).await());
        }
    }

    public static Async<String> objectMethodsBesides() {
        Object o = new Object() {
            @Override
            public String toString() {
                return "to" + secret;
            }
        };
        pause().await();
        secret = 41;
        return done("" + o);
    }

    @Deprecated
    public static Async<Boolean> annotationsAreKept() throws Exception {
        pause().await();
        return done(Shapes.class.getMethod("annotationsAreKept").isAnnotationPresent(Deprecated.class));
    }

    public static Async<String> reflectionFindsTheMethod() throws Exception {
        Method m = Shapes.class.getDeclaredMethod("forReflection", int.class);
        Async<?> a = (Async<?>) m.invoke(null, 5);
        return done(a.await() + m.getReturnType().getSimpleName());
    }

    static Async<Integer> forReflection(int x) {
        return done(i(x).await() + 1);
    }

    @Expect(value = "ordered ~ before body", because = "the body of a cold coroutine runs at its await")
    public static Async<String> calledByReflectionIsColdToo() throws Exception {
        Method m = Shapes.class.getDeclaredMethod("noisy");
        Async<?> a = (Async<?>) m.invoke(null);
        log("before");
        a.await();
        return done("ordered");
    }

    static Async<Void> noisy() {
        log("body");
        pause().await();
        return done();
    }
}
