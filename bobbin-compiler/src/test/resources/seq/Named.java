package seq;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Seq;
import dev.bobbin.Yielder;

/** Called like something that is emitted for what yields. */
public class Named {
    private static Async<Integer> after(int x) {
        Bobbin.yieldNow().await();
        return done(x);
    }

    static final class Farm {
        static Async<Integer> yields(int x) {
            return done(after(x).await() + 1);
        }

        static Async<Integer> yields(String x) {
            return done(after(x.length()).await());
        }

        static Async<Integer> yields(long x, int more) {
            return done(after((int) x).await() * more);
        }

        static Seq<Integer> first() {
            return Seq.of(y -> y.yield(1));
        }

        static Seq<Integer> second(int k) {
            return Seq.of(y -> {
                y.yield(k);
                y.yield(k + 2);
            });
        }

        static Seq<Integer> third() {
            return Seq.of(y -> y.yieldAll(second(3)));
        }

        static Async<String> all() {
            Async<Integer> a = yields(1);
            Async<Integer> b = yields("abc");
            Async<Integer> c = yields(5L, 2);
            return done(a.await() + " " + b.await() + " " + c.await());
        }
    }

    @Expect("2 3 10 [1] [2, 4] [3, 5]")
    public static String coroutinesCalledYields() {
        return Bobbin.run(() -> Farm.all()) + " " + Farm.first().toList() + " " + Farm.second(2).toList() + " "
                + Farm.third().toList();
    }

    private static Seq<Integer> yields(int n) {
        return Seq.of(y -> {
            for (int k = 0; k < n; k++) {
                y.yield(k);
                yields(k, y);
            }
        });
    }

    private static void yields(int k, Yielder<Integer> y) {
        java.util.function.Supplier<Integer> plain = () -> k * 10;
        y.yield(plain.get());
    }

    @Expect("[0, 0, 1, 10]")
    public static String methodsThatYieldCalledYields() {
        return "" + yields(2).toList();
    }

    static final class yieldsBox {
        static Seq<Integer> three() {
            return Seq.of(y -> {
                y.yield(1);
                pair(y);
            });
        }

        static void pair(Yielder<Integer> y) {
            y.yield(2);
            y.yield(3);
        }
    }

    @Expect("[1, 2, 3]")
    public static String aNestedClassCalledYields() {
        return "" + yieldsBox.three().toList();
    }

    private static void w(Yielder<Integer> y) {
        y.yield(1);
    }

    static Async<Integer> w$yields$Step(int x) {
        return done(after(x).await() + 30);
    }

    @Expect("31 [1]")
    public static String aCoroutineCalledLikeASteps() {
        return Bobbin.run(() -> w$yields$Step(1)) + " " + Seq.<Integer>of(y -> w(y)).toList();
    }

    interface General<T> {
        void visit(T t, Yielder<T> y);
    }

    interface Special extends General<String> {
        @Override
        void visit(String t, Yielder<String> y);
    }

    private static <T> void through(General<T> g, T t, Yielder<T> y) {
        g.visit(t, y);
    }

    /** Its method is called by two descriptors. */
    @Expect("[x!, x?, z!, z?]")
    public static String aLambdaWithABridge() {
        Special s = (t, y) -> {
            y.yield(t + "!");
            y.yield(t + "?");
        };
        return "" + Seq.<String>of(y -> {
            s.visit("x", y);
            through(s, "z", y);
        }).toList();
    }
}
