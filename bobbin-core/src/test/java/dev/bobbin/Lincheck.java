package dev.bobbin;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** Three threads with three operations each, in every order that is tried. */
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
}
