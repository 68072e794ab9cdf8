package dev.bobbin.lab.advise;

import java.util.Map;

/** Measures in the JVM of a program, from before its {@code main} to its end. */
interface Meter {
    /** Just before {@code main} is called, on its thread. */
    void begin();

    /** Just after {@code main} has returned or thrown, on its thread. Not called if it ended the JVM. */
    void mainEnded();

    /** When nothing but daemon threads is left, or the JVM has been told to end: what it measured. */
    Map<Measure, Double> end();
}
