package lib;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

public final class Counter {
    public static Async<Integer> upTo(int n) throws InterruptedException {
        int sum = 0;
        for (int i = 1; i <= n; i++) {
            Bobbin.yieldNow().await();
            sum += i;
        }
        if (n < 0) {
            Thread.sleep(1);
        }
        return done(sum);
    }
}
