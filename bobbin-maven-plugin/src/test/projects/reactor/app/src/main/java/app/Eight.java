package app;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import lib.Twice;

public final class Eight {
    public static Async<Integer> times(int x) {
        int twice = Twice.of(x).await();
        int four = Twice.of(twice).await();
        return done(Twice.of(four).await());
    }
}
