package app;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import lib.Counter;

public final class App {
    public static void main(String[] args) {
        System.out.println("sum " + Bobbin.run(() -> twice(Integer.parseInt(args[0]))));
    }

    static Async<Integer> twice(int n) throws InterruptedException {
        int one = Counter.upTo(n).await();
        Bobbin.yieldNow().await();
        int other = Counter.upTo(n).await();
        return done(one + other);
    }
}
