package corpus.loops;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import dev.bobbin.Seq;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Every loop, with awaits in every part of it. */
public class Loops {
    public static Async<Integer> whileLoop() {
        int k = 0;
        int sum = 0;
        while (k < 5) {
            sum += i(k).await();
            k++;
        }
        return done(sum);
    }

    public static Async<Integer> awaitInTheCondition() {
        int k = 0;
        while (i(k).await() < 5) {
            k++;
        }
        return done(k);
    }

    public static Async<Integer> doWhile() {
        int k = 0;
        do {
            k += i(2).await();
        } while (z(k < 7).await());
        return done(k);
    }

    public static Async<String> forWithAwaitInEveryPart() {
        StringBuilder out = new StringBuilder();
        for (int k = i(1).await(); z(k < 20).await(); k *= i(2).await()) {
            out.append(step(k).await()).append(' ');
        }
        return done(out.toString());
    }

    public static Async<String> twoVariables() {
        String r = "";
        long b = 10;
        for (int a = 0, c = 5; a < c; a++, c--, b += j(a).await()) {
            r += a + ":" + c + ":" + step(b).await() + " ";
        }
        return done(r);
    }

    public static Async<Integer> forEachOverAnArray() {
        int sum = 0;
        for (int x : new int[] {1, 2, 3}) {
            sum = sum * 10 + i(x).await();
        }
        return done(sum);
    }

    public static Async<Long> forEachOverALongArray() {
        long sum = 0;
        for (long x : longs().await()) {
            sum += x * j(x).await();
        }
        return done(sum);
    }

    private static Async<long[]> longs() {
        log("array made");
        pause().await();
        return done(new long[] {1, 2, 3});
    }

    public static Async<String> iteratorCreatedOnce() {
        StringBuilder out = new StringBuilder();
        for (String s : new Counted()) {
            out.append(step(s).await());
        }
        return done(out.toString());
    }

