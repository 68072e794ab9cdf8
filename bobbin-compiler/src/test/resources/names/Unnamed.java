import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** In the default package, where nobody else can call it. */
public class Unnamed {
    public static Async<String> start() throws Exception {
        Unnamed$Dollar d = new Unnamed$Dollar();
        return done(two.Cases.sameNames().await() + d.f(1).await() + "," + new Inner().f(2).await());
    }

    static final class Unnamed$Dollar {
        Async<Integer> f(int x) {
            pause().await();
            return done(one.Same.f(x).await() + 1);
        }
    }

    final class Other {}

    static final class Inner {
        Async<Integer> f(int x) throws Exception {
            dev.bobbin.AsyncSupplier<Integer> lambda = () -> {
                pause().await();
                return done(x + two.Same.f(x).await());
            };
            return done(lambda.get().await() + x);
        }
    }
}
