import static dev.bobbin.Async.done;

import dev.bobbin.Async;

class Constructor {
    final int value;

    Constructor() {
        value = one().await();
    }

    static Async<Integer> one() {
        return done(1);
    }

    record Checked(int x) {
        Checked {
            if (x != one().await()) {
                throw new IllegalArgumentException();
            }
        }
    }

    static class Initialiser {
        final int value;

        {
            value = one().await();
        }
    }
}
