package dev.bobbin.compiler;

/**
 * Something that the user should know or mend.
 *
 * @param file the source file, or the class if no source is known
 * @param line 1-based, 0 if no line is known
 * @param id stable, for searching and for suppressing
 */
public record Diagnostic(Severity severity, String file, int line, String id, String message, String remedy) {
    /** Errors end the build. */
    public enum Severity {
        ERROR,
        WARNING
    }

    static Diagnostic error(String file, int line, String id, String message, String remedy) {
        return new Diagnostic(Severity.ERROR, file, line, id, message, remedy);
    }

    /** The same about a file by another name, the path that the user typed say. */
    public Diagnostic withFile(String name) {
        return new Diagnostic(severity, name, line, id, message, remedy);
    }

    /** The same, where the user does not want to go on with it. */
    public Diagnostic asError() {
        return new Diagnostic(Severity.ERROR, file, line, id, message, remedy);
    }

    /** As on standard error: {@code file:line: error: message [id]}, the remedy on a line of its own. */
    public String render() {
        String place = line > 0 ? file + ":" + line : file;
        String kind = severity == Severity.ERROR ? "error" : "warning";
        return place + ": " + kind + ": " + message + " [" + id + "]\n    " + remedy;
    }
}
