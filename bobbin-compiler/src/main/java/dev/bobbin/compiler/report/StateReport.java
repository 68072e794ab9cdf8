package dev.bobbin.compiler.report;

import java.util.List;

/**
 * A point where the coroutine may wait.
 *
 * @param number 1-based
 * @param line 0 if unknown
 * @param callee what is awaited, for people
 * @param reason {@link Reason#IN_PLACE}, or why the callee is not called directly
 * @param saved what is stored meanwhile, variables first, then the operand stack from its bottom
 * @param unsaved variables in scope that are not
 */
public record StateReport(
        int number, int line, String callee, Reason reason, List<Saved> saved, List<Unsaved> unsaved) {
    public StateReport {
        saved = List.copyOf(saved);
        unsaved = List.copyOf(unsaved);
    }

    /**
     * A value that is stored.
     *
     * @param name the variable's; {@code local 3} if the class file does not say, {@code stack 0} on the operand stack
     * @param type as the source says it, or the verifier's type of it
     * @param slot {@code i0}: kind and number
     */
    public record Saved(String name, String type, String slot) {}

    /** A variable in scope whose value is not stored. */
    public record Unsaved(String name, String type, Why why) {}

    /** Why a variable need not be stored. */
    public enum Why {
        /** No code after the await reads this value. */
        DEAD("not read again"),
        /** It is null on every path to the await. */
        NULL("always null here");

        private final String text;

        Why(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }
}
