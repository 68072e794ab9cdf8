package shop;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

/** As it is since: more lives on over the wait. */
public class Price {
    static Async<Integer> plusOne(int x) {
        String before = "x" + x;
        Bobbin.yieldNow().await();
        return done(x + 1 + before.length() - before.length());
    }
}
