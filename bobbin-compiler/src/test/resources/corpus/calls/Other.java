package corpus.calls;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** Callees in another class file. */
final class Other {
    private final int base;

    Other(int base) {
        this.base = base;
    }

    static Async<Integer> twice(int x) {
        int a = i(x).await();
        return done(a + i(x).await());
    }

    Async<Integer> plus(int x) {
        long wide = base;
        pause().await();
        return done((int) (wide + i(x).await()));
    }
}
