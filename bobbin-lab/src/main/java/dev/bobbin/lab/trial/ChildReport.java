package dev.bobbin.lab.trial;

import java.util.Locale;

/** Prints, in a measuring JVM, what {@link ChildWork} reads. */
public final class ChildReport {
    private ChildReport() {}

    /** One value of the run. */
    public static void figure(String metric, double value) {
        System.out.println(String.format(Locale.ROOT, "figure %s %.4f", metric, value));
    }

    /** A line for people. */
    public static void note(String line) {
        System.out.println("note " + line);
    }

    /** Ends the subject's part in this bench. */
    public static void wrong(WrongAnswer answer) {
        System.out.println("wrong " + answer.getMessage());
    }
}
