import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Scope;
import java.time.Duration;

/** Edges: loops, ways round a state, handlers, finally, and a coroutine that never ends. */
class Branches {
    static Async<Integer> loop(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            if (i % 2 == 0) {
                Bobbin.yieldNow().await();
                continue;
            }
            Clock.sleep(Duration.ZERO).await();
            sum += i;
        }
        return done(sum);
    }

    static Async<String> handler(Async<String> value) {
        try {
            return done(value.await());
        } catch (IllegalStateException e) {
            Bobbin.yieldNow().await();
            throw e;
        }
    }

    static Async<Void> cleanup(Scope outer) {
        try {
            outer.join().await();
        } finally {
            Bobbin.yieldNow().await();
        }
        return done();
    }

    static Async<Void> forever() {
        while (true) {
            Bobbin.yieldNow().await();
        }
    }
}
