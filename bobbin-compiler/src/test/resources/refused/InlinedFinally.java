import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Scope;

/** javac copies a finally block to every way out of its try. */
class InlinedFinally {
    static int plain(int x) {
        while (true) {
            try {
                if (x == 1) {
                    return 1;
                } else if (x == 2) {
                    break;
                } else if (x == 3) {
                    continue;
                }
                x++;
            } catch (IllegalStateException e) {
                x = done(x).await();
            } finally {
                x = done(x).await();
                try {
                    x++;
                } finally {
                    x = done(x).await();
                }
            }
        }
        return x;
    }

    static Async<Integer> locked(Object lock, int x) {
        synchronized (lock) {
            try {
                if (x == 1) {
                    return done(1);
                }
                x = done(x).await();
            } finally {
                x = done(x).await();
            }
        }
        return done(done(x).await());
    }

    static void resources(int x) {
        try (var a = Scope.open();
                var b = Scope.open()) {
            if (x == 1) {
                return;
            }
            b.join().await();
        }
    }
}
