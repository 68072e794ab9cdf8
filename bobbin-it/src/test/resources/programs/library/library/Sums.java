package library;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import library.internal.Steps;

public class Sums {
    public static Async<Integer> total(int x) {
        int a = Steps.plusOne(x).await();
        int b = Steps.plusOne(a).await();
        return done(a + b);
    }
}
