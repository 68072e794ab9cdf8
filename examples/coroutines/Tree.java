package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;

/** A search tree. */
record Tree(Tree left, int value, Tree right) {
    static Tree of(int... values) {
        Tree tree = null;
        for (int value : values) {
            tree = insert(tree, value);
        }
        return tree;
    }

    private static Tree insert(Tree tree, int value) {
        if (tree == null) {
            return new Tree(null, value, null);
        }
        return value < tree.value
                ? new Tree(insert(tree.left, value), tree.value, tree.right)
                : new Tree(tree.left, tree.value, insert(tree.right, value));
    }

    /** Yields the values in order. */
    static void yieldAll(Tree tree, Self<?, Integer> self) {
        if (tree != null) {
            yieldAll(tree.left, self);
            self.yield(tree.value);
            yieldAll(tree.right, self);
        }
    }

    /** Transfers the values in order. */
    static void transferAll(Tree tree, Coroutine<Integer, ?> to, Self<?, ?> self) {
        if (tree != null) {
            transferAll(tree.left, to, self);
            self.transfer(to, tree.value);
            transferAll(tree.right, to, self);
        }
    }
}
