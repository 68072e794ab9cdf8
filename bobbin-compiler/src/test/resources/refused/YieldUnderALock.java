import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import dev.bobbin.Seq;
import dev.bobbin.Yielder;

class YieldUnderALock {
    private int next;

    void block(Self<Void, Integer> self) {
        synchronized (this) {
            self.yield(next++);
        }
    }

    synchronized void advance(Yielder<Integer> y) {
        y.yield(next++);
    }

    void callee(Yielder<Integer> y) {
        synchronized (this) {
            advance(y);
        }
    }

    Coroutine<Void, Integer> lambda(Coroutine<Integer, ?> other) {
        return Coroutine.stackful((self, first) -> {
            synchronized (this) {
                self.transfer(other, 1);
            }
            return next;
        });
    }

    Seq<Integer> fine() {
        return Seq.of(y -> {
            int mine;
            synchronized (this) {
                mine = next++;
            }
            y.yield(mine);
        });
    }
}
