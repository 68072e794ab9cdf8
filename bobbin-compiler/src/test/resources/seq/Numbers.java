package seq;

import dev.bobbin.DoubleSeq;
import dev.bobbin.DoubleYielder;
import dev.bobbin.IntSeq;
import dev.bobbin.IntSeqBody;
import dev.bobbin.IntSeqIterator;
import dev.bobbin.IntYielder;
import dev.bobbin.LongSeq;
import dev.bobbin.LongYielder;
import java.util.Arrays;

/** Bodies that yield ints, longs and doubles. */
public class Numbers {
    static void down(int n, IntYielder y) {
        if (n > 0) {
            y.yield(n);
            down(n - 1, y);
            y.yield(-n);
        }
    }

    @Expect("[3, 2, 1, -1, -2, -3], sum 0")
    public static String ints_byRecursion() {
        IntSeq seq = IntSeq.of(y -> down(3, y));
        return Arrays.toString(seq.toArray()) + ", sum " + seq.sum();
    }

    @Expect("[0, 1, 1, 2, 3, 5, 8, 13, 21, 34]")
    public static String longs_withoutEnd() {
        return Arrays.toString(LongSeq.of(Numbers::fibonacci).take(10).toArray());
    }

    static void fibonacci(LongYielder y) {
        long a = 0;
        long b = 1;
        for (;;) {
            y.yield(a);
            long next = a + b;
            a = b;
            b = next;
        }
    }

    @Expect("[1.0, 0.5, 0.25], sum 1.75")
    public static String doubles() {
        DoubleSeq halves = DoubleSeq.of((DoubleYielder y) -> {
            for (double x = 1; x > 0.2; x /= 2) {
                y.yield(x);
            }
        });
        return Arrays.toString(halves.toArray()) + ", sum " + halves.sum();
    }

    @Expect("[0, 2, 4] ended 6 ended 0 ended true ended 1,2,3 ended ")
    public static String operators_endTheBody() {
        StringBuilder log = new StringBuilder();
        IntSeq all = IntSeq.of(y -> {
            try {
                for (int i = 0;; i++) {
                    y.yield(i);
                }
            } finally {
                log.append("ended ");
            }
        });
        log.append(Arrays.toString(all.map(n -> 2 * n).take(3).toArray())).append(' ');
        flip(log);
        log.append(all.takeWhile(n -> n < 4).sum()).append(' ');
        flip(log);
        log.append(all.first()).append(' ');
        flip(log);
        log.append(all.filter(n -> n > 7).any(n -> n > 9)).append(' ');
        flip(log);
        log.append(all.drop(1).mapToObj(n -> "" + n).take(3).joined(",")).append(' ');
        flip(log);
        return log.toString();
    }

    /** The body ends before the result is written. */
    private static void flip(StringBuilder log) {
        int last = log.lastIndexOf("ended ");
        String result = log.substring(last + "ended ".length());
        log.setLength(last);
        log.append(result).append("ended ");
    }

    @Expect("1 closed")
    public static String close_runsFinally() {
        StringBuilder log = new StringBuilder();
        try (IntSeqIterator it = IntSeq.of(y -> {
                    try {
                        y.yield(1);
                        y.yield(2);
                    } finally {
                        log.append("closed");
                    }
                })
                .iterator()) {
            log.append(it.nextInt()).append(' ');
        }
        return log.toString();
    }

    static class Squares implements IntSeqBody {
        @Override
        public void run(IntYielder y) {
            for (int i = 1; i < 4; i++) {
                y.yield(i * i);
            }
        }
    }

    @Expect("[1, 4, 9] [1, 4, 9] [1, 4, 9]")
    public static String aClass_boxedAndStreamed() {
        IntSeq squares = IntSeq.of(new Squares());
        return Arrays.toString(squares.toArray()) + " " + squares.boxed().toList() + " " + squares.stream().boxed().toList();
    }

    static long mixed(IntYielder ints, long from) {
        ints.yield((int) from);
        return from + 1;
    }

    @Expect("[5, 6]")
    public static String resultsOfCallees() {
        return Arrays.toString(IntSeq.of(y -> {
                    long next = mixed(y, 5);
                    mixed(y, next);
                })
                .toArray());
    }

    @Expect("java.lang.IllegalStateException: a yield while the sequence is being closed: nobody takes elements any more")
    public static String yieldInFinally() {
        IntSeqIterator it = IntSeq.of(y -> {
                    try {
                        y.yield(1);
                    } finally {
                        y.yield(2);
                    }
                })
                .iterator();
        it.nextInt();
        try {
            it.close();
            return "none";
        } catch (IllegalStateException e) {
            return e.toString();
        }
    }
}
