package dev.bobbin.maven;

import dev.bobbin.cli.inspect.Findings;
import dev.bobbin.cli.inspect.HtmlReport;
import dev.bobbin.cli.inspect.JsonReport;
import dev.bobbin.cli.inspect.Sources;
import dev.bobbin.compiler.Inspection;
import dev.bobbin.compiler.report.CoroutineReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code <report>}: what {@code bobbin inspect} says of the same classes, as a page and as JSON. */
final class Report {
    private Report() {}

    /**
     * Writes it.
     *
     * @param to the files' name, without ending
     * @return the page
     */
    static Path write(Path to, Path classes, List<Inspection> inspections, SourceRoots roots) throws Refusal {
        List<CoroutineReport> coroutines = inspections.stream()
                .flatMap(inspection -> inspection.coroutines().stream())
                .distinct() // a version for a later Java sees the others too
                .toList();
        List<String> transformed = inspections.stream()
                .flatMap(inspection -> inspection.transformed().stream())
                .distinct()
                .toList();
        Findings findings = new Findings(classes.toString(), coroutines, transformed, sources(roots));
        Path page = to.resolveSibling(to.getFileName() + ".html");
        try {
            Files.createDirectories(to.resolveSibling(""));
            Files.writeString(page, HtmlReport.of(findings));
            Files.writeString(to.resolveSibling(to.getFileName() + ".json"), JsonReport.of(findings));
        } catch (IOException e) {
            throw Refusal.of(page, "the report cannot be written", e);
        }
        return page;
    }

    private static Sources sources(SourceRoots roots) {
        return new Sources() {
            @Override
            public List<String> lines(String file) {
                try {
                    Path source = roots.find(file);
                    return source == null ? List.of() : Files.readAllLines(source, StandardCharsets.UTF_8);
                } catch (IOException e) { // also not UTF-8: the report does without
                    return List.of();
                }
            }
        };
    }
}
