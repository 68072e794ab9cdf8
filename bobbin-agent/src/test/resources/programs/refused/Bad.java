package refused;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;

class Bad {
    static int count;

    static {
        count = 1;
    }

    static Async<Integer> locked(Async<Integer> x) {
        synchronized (Bad.class) {
            return done(x.await() + count);
        }
    }
}
