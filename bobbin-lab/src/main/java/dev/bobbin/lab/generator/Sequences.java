package dev.bobbin.lab.generator;

import dev.bobbin.Seq;
import dev.bobbin.Yielder;

/** By bodies that yield. */
final class Sequences {
    private Sequences() {}

    /** The numbers from zero to before the end. */
    static Seq<Integer> counting(int end) {
        return Seq.of(y -> {
            for (int i = 0; i < end; i++) {
                y.yield(i);
            }
        });
    }

    /** So many of {@link Numbers}. */
    static Seq<Integer> numbers(int end) {
        return Seq.of(y -> {
            for (int i = 0; i < end; i++) {
                y.yield(Numbers.at(i));
            }
        });
    }

    static long sum(Seq<Integer> numbers) {
        long sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }

    static Seq<Integer> inOrder(Tree tree) {
        return Seq.of(y -> walk(tree, y));
    }

    private static void walk(Tree tree, Yielder<Integer> y) {
        Tree left = tree.left;
        if (left != null) {
            walk(left, y);
        }
        y.yield(tree.value);
        Tree right = tree.right;
        if (right != null) {
            walk(right, y);
        }
    }
}
