import static dev.bobbin.Async.done;

import dev.bobbin.Async;

class FieldInitialiser {
    private final int value = one().await();

    static Async<Integer> one() {
        return done(1);
    }
}
