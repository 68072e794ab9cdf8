package dev.bobbin.lab.trial;

/** Compares what a subject computed with what it should have. */
public final class Answer {
    private Answer() {}

    /** @throws WrongAnswer if they differ; the subject's figure is then rejected */
    public static void check(String what, long expected, long actual) {
        if (expected != actual) {
            throw new WrongAnswer(what + ": " + actual + " instead of " + expected);
        }
    }
}
