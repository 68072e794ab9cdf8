import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;

class ReturnsTask {
    static Async<Integer> one() {
        return done(1);
    }

    static Task<Integer> started() {
        int x = one().await();
        return Bobbin.start(done(x));
    }

    /** No await inside: fine. */
    static Task<Integer> plain() {
        return Bobbin.start(one());
    }
}
