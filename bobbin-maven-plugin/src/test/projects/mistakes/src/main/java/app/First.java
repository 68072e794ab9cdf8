package app;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

final class First {
    static Async<Integer> locked(int x) {
        synchronized (First.class) {
            Bobbin.yieldNow().await();
        }
        return done(x);
    }
}
