package dev.bobbin;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** Three threads with three operations each, or one, in every order that is tried. */
final class Lincheck {
    private Lincheck() {}

    static void stress(Class<?> type) {
        new StressOptions()
                .iterations(8)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsBefore(2)
                .actorsPerThread(3)
                .check(type);
    }

    static void check(Class<?> type) {
        new ModelCheckingOptions()
                .iterations(8)
                .invocationsPerIteration(150)
                .threads(3)
                .actorsBefore(2)
                .actorsPerThread(3)
                .check(type);
    }

    /** Three threads with one operation each, in more orders, and one after them. */
    static void checkAtOnce(Class<?> type) {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(2000)
                .threads(3)
                .actorsBefore(0)
                .actorsPerThread(1)
                .actorsAfter(1)
                .check(type);
    }
}
