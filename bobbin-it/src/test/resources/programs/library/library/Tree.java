package library;

import dev.bobbin.Yielder;

public record Tree(Tree left, int value, Tree right) {
    public static Tree upTo(int n) {
        return n == 0 ? null : new Tree(upTo(n - 1), n, null);
    }

    public void walk(Yielder<Integer> y) {
        if (left != null) {
            left.walk(y);
        }
        y.yield(value);
        if (right != null) {
            right.walk(y);
        }
    }
}
