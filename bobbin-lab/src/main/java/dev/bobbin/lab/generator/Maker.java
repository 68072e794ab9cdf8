package dev.bobbin.lab.generator;

import java.util.Iterator;
import java.util.function.Consumer;

/** Whose sequences they are. */
public enum Maker {
    BOBBIN,
    PLAIN,
    KOTLIN;

    /** The first elements. */
    Iterator<Integer> first(Elements elements, int end) {
        boolean boxed = elements == Elements.BOXED;
        return switch (this) {
            case BOBBIN -> (boxed ? Sequences.counting(end) : Sequences.numbers(end)).iterator();
            case PLAIN ->
                switch (elements) {
                    case BOXED -> new PlainCount(end);
                    case OBJECTS -> new PlainNumbers(end);
                    case AHEAD -> new PlainAhead(end);
                };
            case KOTLIN -> (boxed ? KotlinSequences.counting(end) : KotlinSequences.numbers(end)).iterator();
        };
    }

    /** The sum of the first of {@link Numbers}, in a loop that makes its iterator itself. */
    long sum(int end) {
        long sum = 0;
        switch (this) {
            case BOBBIN -> {
                for (Integer element : Sequences.numbers(end)) {
                    sum += element;
                }
            }
            case PLAIN -> {
                for (Iterator<Integer> it = new PlainNumbers(end); it.hasNext(); ) {
                    sum += it.next();
                }
            }
            case KOTLIN -> sum = KotlinSequences.sumOfNumbers(end);
        }
        return sum;
    }

    /** Gives the first of {@link Numbers} to an action. */
    Consumer<Consumer<Integer>> giving(int end) {
        return switch (this) {
            case BOBBIN -> Sequences.numbers(end)::forEach;
            case PLAIN -> new PlainNumbers(end)::forEachRemaining;
            case KOTLIN -> action -> KotlinSequences.giveNumbers(end, action);
        };
    }

    Iterator<Integer> inOrder(Tree tree) {
        return switch (this) {
            case BOBBIN -> Sequences.inOrder(tree).iterator();
            case PLAIN -> new PlainWalk(tree);
            case KOTLIN -> KotlinSequences.inOrder(tree).iterator();
        };
    }
}
