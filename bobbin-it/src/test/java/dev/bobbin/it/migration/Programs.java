package dev.bobbin.it.migration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

/**
 * The six programs of docs/guide/migration, in one of the styles. Each starts when it is called, and cancelling its future gives it up.
 *
 * @param order asks for a price and then pays it; a shop that does not answer is no failure
 * @param both two prices, asked side by side, added
 * @param cheapest the least of several prices, asked side by side within a time limit
 * @param patiently a price, asked up to three times
 * @param prices several prices, in order, asked so many at a time
 * @param sell reserves an item, waits for the payment, and releases the item, whatever happens
 */
public record Programs(
        Program1<String, String> order,
        Program2<String, String, Integer> both,
        Program2<List<String>, Duration, Integer> cheapest,
        Program1<String, Integer> patiently,
        Program2<List<String>, Integer, List<Integer>> prices,
        Program1<String, Integer> sell) {

    /** A program that is given one thing. */
    public interface Program1<A, R> {
        Future<R> of(A a);
    }

    /** A program that is given two things. */
    public interface Program2<A, B, R> {
        Future<R> of(A a, B b);
    }
}
