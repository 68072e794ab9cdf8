package dev.bobbin.lab.generator;

import dev.bobbin.Seq;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import kotlin.sequences.Sequence;

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

    /** Sums the first of {@link Numbers}, as often as it is asked to, in a loop over one and the same sequence. */
    LongSupplier summing(int end) {
        return switch (this) {
            case BOBBIN -> {
                Seq<Integer> numbers = Sequences.numbers(end);
                yield () -> Sequences.sum(numbers);
            }
            case PLAIN -> {
                Iterable<Integer> numbers = () -> new PlainNumbers(end);
                yield () -> PlainNumbers.sum(numbers);
            }
            case KOTLIN -> {
                Sequence<Integer> numbers = KotlinSequences.numbers(end);
                yield () -> KotlinSequences.sum(numbers);
            }
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
