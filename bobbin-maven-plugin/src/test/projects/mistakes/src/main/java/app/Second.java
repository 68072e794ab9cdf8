package app;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;


final class Second {
    static Async<Integer> locked(int x) {
        synchronized (Second.class) {
            Bobbin.yieldNow().await();
        }
        return done(x);
    }
}
