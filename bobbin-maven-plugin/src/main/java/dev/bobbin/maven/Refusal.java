package dev.bobbin.maven;

import dev.bobbin.compiler.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Class files that are not rewritten, with all the reasons. Unless writing itself failed, nothing was written. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    Refusal(List<Diagnostic> diagnostics) {
        super(String.valueOf(diagnostics), null, false, false);
        this.diagnostics = List.copyOf(diagnostics);
    }

    static Refusal of(Path file, String id, String message, String remedy) {
        return new Refusal(List.of(error(file, id, message, remedy)));
    }

    /** A file or directory that the system does not let us read or write. */
    static Refusal of(Path file, String what, IOException e) {
        String why = e.getMessage() == null || e.getMessage().equals(file.toString())
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
        return of(
                file, "file-access", what + " (" + why + ")", "see to its permissions, and that the disk is not full");
    }

    /** The same, met where only this can be thrown. */
    static Refusal of(Path file, String what, UncheckedIOException e) {
        return of(file, what, Objects.requireNonNull(e.getCause()));
    }

    static Diagnostic error(Path file, String id, String message, String remedy) {
        return new Diagnostic(Diagnostic.Severity.ERROR, file.toString(), 0, id, message, remedy);
    }

    /** Warnings among them, too. */
    List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
