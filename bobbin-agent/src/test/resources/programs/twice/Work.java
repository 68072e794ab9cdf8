package twice;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

public class Work {
    private static int calls;

    public static String run() {
        return Bobbin.run(() -> count()) + " of " + Work.class.getClassLoader().getClass().getSimpleName();
    }

    private static Async<Integer> count() {
        int before = calls;
        Bobbin.yieldNow().await();
        calls = before + 1;
        return done(calls);
    }
}
