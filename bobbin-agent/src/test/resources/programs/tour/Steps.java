package tour;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

class Steps {
    static Async<Integer> total(int x) {
        int a = Inner.plusOne(x).await();
        int b = Inner.plusOne(a).await();
        return done(a + b);
    }

    static Async<Void> fail(int depth) {
        Bobbin.yieldNow().await();
        if (depth == 0) {
            throw new IllegalArgumentException("deep down");
        }
        fail(depth - 1).await();
        return done();
    }

    private static class Inner {
        private static Async<Integer> plusOne(int x) {
            Bobbin.yieldNow().await();
            return done(x + 1);
        }
    }
}
