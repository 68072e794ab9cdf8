package corpus.recursion;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import corpus.OfStateMachines;
import dev.bobbin.Async;

/** Recursion: direct, mutual, virtual, deep. */
public class Recursion {
    public static Async<Integer> factorial() {
        return done(fact(10).await());
    }

    private static Async<Integer> fact(int n) {
        if (n <= 1) {
            return done(1);
        }
        return done(n * fact(n - 1).await());
    }

    public static Async<Integer> fibonacci() {
        return done(fib(15).await());
    }

    private static Async<Integer> fib(int n) {
        if (n < 2) {
            return done(i(n).await());
        }
        return done(fib(n - 1).await() + fib(n - 2).await());
    }

    @OfStateMachines(because = "the VM keeps a suspended stack in one object, which the garbage collector may have no region for")
    public static Async<Integer> deepSuspendingAtTheBottom() {
        return done(down(10_000).await());
    }

    private static Async<Integer> down(int n) {
        if (n == 0) {
            pause().await();
            pause().await();
            return done(0);
        }
        int r = down(n - 1).await();
        return done(r + 1);
    }

    @OfStateMachines(because = "the VM keeps a suspended stack in one object, which the garbage collector may have no region for")
    public static Async<Long> deepSuspendingOnTheWay() {
        return done(both(5_000, "x").await());
    }

    private static Async<Long> both(int n, String s) {
        if (n == 0) {
            return done(0L);
        }
        pause().await();
        long r = both(n - 1, s).await();
        if (n % 10 == 0) {
            pause().await();
        }
        return done(r + n + s.length());
    }

    @OfStateMachines(because = "the VM keeps a suspended stack in one object, which the garbage collector may have no region for")
    public static Async<String> deepFailure() {
        try {
            failing(3_000).await();
        } catch (IllegalStateException e) {
            return done(e.getMessage());
        }
        return done("missed");
    }

    private static Async<Void> failing(int n) {
        if (n == 0) {
            pause().await();
            throw new IllegalStateException("bottom");
        }
        failing(n - 1).await();
        return done();
    }

    public static Async<String> deepFailureThroughFinally() {
        int[] count = {0};
        try {
            counting(1_000, count).await();
        } catch (IllegalStateException e) {
            return done(e.getMessage() + count[0]);
        }
        return done("missed");
    }

    private static Async<Void> counting(int n, int[] count) {
        try {
            if (n == 0) {
                pause().await();
                throw new IllegalStateException("bottom");
            }
            counting(n - 1, count).await();
        } finally {
            if (n % 100 == 0) {
                pause().await();
            }
            count[0]++;
        }
        return done();
    }

    public static Async<String> mutual() {
        return done(even(101).await() + "" + odd(101).await());
    }

    private static Async<Boolean> even(int n) {
        if (n == 0) {
            return done(z(true).await());
        }
        boolean r = odd(n - 1).await();
        return done(r);
    }

    private static Async<Boolean> odd(int n) {
        if (n == 0) {
            return done(false);
        }
        return done(z(even(n - 1).await()).await());
    }

    static final class Tree {
        private final int value;
        private final Tree left;
        private final Tree right;

        Tree(int value, Tree left, Tree right) {
            this.value = value;
            this.left = left;
            this.right = right;
        }

        static Tree of(int from, int to) {
            if (from > to) {
                return null;
            }
            int mid = (from + to) / 2;
            return new Tree(mid, of(from, mid - 1), of(mid + 1, to));
        }

        Async<Integer> sum() {
            int l = left == null ? 0 : left.sum().await();
            int r = right == null ? 0 : right.sum().await();
            return done(l + i(value).await() + r);
        }

        Async<Void> visit(StringBuilder out) {
            if (left != null) {
                left.visit(out).await();
            }
            out.append(step(value).await()).append(' ');
            if (right != null) {
                right.visit(out).await();
            }
            return done();
        }
    }

    public static Async<String> treeWalk() {
        Tree t = Tree.of(1, 31);
        StringBuilder out = new StringBuilder();
        t.visit(out).await();
        return done(t.sum().await() + ":" + out);
    }

    public static Async<String> hanoi() {
        StringBuilder out = new StringBuilder();
        int moves = move(5, 'A', 'C', 'B', out).await();
        return done(moves + out.substring(0, 9));
    }

    private static Async<Integer> move(int n, char from, char to, char via, StringBuilder out) {
        if (n == 0) {
            return done(0);
        }
        int m = move(n - 1, from, via, to, out).await();
        out.append(c(from).await()).append(to).append(' ');
        return done(m + 1 + move(n - 1, via, to, from, out).await());
    }

    public static Async<String> permutations() {
        StringBuilder out = new StringBuilder();
        permute("", "abc", out).await();
        return done(out.toString());
    }

    private static Async<Void> permute(String done, String rest, StringBuilder out) {
        if (rest.isEmpty()) {
            out.append(step(done).await()).append(' ');
        }
        for (int k = 0; k < rest.length(); k++) {
            permute(done + rest.charAt(k), rest.substring(0, k) + rest.substring(k + 1), out).await();
        }
        return done();
    }

    public static Async<Long> ackermann() {
        return done(ack(2, 5).await());
    }

    private static Async<Long> ack(long m, long n) {
        if (m == 0) {
            return done(n + 1);
        }
        if (n == 0) {
            return done(ack(m - 1, j(1).await()).await());
        }
        return done(ack(m - 1, ack(m, n - 1).await()).await());
    }

    public static Async<Integer> recursionThroughAnInterface() {
        Node n = new Leaf(1);
        for (int k = 0; k < 100; k++) {
            n = new Inner(n, new Leaf(k));
        }
        return done(n.total().await());
    }

    interface Node {
        Async<Integer> total();
    }

    static final class Leaf implements Node {
        private final int x;

        Leaf(int x) {
            this.x = x;
        }

        @Override
        public Async<Integer> total() {
            return done(i(x).await());
        }
    }

    static final class Inner implements Node {
        private final Node a;
        private final Node b;

        Inner(Node a, Node b) {
            this.a = a;
            this.b = b;
        }

        @Override
        public Async<Integer> total() {
            return done(a.total().await() + b.total().await());
        }
    }
}
