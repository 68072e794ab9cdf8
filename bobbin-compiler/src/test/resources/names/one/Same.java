package one;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncSupplier;

/** There is one of the same name in the other package. */
public class Same implements Service {
    public static Async<Integer> f(int x) {
        pause().await();
        return done(x + 1);
    }

    public static Async<Long> f(long x) {
        pause().await();
        return done(x + 2);
    }

    public static Async<String> f(String x) {
        pause().await();
        return done(x + 3);
    }

    /** Its companions' names would be those of the second overload. */
    public static Async<Integer> f$2(int x) {
        pause().await();
        return done(x + 4);
    }

    public static Async<Integer> $(int $) {
        pause().await();
        return done($ + 5);
    }

    public static Async<Integer> f$poll(int x) {
        pause().await();
        return done(x + 6);
    }

    @Override
    public Async<Integer> toBeWritten(int x) {
        pause().await();
        return done(x + 7);
    }

    /** Public in a public class, but what it calls nobody else may name. */
    public static Async<Integer> throughHidden(int x) {
        int y = x * 10;
        int r = Hidden.h(x).await();
        return done(r + y + new Hidden(3).own(x).await());
    }

    protected static Async<Integer> guarded(int x) {
        pause().await();
        return done(x + 8);
    }

    protected final Async<Integer> guardedOwn(int x) {
        pause().await();
        return done(x + 9);
    }

    protected static class Nested {
        public static Async<Integer> inner(int x) {
            pause().await();
            return done(x + 10);
        }

        private static Async<Integer> secret(int x) {
            pause().await();
            return done(x + 11);
        }

        public static class Deeper$ {
            public static Async<Integer> $f(int x) throws Exception {
                int k = x;
                AsyncSupplier<Integer> lambda = () -> done(secret(k).await() + k);
                return done(lambda.get().await() + secret(x).await());
            }
        }
    }

    public static Async<Integer> nested(int x) throws Exception {
        return done(Nested.inner(x).await() + Nested.Deeper$.$f(x).await() + Nested.secret(x).await());
    }
}

/** Package-private. */
final class Hidden {
    private final int own;

    Hidden(int own) {
        this.own = own;
    }

    static Async<Integer> h(int x) {
        int y = x + 1;
        pause().await();
        return done(y);
    }

    Async<Integer> own(int x) {
        pause().await();
        return done(x + own);
    }
}
