package seq;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.ArrayList;
import java.util.List;

/** Coroutines that are resumed by hand. */
public class Coroutines {
    private static String failureOf(Runnable code) {
        try {
            code.run();
            return "none";
        } catch (RuntimeException | Error e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    @Expect("40 90 150 DONE")
    public static String valuesGoInAndOut() {
        Coroutine<Integer, Integer> sum = Coroutine.of((self, first) -> {
            int total = first;
            while (total < 100) {
                total += self.yield(total);
            }
            return total;
        });
        return sum.resume(40) + " " + sum.resume(50) + " " + sum.resume(60) + " " + sum.status();
    }

    private static int deep(int n, Self<Integer, Integer> self) {
        return n == 0 ? self.yield(0) : deep(n - 1, self) + self.yield(n);
    }

    @Expect("[0, 1, 2, 3] 10")
    public static String atAnyDepthOfMethodsThatTakeIt() {
        Coroutine<Integer, Integer> c = Coroutine.of((self, first) -> deep(3, self));
        List<Integer> out = new ArrayList<>();
        int in = 0;
        int result = c.resume(in++);
        while (!c.isDone()) {
            out.add(result);
            result = c.resume(in++);
        }
        return out + " " + result;
    }

    @Expect("ArithmeticException: / by zero, FAILED; IllegalStateException: cannot resume a coroutine that has ended by an exception")
    public static String aFailure() {
        Coroutine<Integer, Integer> c = Coroutine.of((self, first) -> first / self.yield(1));
        c.resume(1);
        return failureOf(() -> c.resume(0)) + ", " + c.status() + "; " + failureOf(() -> c.resume(0));
    }

    @Expect("IllegalStateException: cannot resume a coroutine that is running")
    public static String itself() {
        Coroutine<?, ?>[] c = new Coroutine<?, ?>[1];
        c[0] = Coroutine.of((self, first) -> c[0].resume(null));
        return failureOf(() -> c[0].resume(null));
    }

    @Expect("cannot transfer from a coroutine to itself; 5")
    public static String aTransferToItself() {
        List<Coroutine<Integer, Object>> c = new ArrayList<>();
        c.add(Coroutine.of((self, first) -> {
            try {
                return self.transfer(c.get(0), 1);
            } catch (IllegalStateException e) {
                return e.getMessage() + "; " + self.yield(first);
            }
        }));
        Object first = c.get(0).resume(4);
        return String.valueOf(c.get(0).resume((Integer) first + 1));
    }

    @Expect("1000000")
    public static String aRing() {
        int members = 1_000;
        int transfers = 1_000_000;
        List<Coroutine<Integer, Integer>> ring = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            int next = (i + 1) % members;
            ring.add(Coroutine.of((self, first) -> {
                int n = first;
                while (n < transfers) {
                    n = self.transfer(ring.get(next), n + 1);
                }
                return n;
            }));
        }
        return String.valueOf(ring.get(0).resume(0));
    }

    @Expect("true")
    public static String selfOfAnother() {
        List<Self<Object, Object>> kept = new ArrayList<>();
        Coroutine<Object, Object> outer = Coroutine.of((self, first) -> {
            Coroutine<Object, Object> inner = Coroutine.of((its, f) -> self.yield("wrong"));
            return inner.resume(null);
        });
        return String.valueOf(failureOf(() -> outer.resume(null)).contains("cannot yield here: this is not called by its body"));
    }

    @Expect("[ping 0, pong 0, ping 1, pong 1] over")
    public static String producerAndConsumer() {
        List<String> log = new ArrayList<>();
        List<Coroutine<String, String>> two = new ArrayList<>();
        two.add(Coroutine.of((self, first) -> {
            for (int i = 0; i < 2; i++) {
                log.add("ping " + i);
                self.transfer(two.get(1), "");
            }
            return "over";
        }));
        two.add(Coroutine.of((self, first) -> {
            for (int i = 0;; i++) {
                log.add("pong " + i);
                self.transfer(two.get(0), "");
            }
        }));
        String end = two.get(0).resume("");
        return log + " " + end;
    }
}
