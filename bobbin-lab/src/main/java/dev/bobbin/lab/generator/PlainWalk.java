package dev.bobbin.lab.generator;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** {@link Sequences#inOrder}, by hand: with a stack of the nodes whose turn comes after their left subtree. */
final class PlainWalk implements Iterator<Integer> {
    private final ArrayDeque<Tree> open = new ArrayDeque<>();

    PlainWalk(Tree tree) {
        descend(tree);
    }

    private void descend(@Nullable Tree tree) {
        for (Tree t = tree; t != null; t = t.left) {
            open.push(t);
        }
    }

    @Override
    public boolean hasNext() {
        return !open.isEmpty();
    }

    @Override
    public Integer next() {
        Tree tree = open.pop();
        descend(tree.right);
        return tree.value;
    }
}
