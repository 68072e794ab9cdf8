package allocation;

import dev.bobbin.DoubleSeq;
import dev.bobbin.DoubleYielder;
import dev.bobbin.IntSeq;
import dev.bobbin.IntYielder;
import dev.bobbin.LongSeq;
import dev.bobbin.LongYielder;
import dev.bobbin.Seq;
import dev.bobbin.Yielder;

/** Sequences of n numbers, none of which is small enough to be a cached object. */
public class Numbers {
    private static final int FAR = 1 << 20;

    public static long ints(int n) {
        return IntSeq.of(y -> yieldInts(n, y)).sum();
    }

    private static void yieldInts(int n, IntYielder y) {
        for (int i = 0; i < n; i++) {
            y.yield(FAR + i);
        }
    }

    public static long intsOfOneBody(int n) {
        return IntSeq.of(y -> {
                    for (int i = 0; i < n; i++) {
                        y.yield(FAR + i);
                    }
                })
                .sum();
    }

    public static long longs(int n) {
        return LongSeq.of(y -> yieldLongs(n, y)).sum();
    }

    private static void yieldLongs(int n, LongYielder y) {
        for (int i = 0; i < n; i++) {
            y.yield(FAR + i);
        }
    }

    public static long doubles(int n) {
        return (long) DoubleSeq.of(y -> yieldDoubles(n, y)).sum();
    }

    private static void yieldDoubles(int n, DoubleYielder y) {
        for (int i = 0; i < n; i++) {
            y.yield(FAR + i);
        }
    }

    public static long operators(int n) {
        return IntSeq.of(y -> yieldInts(n, y))
                .map(i -> i + 1)
                .filter(i -> i > 0)
                .take(n)
                .takeWhile(i -> i > 0)
                .drop(1)
                .fold(0, (a, b) -> a ^ b);
    }

    public static long stream(int n) {
        return IntSeq.of(y -> yieldInts(n, y)).stream().sequential().asLongStream().sum();
    }

    public static long objects(int n) {
        return Seq.<Integer>of(y -> yieldObjects(n, y)).count();
    }

    private static void yieldObjects(int n, Yielder<Integer> y) {
        for (int i = 0; i < n; i++) {
            y.yield(FAR + i);
        }
    }

    public static long withoutABody(int n) {
        return IntSeq.range(FAR, FAR + n).sum() + LongSeq.iterate(FAR, i -> i + 1).take(n).count();
    }

    private static final Long[] FOUR = {7L + FAR, 8L + FAR, 9L + FAR, 10L + FAR};

    public static long loopOverObjects(int n) {
        long sum = 0;
        for (Long each : Seq.<Long>of(y -> {
            for (int i = 0; i < n; i++) {
                y.yield(FOUR[i & 3]);
            }
        })) {
            sum += each;
        }
        return sum;
    }

    public static long loopOverOperators(int n) {
        long sum = 0;
        for (Long each : Seq.<Long>of(y -> {
                    for (int i = 0; i < n; i++) {
                        y.yield(FOUR[i & 3]);
                    }
                })
                .map(e -> FOUR[e.intValue() & 3])
                .filter(e -> e != FAR + 1)
                .take(n)) {
            sum += each;
        }
        return sum;
    }
}
