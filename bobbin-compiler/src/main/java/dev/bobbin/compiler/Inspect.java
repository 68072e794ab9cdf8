package dev.bobbin.compiler;

import dev.bobbin.compiler.emit.fused.FusedPlacement;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.read.FindCoroutines;
import dev.bobbin.compiler.report.Placement;
import dev.bobbin.compiler.report.ReportCoroutines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.objectweb.asm.tree.ClassNode;

/** Carries out every form, and reports on them side by side. */
final class Inspect {
    private Inspect() {}

    static Inspection of(
            Map<String, byte[]> classes,
            ClassSource classpath,
            List<Options> options,
            List<ClassNode> nodes,
            Map<CoroutineId, StateMachine> machines,
            Function<ClassNode, String> file) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<ReportCoroutines.Form> forms = new ArrayList<>();
        for (Options form : options) {
            // Anew for each, since emitters may use up the method trees that they are given.
            Transformer.Result result = Transformer.transform(classes, classpath, form);
            if (result.hasErrors()) {
                result.diagnostics().forEach(d -> diagnostics.add(underForm(form, d)));
            } else {
                forms.add(new ReportCoroutines.Form(
                        form.toString(), result.classes(), machine -> placement(form, machine, machines)));
            }
        }
        return new Inspection(
                ReportCoroutines.of(classes, nodes, machines, file, classpath::find, forms),
                nodes.stream()
                        .filter(FindCoroutines::isTransformed)
                        .map(node -> node.name)
                        .toList(),
                diagnostics);
    }

    private static Placement placement(Options form, StateMachine machine, Map<CoroutineId, StateMachine> all) {
        return switch (form.model()) {
            case FUSED -> FusedPlacement.of(machine, all);
        };
    }

    private static Diagnostic underForm(Options form, Diagnostic d) {
        return new Diagnostic(
                Diagnostic.Severity.WARNING,
                d.file(),
                d.line(),
                d.id(),
                "under " + form + " " + d.message(),
                d.remedy());
    }
}
