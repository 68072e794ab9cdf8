import dev.bobbin.IntSeq;
import dev.bobbin.IntYielder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;

/** A function that can stop, by hand and compiled; a test holds docs/guide/state-machine.md against it. {@code ./bobbin run examples/guide/ByHand.java} */
class ByHand {
    static void pairs(int n, IntConsumer out) {
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < i; j++) {
                out.accept(10 * i + j);
            }
        }
    }

    static final class PairIterator implements Iterator<Integer> {
        private final int n;
        private int i = 1;
        private int j;

        PairIterator(int n) {
            this.n = n;
        }

        @Override
        public boolean hasNext() {
            return i < n;
        }

        @Override
        public Integer next() {
            int pair = 10 * i + j;
            j++;
            if (j == i) { // the inner loop is over, and the next turn of the outer one begins
                i++;
                j = 0;
            }
            return pair;
        }
    }

    static final class PairMachine {
        private final int n;
        private int i;
        private int j;
        private int step;
        int pair;

        PairMachine(int n) {
            this.n = n;
        }

        boolean next() { // false: there are no more
            for (;;) {
                switch (step) {
                    case 0: // for (int i = 1;
                        i = 1;
                        step = 1;
                        break;
                    case 1: // i < n; for (int j = 0;
                        if (i >= n) {
                            step = 4;
                            break;
                        }
                        j = 0;
                        step = 2;
                        break;
                    case 2: // j < i; stop here with a pair, or i++
                        if (j < i) {
                            pair = 10 * i + j;
                            step = 3;
                            return true;
                        }
                        i++;
                        step = 1;
                        break;
                    case 3: // go on here: j++
                        j++;
                        step = 2;
                        break;
                    default:
                        return false;
                }
            }
        }
    }

    static void yieldPairs(int n, IntYielder y) {
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < i; j++) {
                y.yield(10 * i + j);
            }
        }
    }

    public static void main(String[] args) {
        List<Integer> plain = new ArrayList<>();
        pairs(4, plain::add);
        check("[10, 20, 21, 30, 31, 32]", plain);

        List<Integer> iterated = new ArrayList<>();
        new PairIterator(4).forEachRemaining(iterated::add);
        check(plain.toString(), iterated);

        List<Integer> stepped = new ArrayList<>();
        var machine = new PairMachine(4);
        while (machine.next()) {
            stepped.add(machine.pair);
        }
        check(plain.toString(), stepped);

        IntSeq compiled = IntSeq.of(y -> yieldPairs(4, y));
        check(plain.toString(), compiled.boxed().toList());
        System.out.println("fine");
    }

    private static void check(String expected, Object actual) {
        if (!expected.equals(actual.toString())) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }
}
