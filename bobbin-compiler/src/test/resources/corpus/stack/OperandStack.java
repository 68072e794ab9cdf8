package corpus.stack;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** The operand stack is not empty at an await. */
public class OperandStack {
    private int field = 10;
    private long wide = 100;
    private String text = "t";
    private static int total = 3;
    private static long wideTotal = 4;

    public static Async<Integer> sumOfTwo() {
        return done(i(1).await() + i(2).await());
    }

    public static Async<Integer> leftOperandBeforeMutation() {
        int a = 1;
        int r = a + i(a = 10).await() + a;
        return done(r);
    }

    public static Async<Long> longBeneath() {
        long a = 1L << 40;
        return done(a + j(3).await() * j(4).await());
    }

    public static Async<Double> doubleBeneath() {
        double a = 0.1;
        return done(a - d(0.2).await() / (a + d(0.3).await()));
    }

    public static Async<Double> mixedWidthsBeneath() {
        int a = 1;
        long b = 2;
        float c = 3;
        return done(a + (b * (c - (d(4).await() + i(5).await()))));
    }

    public static Async<String> referencesBeneath() {
        return done(join("a", step("b").await(), "c", step("d").await()));
    }

    private static String join(String a, String b, String c, String d) {
        return a + b + c + d;
    }

    public static Async<String> argumentsOfAllKinds() {
        return done(all(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6.0, "s", null, i(7).await(), new int[] {8}));
    }

    private static String all(
            boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, Object n, int k, int[] a) {
        return "" + z + b + c + s + i + j + f + d + t + n + k + a[0];
    }

    public static Async<String> receiverBeneath() {
        StringBuilder sb = new StringBuilder("x");
        sb.append(step("y").await()).append(i(1).await()).append(c('z').await());
        return done(sb.toString());
    }

    public static Async<String> receiverEvaluatedOnce() {
        return done(receiver().append(step("v").await()).toString());
    }

    private static StringBuilder receiver() {
        log("receiver");
        return new StringBuilder("r");
    }

    public static Async<String> compoundArray() {
        int[] arr = {1, 2, 3};
        int k = 0;
        arr[k++] += i(10).await();
        arr[k++] -= i(20).await();
        arr[k++] *= i(30).await();
        return done(arr[0] + "," + arr[1] + "," + arr[2] + "," + k);
    }

    public static Async<String> compoundArrayOldValueIsReadFirst() {
        int[] arr = {1};
        arr[0] += change(arr).await();
        return done("" + arr[0]);
    }

    private static Async<Integer> change(int[] arr) {
        pause().await();
        arr[0] = 1000;
        return done(5);
    }

    public static Async<String> compoundLongArray() {
        long[] arr = {1L << 33, 2};
        int k = 1;
        arr[--k] += j(7).await();
        arr[++k] <<= i(3).await();
        return done(arr[0] + "," + arr[1]);
    }

    public static Async<String> compoundByteArrayNarrows() {
        byte[] arr = {120};
        arr[0] += i(10).await();
        return done("" + arr[0]);
    }

    public static Async<String> compoundDoubleArray() {
        double[] arr = {0.5};
        arr[0] /= d(4).await();
        return done("" + arr[0]);
    }

    public static Async<String> compoundStringArray() {
        String[] arr = {"a", "b"};
        int k = 0;
        arr[k++] += step("x").await();
        arr[k++] += i(1).await();
        return done(String.join(",", arr));
    }

    public static Async<String> nestedArrayIndex() {
        int[][] grid = {{1, 2}, {3, 4}};
        grid[i(0).await()][i(1).await()] = grid[i(1).await()][i(0).await()] + i(10).await();
        return done(grid[0][0] + "," + grid[0][1]);
    }

    public static Async<String> compoundField() {
        OperandStack o = new OperandStack();
        o.field += i(1).await();
        o.wide -= j(1).await();
        o.text += step("u").await();
        return done(o.field + "," + o.wide + "," + o.text);
    }

    public static Async<String> compoundStatic() {
        total = 3;
        wideTotal = 4;
        total *= i(2).await();
        wideTotal += total + j(1).await();
        return done(total + "," + wideTotal);
    }

    public static Async<String> postIncrementBesideAwait() {
        int a = 1;
        int b = a++ + i(a).await() + ++a;
        return done(a + "," + b);
    }

    public static Async<String> fieldPostIncrementBesideAwait() {
        OperandStack o = new OperandStack();
        int b = o.field++ * i(2).await() + o.field;
        long c = o.wide++ + j(2).await() - --o.wide;
        return done(b + "," + c + "," + o.field + "," + o.wide);
    }

