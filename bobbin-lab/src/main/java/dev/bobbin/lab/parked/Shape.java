package dev.bobbin.lab.parked;

import dev.bobbin.Async;

/** What a waiting task looks like: which calls are in it, and what lives across its wait. */
public enum Shape {
    ALONE,
    THREE_CALLS,
    TEN_CALLS,
    EIGHT_INTS,
    THIRTY_TWO_INTS,
    ONE_INT_OF_THIRTY_TWO,
    ONE_LONG,
    FOUR_LONGS,
    EIGHT_LONGS,
    /** In a coroutine that has all three of these branches. */
    BRANCH_OF_ONE_LONG,
    BRANCH_OF_FOUR_LONGS,
    BRANCH_OF_EIGHT_LONGS;

    Async<Integer> waiting(Async<Integer> promise, int i) {
        return switch (this) {
            case ALONE -> Waiting.alone(promise, i);
            case THREE_CALLS -> Waiting.outer(promise, i);
            case TEN_CALLS -> Waiting.level1(promise, i);
            case EIGHT_INTS -> LiveSets.eight(promise, i);
            case THIRTY_TWO_INTS -> LiveSets.thirtyTwo(promise, i);
            case ONE_INT_OF_THIRTY_TWO -> LiveSets.oneOfThirtyTwo(promise, i);
            case ONE_LONG -> LiveSets.oneLong(promise, i);
            case FOUR_LONGS -> LiveSets.fourLongs(promise, i);
            case EIGHT_LONGS -> LiveSets.eightLongs(promise, i);
            case BRANCH_OF_ONE_LONG -> LiveSets.branching(promise, 1, i);
            case BRANCH_OF_FOUR_LONGS -> LiveSets.branching(promise, 4, i);
            case BRANCH_OF_EIGHT_LONGS -> LiveSets.branching(promise, 8, i);
        };
    }

    int expected(int got, int i) {
        return switch (this) {
            case ALONE -> Waiting.aloneExpected(got, i);
            case THREE_CALLS -> Waiting.outerExpected(got, i);
            case TEN_CALLS -> Waiting.level1Expected(got, i);
            case EIGHT_INTS, EIGHT_LONGS, BRANCH_OF_EIGHT_LONGS -> LiveSets.expected(got, 8, i);
            case THIRTY_TWO_INTS, ONE_INT_OF_THIRTY_TWO -> LiveSets.expected(got, 32, i);
            case ONE_LONG, BRANCH_OF_ONE_LONG -> LiveSets.expected(got, 1, i);
            case FOUR_LONGS, BRANCH_OF_FOUR_LONGS -> LiveSets.expected(got, 4, i);
        };
    }
}
