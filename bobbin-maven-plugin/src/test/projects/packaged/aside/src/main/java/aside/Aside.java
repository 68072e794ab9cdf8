package aside;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

public final class Aside {
    public static Async<Integer> upTo(int n) {
        int sum = 0;
        for (int i = 1; i <= n; i++) {
            Bobbin.yieldNow().await();
            sum += i;
        }
        return done(sum);
    }
}
