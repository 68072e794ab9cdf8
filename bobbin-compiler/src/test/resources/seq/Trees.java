package seq;

import dev.bobbin.Seq;
import dev.bobbin.Yielder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Recursion through the yielder. */
public class Trees {
    interface Tree {
        void inOrder(Yielder<Integer> y);
    }

    record Leaf(int value) implements Tree {
        @Override
        public void inOrder(Yielder<Integer> y) {
            y.yield(value);
        }
    }

    record Fork(Tree left, int value, Tree right) implements Tree {
        @Override
        public void inOrder(Yielder<Integer> y) {
            left.inOrder(y);
            y.yield(value);
            right.inOrder(y);
        }
    }

    static abstract class Shape {
        abstract void parts(Yielder<? super String> y);

        void whole(Yielder<? super String> y) {
            y.yield("<");
            parts(y);
            y.yield(">");
        }
    }

    static class Pair extends Shape {
        @Override
        void parts(Yielder<? super String> y) {
            y.yield("a");
            y.yield("b");
        }
    }

    static class Triple extends Pair {
        @Override
        void parts(Yielder<? super String> y) {
            super.parts(y);
            y.yield("c");
        }
    }

    static Tree tree(int from, int to) {
        if (to - from == 1) {
            return new Leaf(from);
        }
        int middle = from + (to - from) / 2 | 1;
        return new Fork(tree(from, middle), middle, tree(middle + 1, to));
    }

    @Expect("[0, 1, 2, 3, 4, 5, 6]")
    public static String anInterface() {
        return Bodies.all(Seq.<Integer>of(tree(0, 7)::inOrder));
    }

    @Expect("[<, a, b, c, >]")
    public static String anAbstractClass_andSuper() {
        return Bodies.all(Seq.<String>of(new Triple()::whole));
    }

    static void down(int depth, Yielder<Integer> y) {
        y.yield(depth);
        if (depth > 0) {
            down(depth - 1, y);
        }
        y.yield(-depth);
    }

    @Expect("20002 elements, sum 0")
    public static String deep() {
        int n = 0;
        long sum = 0;
        for (int i : Seq.<Integer>of(y -> down(1_000, y))) {
            n += 10;
            sum += i;
        }
        return n - 18 + " elements, sum " + sum;
    }

    static void permutations(List<Integer> chosen, int n, Yielder<List<Integer>> y) {
        if (chosen.size() == n) {
            y.yield(List.copyOf(chosen));
            return;
        }
        for (int i = 0; i < n; i++) {
            if (!chosen.contains(i)) {
                chosen.add(i);
                permutations(chosen, n, y);
                chosen.remove(chosen.size() - 1);
            }
        }
    }

    @Expect("720: [0, 1, 2, 3, 4, 5] to [5, 4, 3, 2, 1, 0]")
    public static String permutations() {
        List<List<Integer>> all = new ArrayList<>();
        Seq.<List<Integer>>of(y -> permutations(new ArrayList<>(), 6, y)).forEach(all::add);
        return all.size() + ": " + all.get(0) + " to " + all.get(all.size() - 1);
    }

    static boolean sameFringe(Tree a, Tree b) {
        Iterator<Integer> left = Seq.<Integer>of(a::inOrder).iterator();
        Iterator<Integer> right = Seq.<Integer>of(b::inOrder).iterator();
        while (left.hasNext() && right.hasNext()) {
            if (!left.next().equals(right.next())) {
                return false;
            }
        }
        return !left.hasNext() && !right.hasNext();
    }

    @Expect("true false")
    public static String sameFringe() {
        Tree other = new Fork(new Fork(new Leaf(0), 1, new Leaf(2)), 3, new Fork(new Leaf(4), 5, new Leaf(6)));
        return sameFringe(tree(0, 7), other) + " " + sameFringe(tree(0, 7), tree(0, 9));
    }

    /** A sequence inside the body of another. */
    @Expect("[0, 0, 1, 0, 1, 2]")
    public static String nested() {
        Seq<Integer> outer = Seq.of(y -> {
            for (int n = 1; n < 4; n++) {
                int to = n;
                for (int i : Seq.<Integer>of(inner -> {
                    for (int k = 0; k < to; k++) {
                        inner.yield(k);
                    }
                })) {
                    y.yield(i);
                }
            }
        });
        return Bodies.all(outer);
    }

    static Seq<Integer> primes() {
        return Seq.of(y -> sieve(Seq.<Integer>of(all -> {
            for (int i = 2;; i++) {
                all.yield(i);
            }
        }).iterator(), y));
    }

    static void sieve(Iterator<Integer> numbers, Yielder<Integer> y) {
        int prime = numbers.next();
        y.yield(prime);
        sieve(Seq.<Integer>of(rest -> {
            while (numbers.hasNext()) {
                int n = numbers.next();
                if (n % prime != 0) {
                    rest.yield(n);
                }
            }
        }).iterator(), y);
    }

    @Expect("[2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]")
    public static String sieve() {
        return Bodies.first(primes(), 12);
    }
}
