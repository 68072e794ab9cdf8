import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

/** One await after the other: what is saved, what is not, and who shares a slot. */
class Straight {
    static Async<Integer> total(int x, String label) {
        int a = step(x).await();
        long b = a + step(a).await();
        String text = label + b;
        int c = step(text.length()).await();
        return done(c + text.hashCode());
    }

    static Async<Integer> step(int x) {
        Bobbin.yieldNow().await();
        return done(x + 1);
    }

    /** No coroutine: it is done at once. */
    static Async<Integer> atOnce(int x) {
        return done(x);
    }

    static Async<Integer> callsAtOnce(int x) {
        String none = null;
        int a = atOnce(x).await();
        int b = x + step(a).await() + (none == null ? 1 : 2);
        return done(a + b);
    }
}
