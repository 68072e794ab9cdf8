package one;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** Coroutines of an interface: static, default, private. */
public interface Service {
    static Async<Integer> ofInterface(int x) {
        int y = x + 1;
        pause().await();
        return done(y + hiddenStatic(x).await());
    }

    default Async<Integer> byDefault(int x) {
        int y = hidden(x).await();
        return done(y + x);
    }

    private Async<Integer> hidden(int x) {
        pause().await();
        return done(x * 2);
    }

    private static Async<Integer> hiddenStatic(int x) {
        pause().await();
        return done(x * 3);
    }

    Async<Integer> toBeWritten(int x);
}
