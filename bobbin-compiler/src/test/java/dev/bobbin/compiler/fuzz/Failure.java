package dev.bobbin.compiler.fuzz;

import java.util.List;

/** A program that behaves differently as coroutines. */
record Failure(Program program, Setup setup, String form, String pacing, String expected, String actual) {
    private static final List<String> KINDS = List.of(
            "compile:",
            "VerifyError",
            "ClassFormatError",
            "NoSuchMethodError",
            "IncompatibleClassChangeError",
            "AbstractMethodError",
            "IllegalAccessError",
            "does not end",
            "scheduler was closed");

    /** What must stay the same while the program shrinks. */
    String kind() {
        for (String kind : KINDS) {
            if (actual.contains(kind) && !expected.contains(kind)) {
                return form + " " + kind;
            }
        }
        return form + " differs";
    }

    @Override
    public String toString() {
        int same = 0;
        while (same < Math.min(expected.length(), actual.length()) && expected.charAt(same) == actual.charAt(same)) {
            same++;
        }
        return "seed " + program.seed() + ", " + setup + ", " + form + ", " + pacing + "\n  expected "
                + around(expected, same) + "\n  but was  " + around(actual, same);
    }

    private static String around(String text, int place) {
        int from = Math.max(0, place - 100);
        return (from > 0 ? "..." : "") + text.substring(from, Math.min(text.length(), place + 300));
    }
}
