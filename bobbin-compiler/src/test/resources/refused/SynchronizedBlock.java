import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Scope;

class SynchronizedBlock {
    private static final Object LOCK = new Object();

    static Async<Integer> one() {
        return done(1);
    }

    static Async<Integer> simple() {
        synchronized (LOCK) {
            return done(one().await());
        }
    }

    static Async<Integer> nested() {
        int x = 0;
        synchronized (LOCK) {
            synchronized (SynchronizedBlock.class) {
                x++;
            }
            x += one().await();
        }
        return done(x);
    }

    static Async<Integer> withTryInside() {
        int x = 0;
        synchronized (LOCK) {
            try {
                x++;
                if (x > 5) {
                    throw new IllegalStateException();
                }
            } catch (IllegalStateException e) {
                x = one().await();
            } finally {
                x += one().await();
            }
        }
        return done(x);
    }

    static Async<Integer> insideALoop() {
        int x = one().await();
        for (int k = 0; k < 3; k++) {
            synchronized (LOCK) {
                if (k == 1) {
                    continue;
                }
                x += k;
                while (x < 100) {
                    x += one().await();
                }
            }
            x += one().await();
        }
        return done(x);
    }

    static Async<Integer> closesAScope() {
        synchronized (LOCK) {
            try (Scope scope = Scope.open()) {
                scope.cancel();
            }
        }
        return done(1);
    }

    static Async<Integer> tryAroundTheBlock() {
        int x = 0;
        try {
            synchronized (LOCK) {
                x = one().await();
            }
        } finally {
            x += one().await();
        }
        return done(x);
    }

    static Async<Integer> onThis(SynchronizedBlock other) {
        synchronized (other) {
            int x = switch (other.hashCode()) {
                case 1 -> one().await();
                default -> 2;
            };
            return done(x);
        }
    }
}
