package dev.bobbin.lab;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Something to measure; defined in docs/lab.md.
 *
 * @param subjects who can do it
 * @param trials what is measured of a subject, on the JDKs to measure on
 * @param derived what follows from its figures
 * @param onRequest whether it is measured only if it is named
 */
record Bench(
        String name, List<String> subjects, Trials trials, UnaryOperator<List<Figure>> derived, boolean onRequest) {
    /** One that is measured if none is named. */
    Bench(String name, List<String> subjects, Trials trials, UnaryOperator<List<Figure>> derived) {
        this(name, subjects, trials, derived, false);
    }

    /** Makes the trials of one subject. */
    interface Trials {
        List<Trial> of(String subject, Jdks jdks);
    }

    /**
     * The JDKs to measure on.
     *
     * @param timed for benches that take time
     * @param counted for benches that count bytes
     */
    record Jdks(List<Jdk> timed, List<Jdk> counted) {
        List<Jdk> all() {
            return Stream.of(timed, counted).flatMap(List::stream).distinct().toList();
        }
    }
}
