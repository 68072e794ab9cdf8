package allocation;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

/** Chains of static calls awaited in place, for AllocationTest: the leaf waits, or does not. */
public class Chains {
    static boolean waits;

    public static void choose(boolean leafWaits) {
        waits = leafWaits;
    }

    private static Async<Void> forever() {
        return Async.create(c -> {});
    }

    public static Async<Integer> depth0(int x) {
        if (waits) {
            forever().await();
        }
        return done(x + 1);
    }

    public static Async<Integer> depth1(int x) {
        int y = x * 2;
        return done(depth0(y).await() + x);
    }

    public static Async<Integer> depth2(int x) {
        long y = x * 2;
        return done(depth1((int) y).await() + x);
    }

    public static Async<Integer> depth3(int x) {
        double y = x * 2;
        return done(depth2((int) y).await() + x);
    }

    public static Async<Integer> depth4(int x) {
        float y = x * 2;
        return done(depth3((int) y).await() + x);
    }

    public static Async<Integer> depth5(int x) {
        int y = x * 2;
        return done(depth4(y).await() + x);
    }

    /** So many calls that do not suspend, from within one task. */
    public static Async<Long> callsOfDepth0(int times) {
        long sum = 0;
        for (int k = 0; k < times; k++) {
            sum += depth0(k).await();
        }
        return done(sum);
    }

    public static Async<Long> callsOfDepth1(int times) {
        long sum = 0;
        for (int k = 0; k < times; k++) {
            sum += depth1(k).await();
        }
        return done(sum);
    }

    public static Async<Long> callsOfDepth5(int times) {
        long sum = 0;
        for (int k = 0; k < times; k++) {
            sum += depth5(k).await();
        }
        return done(sum);
    }

    /** The same with a result on the heap, which is not counted: there is one. */
    private static Async<Object> object(Object o) {
        if (waits) {
            forever().await();
        }
        return done(o);
    }

    public static Async<Long> callsWithAnObject(int times) {
        Object o = "o";
        for (int k = 0; k < times; k++) {
            o = object(o).await();
        }
        return done((long) o.hashCode());
    }

    /** Wakes so often, at the given depth: what a resumption allocates. */
    public static Async<Long> yields(int times) {
        long sum = 0;
        for (int k = 0; k < times; k++) {
            sum += yieldsBelow(k).await();
        }
        return done(sum);
    }

    private static Async<Integer> yieldsBelow(int x) {
        Bobbin.yieldNow().await();
        int y = x + 1;
        Bobbin.yieldNow().await();
        return done(y);
    }
}
