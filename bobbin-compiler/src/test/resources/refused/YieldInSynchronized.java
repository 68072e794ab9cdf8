import dev.bobbin.IntSeq;
import dev.bobbin.Seq;
import dev.bobbin.Yielder;

class YieldInSynchronized {
    private final Object lock = new Object();

    synchronized void walk(int n, Yielder<Integer> y) {
        y.yield(n);
        down(n, y);
    }

    private void down(int n, Yielder<Integer> y) {
        synchronized (lock) {
            if (n > 0) {
                down(n - 1, y);
            }
            y.yield(n);
        }
    }

    IntSeq ints() {
        return IntSeq.of(y -> {
            synchronized (lock) {
                y.yield(1);
            }
        });
    }
}
