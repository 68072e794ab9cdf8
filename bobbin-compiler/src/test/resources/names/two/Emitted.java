package two;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncSupplier;

/** Called like something that is emitted for another coroutine. */
public class Emitted {
    static class Physical {
        Async<Integer> Virtual(int x) {
            return done(i(x).await() + 1);
        }

        Async<Integer> other(int x) {
            return done(i(x).await() + Virtual(x).await());
        }
    }

    static class Below extends Physical {
        @Override
        Async<Integer> Virtual(int x) {
            return done(super.Virtual(x).await() + 100);
        }
    }

    static class OfClass {
        static Async<Integer> Virtual(int x) {
            return done(i(x).await() + 2);
        }

        Async<Integer> open(int x) {
            return done(Virtual(x).await() * 2);
        }
    }

    public static Async<String> asTheCompanionOfAClass() {
        Physical below = new Below();
        Async<Integer> made = new Physical().Virtual(5);
        Async<Integer> ofClass = OfClass.Virtual(1);
        return done(below.Virtual(1).await() + "," + below.other(2).await() + "," + made.await() + "," + new OfClass().open(3).await() + ","
                + ofClass.await());
    }

    static Async<Integer> f$Frame(int x) {
        return done(i(x).await() + 10);
    }

    static Async<Integer> f(int x) {
        int y = x * 2;
        return done(i(x).await() + y);
    }

    static Async<Integer> f$State(int x) {
        long y = x;
        return done(i(x).await() + 20 + (int) y);
    }

    static Async<Integer> f$Step(int x) {
        return done(i(x).await() + 30);
    }

    public static Async<String> asTheClassesOfACoroutine() {
        Async<Integer> made = f(1);
        Async<Integer> frame = f$Frame(1);
        Async<Integer> state = f$State(1);
        Async<Integer> step = f$Step(1);
        return done(made.await() + "," + frame.await() + "," + state.await() + "," + step.await() + "," + f(2).await() + f$State(2).await());
    }

    static final class $g {
        int x = 7;
    }

    static final class $h$Frame {
        int x = 8;
    }

    static Async<Integer> g(int x) {
        return done(i(x).await() + new $g().x);
    }

    static Async<Integer> h(int x) {
        int y = x + 1;
        return done(i(x).await() + new $h$Frame().x + y);
    }

    public static Async<String> asANestedClass() {
        Async<Integer> made = g(1);
        Async<Integer> other = h(1);
        return done(made.await() + "," + other.await());
    }

    static final class yieldsBox {
        static Async<Integer> in(int x) {
            return done(i(x).await() + 1);
        }
    }

    static AsyncSupplier<Integer> yields() {
        return () -> {
            pause().await();
            throw new IllegalStateException("on purpose");
        };
    }

    public static Async<String> asWhatYields() throws Exception {
        String said = "" + yieldsBox.in(1).await();
        try {
            return done(said + yields().get().await());
        } catch (IllegalStateException e) {
            for (StackTraceElement each : e.getStackTrace()) {
                String name = each.getMethodName();
                if (name.startsWith("lambda$y") && !name.startsWith("lambda$yields$")) {
                    said += name;
                }
            }
        }
        return done(said);
    }
}
