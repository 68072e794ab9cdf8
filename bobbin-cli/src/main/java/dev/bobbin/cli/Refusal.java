package dev.bobbin.cli;

/**
 * A command that cannot go on because of what it was given, with the whole text that the user is to read.
 *
 * <p>Not an error of Bobbin: it is printed without a stack trace and ends the command with {@link #EXIT_STATUS}.
 */
public final class Refusal extends Exception {
    /** Of a command that was refused. */
    public static final int EXIT_STATUS = 2;

    private static final long serialVersionUID = 1L;

    private Refusal(String text) {
        super(text, null, false, false);
    }

    /** A refusal in the command's own words: one line, {@code bobbin: reason}. */
    static Refusal because(String reason) {
        return new Refusal("bobbin: " + reason);
    }

    /** A refusal in the words of a compiler, which already name file and line. */
    static Refusal inTheWordsOf(String diagnostics) {
        return new Refusal(diagnostics.stripTrailing());
    }

    /** The text for standard error, without a line end. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
