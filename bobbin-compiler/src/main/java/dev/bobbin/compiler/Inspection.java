package dev.bobbin.compiler;

import dev.bobbin.compiler.report.CoroutineReport;
import java.util.List;

/**
 * What {@link Transformer#inspect} has found.
 *
 * @param coroutines by file and line; none if there is an error
 * @param transformed internal names of classes that Bobbin's compiler has rewritten already: nothing is known of their coroutines
 * @param diagnostics errors, after which there are no reports; warnings, where some form cannot compile what others can
 */
public record Inspection(List<CoroutineReport> coroutines, List<String> transformed, List<Diagnostic> diagnostics) {
    public Inspection {
        coroutines = List.copyOf(coroutines);
        transformed = List.copyOf(transformed);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether there are no reports because of what the diagnostics say. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
    }
}