    private static final class Counted implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            log("iterator()");
            return Arrays.asList("a", "b", "c").iterator();
        }
    }

    public static Async<Integer> forEachOverAnAwaitedList() {
        int sum = 0;
        for (int x : step(Arrays.asList(1, 2, 3, 4)).await()) {
            if (x == 3) {
                continue;
            }
            sum += i(x).await();
        }
        return done(sum);
    }

    public static Async<String> forEachOverASequence() {
        String r = "";
        for (Integer x : step(Seq.of(1, null, 3, 4, 5).map(k -> k == null ? null : 2 * k)).await()) {
            if (x != null && x == 6) {
                continue;
            }
            r += step(x).await();
            for (String y : Seq.of("a", "b")) {
                r += step(y).await() + i(1).await();
            }
            if (x != null && x == 8) {
                break;
            }
        }
        return done(r);
    }

    public static Async<Integer> forEachOverASequenceThatFails() {
        int sum = 0;
        try {
            for (int x : Seq.of(2, 1, 0).map(k -> 12 / k)) {
                sum += i(x).await();
            }
        } catch (ArithmeticException e) {
            sum += i(100).await();
        }
        return done(sum);
    }

    public static Async<String> modificationDuringIterationFails() {
        List<Integer> list = new ArrayList<>(Arrays.asList(1, 2, 3));
        for (int x : list) {
            log(x);
            list.add(i(x).await());
        }
        return done("unreachable");
    }

    public static Async<String> capturePerIteration() {
        List<Supplier<String>> later = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            int mine = k;
            String s = step("s" + k).await();
            later.add(() -> mine + s);
        }
        for (String x : Arrays.asList("x", "y")) {
            pause().await();
            later.add(() -> x);
        }
        StringBuilder out = new StringBuilder();
        for (Supplier<String> l : later) {
            out.append(l.get()).append(' ');
        }
        return done(out.toString());
    }

    public static Async<String> nested() {
        StringBuilder out = new StringBuilder();
        for (int a = 0; a < 3; a++) {
            for (int b = a; b < 3; b++) {
                out.append(i(a).await()).append(b).append(' ');
            }
            pause().await();
        }
        return done(out.toString());
    }

    public static Async<String> labelledContinueAndBreak() {
        StringBuilder out = new StringBuilder();
        outer:
        for (int a = 0; a < 5; a++) {
            for (int b = 0; ; b++) {
                if (i(b).await() > a) {
                    continue outer;
                }
                if (z(a == 3).await()) {
                    break outer;
                }
                out.append(a).append(b).append(' ');
            }
        }
        return done(out.toString());
    }

    public static Async<String> labelledBlock() {
        String r = "a";
        block:
        {
            r += step("b").await();
            if (z(true).await()) {
                break block;
            }
            r += "not";
        }
        return done(r + step("c").await());
    }

    public static Async<String> liveOverTheBackEdge() {
        String previous = null;
        String beforeThat = "none";
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 4; k++) {
            String current = step("v" + k).await();
            out.append(beforeThat).append('<').append(previous).append('<').append(current).append(' ');
            beforeThat = previous;
            previous = current;
        }
        return done(out.toString());
    }

    public static Async<Integer> onlyTheFirstRoundAwaits() {
        int sum = 0;
        for (int k = 0; k < 10; k++) {
            if (k == 0) {
                sum += i(100).await();
            }
            sum += k;
        }
        return done(sum);
    }

    public static Async<Integer> onlyTheLastRoundAwaits() {
        int sum = 0;
        for (int k = 0; k < 10; k++) {
            if (k == 9) {
                sum *= i(2).await();
            }
            sum += k;
        }
        return done(sum);
    }

    public static Async<Integer> loopThatNeverRuns() {
        int sum = 3;
        while (z(false).await()) {
            sum += i(1).await();
        }
        for (int x : new int[0]) {
            sum += i(x).await();
        }
        return done(sum);
    }

    public static Async<Integer> infiniteLoopWithReturn() {
        int k = 0;
        while (true) {
            if (i(k++).await() == 7) {
                return done(k);
            }
        }
    }

    public static Async<Integer> infiniteLoopWithThrow() {
        for (int k = 0; ; k++) {
            pause().await();
            if (k == 3) {
                throw new IllegalStateException("at " + k);
            }
        }
    }

    public static Async<String> collatz() {
        long n = 27;
        int steps = 0;
        while (n != 1) {
            n = n % 2 == 0 ? n / 2 : j(3 * n).await() + 1;
            steps++;
        }
        return done(steps + " " + n);
    }

    public static Async<String> primesBySieve() {
        boolean[] composite = new boolean[50];
        StringBuilder out = new StringBuilder();
        for (int p = 2; p < composite.length; p++) {
            if (composite[p]) {
                continue;
            }
            out.append(i(p).await()).append(' ');
            for (int m = p * p; m < composite.length; m += p) {
                composite[m] = z(true).await();
            }
        }
        return done(out.toString());
    }

    public static Async<String> bubbleSort() {
        int[] a = {5, 2, 9, 1, 7};
        boolean swapped;
        do {
            swapped = false;
            for (int k = 1; k < a.length; k++) {
                if (z(a[k - 1] > a[k]).await()) {
                    int t = a[k];
                    a[k] = i(a[k - 1]).await();
                    a[k - 1] = t;
                    swapped = true;
                }
            }
        } while (swapped);
        return done(java.util.Arrays.toString(a));
    }

    public static Async<String> listIteratorByHand() {
        List<String> list = new ArrayList<>(Arrays.asList("a", "b", "c", "d"));
        for (Iterator<String> it = list.iterator(); it.hasNext(); ) {
            if (z(it.next().compareTo("b") <= 0).await()) {
                it.remove();
            }
        }
        return done(list.toString());
    }

    public static Async<Long> millionCompletionsInALoop() {
        long sum = 0;
        for (int k = 0; k < 1_000_000; k++) {
            sum += done(k).await();
        }
        return done(sum);
    }

    public static Async<Long> manyCompletionsOfACoroutine() {
        long sum = 0;
        for (int k = 0; k < 50_000; k++) {
            sum += i(k).await();
        }
        return done(sum);
    }

    public static Async<Integer> manyForeignCompletions() {
        int sum = 0;
        for (int k = 0; k < 50_000; k++) {
            sum ^= foreign(k).await();
        }
        return done(sum);
    }

    public static Async<String> breakOutOfTwoLoopsIntoAThird() {
        StringBuilder out = new StringBuilder();
        for (int a = 0; a < 3; a++) {
            int b = 0;
            while (true) {
                if (b == i(2).await()) {
                    break;
                }
                do {
                    out.append(a).append(b).append(' ');
                    if (z(a == 1).await()) {
                        break;
                    }
                    b++;
                } while (b < 2);
                if (a == 1) {
                    break;
                }
            }
        }
        return done(out.toString());
    }

    public static Async<Integer> loopAfterLoopWithSharedSlots() {
        int r = 0;
        for (int k = 0; k < 3; k++) {
            r += i(k).await();
        }
        for (long k = 0; k < 3; k++) {
            r += (int) (long) j(k).await();
        }
        for (String k : new String[] {"a", "bb"}) {
            r += step(k).await().length();
        }
        return done(r);
    }
}
