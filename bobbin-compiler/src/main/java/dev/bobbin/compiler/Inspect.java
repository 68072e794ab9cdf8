package dev.bobbin.compiler;

import dev.bobbin.compiler.emit.embedded.EmbeddedLayouts;
import dev.bobbin.compiler.emit.embedded.EmbeddedPlacement;
import dev.bobbin.compiler.emit.fused.FusedPlacement;
import dev.bobbin.compiler.emit.pull.PullPlacement;
import dev.bobbin.compiler.emit.push.PushPlacement;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.report.FindBlockingCalls;
import dev.bobbin.compiler.report.Placement;
import dev.bobbin.compiler.report.ReportCoroutines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.tree.ClassNode;

/** Carries out every form, and reports on them side by side. */
final class Inspect {
    private Inspect() {}

    static Inspection of(
            Map<String, byte[]> classes, ClassSource classpath, List<Options> options, Transformer analysed) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<ReportCoroutines.Form> forms = new ArrayList<>();
        for (Options form : options) {
            Transformer t = Transformer.analysed(classes, classpath, form);
            Map<CoroutineId, StateMachine> machines = Map.copyOf(t.machines());
            Placements placements = new Placements(machines, t.embeddedLayouts());
            Transformer.Result result = t.emitted();
            if (result.hasErrors()) {
                result.diagnostics().forEach(d -> diagnostics.add(underForm(form, d)));
            } else {
                forms.add(new ReportCoroutines.Form(
                        form.toString(), result.classes(), machine -> placements.of(machine)));
            }
        }
        return new Inspection(
                ReportCoroutines.of(
                        classes,
                        analysed.nodes(),
                        analysed.machines(),
                        analysed.stackful(),
                        Transformer::sourceOf,
                        classpath::find,
                        forms),
                analysed.transformed(),
                diagnostics);
    }

    static List<Diagnostic> blockingCalls(Map<String, byte[]> classes, ClassSource classpath, Transformer analysed) {
        Map<String, ClassNode> owners = new HashMap<>();
        analysed.nodes().forEach(node -> owners.put(node.name, node));
        List<Diagnostic> found = new ArrayList<>();
        FindBlockingCalls.in(
                        analysed.machines(),
                        name -> classes.containsKey(name) ? classes.get(name) : classpath.find(name))
                .forEach((coroutine, calls) -> {
                    String file = Transformer.sourceOf(Objects.requireNonNull(owners.get(coroutine.owner())));
                    calls.forEach(call -> found.add(new Diagnostic(
                            Diagnostic.Severity.WARNING, file, call.line(), call.id(), call.message(), call.remedy())));
                });
        return found;
    }

    /** Asks the emitter of each root's model. */
    private static final class Placements {
        private final Map<CoroutineId, StateMachine> all;
        private final EmbeddedPlacement embedded;

        Placements(Map<CoroutineId, StateMachine> all, EmbeddedLayouts layouts) {
            this.all = all;
            this.embedded = new EmbeddedPlacement(layouts);
        }

        Placement of(StateMachine inFirstForm) {
            StateMachine machine =
                    Objects.requireNonNull(all.get(inFirstForm.signature().id()));
            return switch (machine.signature().model()) {
                case FUSED -> FusedPlacement.of(machine, all);
                case PUSH -> PushPlacement.of(machine);
                case PULL -> PullPlacement.of(machine);
                case EMBEDDED -> embedded.of(machine);
                case STACKFUL -> throw new IllegalStateException("a stackful coroutine is no state machine");
            };
        }
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
