package shop;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

/** As it was when the build compiled it. */
public class Price {
    static Async<Integer> plusOne(int x) {
        Bobbin.yieldNow().await();
        return done(x + 1);
    }
}
