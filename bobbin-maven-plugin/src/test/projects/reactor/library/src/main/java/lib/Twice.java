package lib;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

public final class Twice {
    public static Async<Integer> of(int x) {
        Bobbin.yieldNow().await();
        return done(2 * x);
    }
}
