package corpus.receivers.hidden;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** Cannot be seen from the package of the coroutines that end up hosting its frames. */
interface Shape {
    int side();

    static Async<Integer> twice(int x) {
        long kept = x;
        return done((int) (kept + i(x).await()));
    }

    static Async<Integer> onlyNow(int x) {
        return done(now(x).await());
    }

    static Async<Integer> now(int x) {
        return done(x);
    }

    default Async<Integer> area() {
        int a = side();
        pause().await();
        return done(a * secret(a).await());
    }

    default Async<Integer> secret(int x) {
        String kept = "1";
        pause().await();
        return done(x + kept.length() - 1);
    }
}
