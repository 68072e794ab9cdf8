package dev.bobbin.compiler.fuzz;

import java.util.List;

/** A program that behaves differently as coroutines. */
record Failure(Program program, Setup setup, String form, String pacing, String expected, String actual) {
    private static final List<String> KINDS = List.of(
            "compile:", "VerifyError", "ClassFormatError", "NoSuchMethodError", "IncompatibleClassChangeError",
            "AbstractMethodError", "IllegalAccessError", "does not end", "scheduler was closed");

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
        return "seed " + program.seed() + ", " + setup + ", " + form + ", " + pacing + "\n  expected " + expected
                + "\n  but was  " + actual;
    }
}
