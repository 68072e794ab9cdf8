package library.internal;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

/** In a package that no other module sees. */
public class Steps {
    public static Async<Integer> plusOne(int x) {
        Bobbin.yieldNow().await();
        return done(x + 1);
    }
}
