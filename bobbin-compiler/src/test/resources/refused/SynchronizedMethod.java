import static dev.bobbin.Async.done;

import dev.bobbin.Async;

class SynchronizedMethod {
    private int count;

    synchronized Async<Integer> increment() {
        count += one().await();
        return done(count);
    }

    static synchronized Async<Integer> shared() {
        return done(one().await());
    }

    /** No await inside: fine. */
    synchronized Async<Integer> count() {
        return done(count);
    }

    static Async<Integer> one() {
        return done(1);
    }
}
