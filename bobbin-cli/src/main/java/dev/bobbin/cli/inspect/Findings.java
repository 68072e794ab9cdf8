package dev.bobbin.cli.inspect;

import dev.bobbin.compiler.report.CoroutineReport;
import java.util.List;

/**
 * What is to be shown.
 *
 * @param subject what was inspected, as the user typed it
 * @param transformed classes that Bobbin's compiler has rewritten already
 */
public record Findings(String subject, List<CoroutineReport> coroutines, List<String> transformed, Sources sources) {
    public Findings {
        coroutines = List.copyOf(coroutines);
        transformed = List.copyOf(transformed);
    }
}