    public static Async<String> chainedAssignment() {
        int[] a = new int[2];
        int x, y;
        x = y = a[i(1).await()] = i(9).await();
        return done(x + "," + y + "," + a[0] + "," + a[1]);
    }

    public static Async<String> chainedLongAssignment() {
        OperandStack o = new OperandStack();
        long[] a = new long[1];
        long x = o.wide = a[i(0).await()] = j(5).await();
        return done(x + "," + o.wide + "," + a[0]);
    }

    public static Async<String> concatenationByIndy() {
        int a = 1;
        long b = 2;
        String r = "a" + a + i(3).await() + 'c' + b + d(4.5).await() + null + step("z").await();
        return done(r);
    }

    public static Async<String> concatenationOrder() {
        return done("" + log("1") + step(log("2")).await() + log("3") + step(log("4")).await());
    }

    public static Async<String> ternaryInArgument() {
        return done(join("a", z(true).await() ? step("b").await() : "-", z(false).await() ? "-" : step("c").await(), "d"));
    }

    public static Async<String> ternaryOverWideStack() {
        long a = 5;
        double b = 1.5;
        String r = a + "|" + (b + (z(a > 3).await() ? d(2).await() : d(3).await())) + "|" + a;
        return done(r);
    }

    public static Async<String> branchAboveReference() {
        StringBuilder sb = new StringBuilder();
        sb.append("x").append(i(1).await() > 0 && z(true).await() ? step("yes").await() : "no").append("!");
        return done(sb.toString());
    }

    public static Async<String> arrayInitialiser() {
        int[] a = {1, i(2).await(), 3, i(4).await()};
        long[] b = {j(5).await(), 6};
        String[] c = {"x", step("y").await()};
        return done(a[0] + a[1] + a[2] + a[3] + "," + b[0] + b[1] + c[0] + c[1]);
    }

    public static Async<String> nestedArrayInitialiser() {
        int[][] a = {{1, i(2).await()}, {i(3).await()}, new int[i(2).await()]};
        return done(a[0][1] + "" + a[1][0] + a[2].length);
    }

    public static Async<String> arrayLengthAndMultiNew() {
        Object[][] a = new Object[i(2).await()][i(3).await()];
        return done(a.length + "," + a[1].length);
    }

    public static Async<Boolean> comparisonOperands() {
        return done(i(1).await() < i(2).await() == j(3).await() >= j(3).await() && step("a").await() != step("b").await());
    }

    public static Async<Integer> conditionalAndInArithmetic() {
        int base = 100;
        return done(base + (z(true).await() && !z(false).await() ? 1 : 0) + (z(false).await() || z(true).await() ? 10 : 0));
    }

    public static Async<Integer> castsBesideAwait() {
        int a = 1000;
        return done(a + (byte) (int) i(300).await() + (char) (int) i(65601).await() + (int) (long) j(1L << 33).await());
    }

    public static Async<Integer> awaitInsideAwaitArgument() {
        return done(i(i(i(1).await() + 1).await() + i(2).await()).await());
    }

    public static Async<Integer> deepStack() {
        return done(1 + (2 + (3 + (4 + (5 + (6 + (7 + (8 + i(9).await()))))))));
    }

    public static Async<String> shiftsAndBitOps() {
        long a = 0xF0F0F0F0F0L;
        return done(Long.toHexString((a >>> i(4).await() ^ j(0xFFL).await()) & ~j(1).await() | 1L << i(50).await()));
    }

    public static Async<Integer> divisionByZeroUnderneath() {
        int a = 1;
        return done(a + 10 / i(0).await());
    }

    public static Async<String> arrayStoreOutOfBounds() {
        int[] a = new int[1];
        a[logInt(1)] = i(logInt(5)).await();
        return done("unreachable");
    }

    public static Async<String> arrayStoreIntoNull() {
        int[] a = null;
        a[logInt(0)] = i(logInt(5)).await();
        return done("unreachable");
    }

    @SuppressWarnings("all")
    public static Async<String> arrayStoreOfWrongType() {
        Object[] a = new String[1];
        a[0] = step((Object) 1).await();
        return done("unreachable");
    }

    public static Async<Boolean> referenceEqualityBeneath() {
        Object o = new Object();
        return done(o == step(o).await());
    }

    public static Async<Boolean> instanceofOfResult() {
        Object o = "s";
        return done(step(o).await() instanceof String && !(step(o).await() instanceof Integer));
    }

}
