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
