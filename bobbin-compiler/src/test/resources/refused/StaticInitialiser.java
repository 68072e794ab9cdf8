import static dev.bobbin.Async.done;

import dev.bobbin.Async;

class StaticInitialiser {
    static final int VALUE = one().await();
    static int other;

    static {
        if (VALUE == 1) {
            other = one().await();
        }
    }

    static Async<Integer> one() {
        return done(1);
    }

    interface Constants {
        int ONE = one().await();
    }

    enum Level {
        LOW(one().await());

        Level(int x) {}
    }
}
