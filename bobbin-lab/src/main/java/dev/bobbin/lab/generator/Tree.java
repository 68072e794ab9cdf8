package dev.bobbin.lab.generator;

import org.jspecify.annotations.Nullable;

/** A binary tree of numbers, which are boxed already. In order they are 0, 1, 2, ... */
public final class Tree {
    /** Deeper ones are lists. */
    private static final int DEEPEST_BALANCED = 20;

    public final @Nullable Tree left;
    public final Integer value;
    public final @Nullable Tree right;

    private Tree(@Nullable Tree left, int value, @Nullable Tree right) {
        this.left = left;
        this.value = value;
        this.right = right;
    }

    /** All the nodes that the depth has room for; or, if it is more than 20, as many as it is deep, each the left child of another. */
    static Tree of(int depth) {
        if (depth <= DEEPEST_BALANCED) {
            return balanced(0, size(depth));
        }
        Tree list = new Tree(null, 0, null);
        for (int i = 1; i < depth; i++) {
            list = new Tree(list, i, null);
        }
        return list;
    }

    /** How many nodes {@link #of} makes. */
    static int size(int depth) {
        return depth <= DEEPEST_BALANCED ? (1 << depth) - 1 : depth;
    }

    private static Tree balanced(int from, int to) {
        int middle = (from + to) / 2;
        Tree left = from < middle ? balanced(from, middle) : null;
        Tree right = middle + 1 < to ? balanced(middle + 1, to) : null;
        return new Tree(left, middle, right);
    }
}
