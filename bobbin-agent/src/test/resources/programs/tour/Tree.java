package tour;

import dev.bobbin.Yielder;

record Tree(Tree left, int value, Tree right) {
    static Tree upTo(int n) {
        return n == 0 ? null : new Tree(upTo(n - 1), n, null);
    }

    void walk(Walk walk, Yielder<Integer> y) {
        if (left != null) {
            left.walk(walk, y);
        }
        walk.at(this, y);
        if (right != null) {
            right.walk(walk, y);
        }
    }
}
