package debug;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import java.io.IOException;

/** Stands still in a coroutine that has been suspended before, until a line comes. */
public final class Dumped {
    public static void main(String[] args) {
        System.out.println(Bobbin.run(() -> outer()));
    }

    static Async<Integer> outer() throws IOException {
        Bobbin.yieldNow().await();
        return done(inner().await()); // outer awaits
    }

    static Async<Integer> inner() throws IOException {
        System.out.println("stands");
        return done(Bobbin.yieldNow().await() == null ? System.in.read() : 0); // inner stands
    }
}
