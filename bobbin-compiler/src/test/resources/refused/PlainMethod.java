import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import java.util.Iterator;

class PlainMethod implements Iterator<String> {
    static Async<Integer> one() {
        return done(1);
    }

    static int total() {
        return one().await() + 1;
    }

    void nothing() {
        one().await();
    }

    static boolean isOne() {
        return one().await() == 1;
    }

    static int[] array() {
        return new int[] {one().await()};
    }

    static Object anything() {
        return one().await();
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public String next() {
        return "" + one().await();
    }

    static Async<Integer> fine() {
        return done(one().await());
    }
}
