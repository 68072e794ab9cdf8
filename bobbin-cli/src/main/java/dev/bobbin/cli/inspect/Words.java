package dev.bobbin.cli.inspect;

import dev.bobbin.compiler.report.Allocation;
import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.compiler.report.Edge;
import dev.bobbin.compiler.report.FormReport;
import dev.bobbin.compiler.report.HostedReport;
import dev.bobbin.compiler.report.ObjectShape;
import dev.bobbin.compiler.report.SlotReport;
import dev.bobbin.compiler.report.StateReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What text and page say in the same words. */
final class Words {
    private Words() {}

    /** {@code 3 states}, {@code 1 state}. */
    static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    static String place(CoroutineReport coroutine, Sources sources) {
        return sources.name(coroutine.file()) + (coroutine.line() > 0 ? ":" + coroutine.line() : "");
    }

    /** Of a stackful coroutine, in place of its states. */
    static final String ON_STACK =
            "it runs on a stack of its own, which keeps its variables and those of all that it calls, and has no frames";

    /** {@code 3 states}, {@code 3 states, @Model push}. */
    static String head(CoroutineReport coroutine) {
        return (coroutine.isStackful() ? "no states" : count(coroutine.states().size(), "state"))
                + (coroutine.model() == null ? "" : ", @Model " + coroutine.model());
    }

    /** Those that are the same but for their names as one, with all of them: a coroutine with {@code @Model} has one form. */
    static List<FormReport> together(CoroutineReport coroutine) {
        Map<FormReport, List<String>> names = new LinkedHashMap<>();
        coroutine
                .forms()
                .forEach(form -> names.computeIfAbsent(form.named(""), same -> new ArrayList<>())
                        .add(form.form()));
        List<FormReport> together = new ArrayList<>();
        names.forEach((form, all) -> together.add(form.named(String.join(", ", all))));
        return together;
    }

    static String line(int line) {
        return line > 0 ? "line " + line : "line ?";
    }

    static String saved(StateReport.Saved saved) {
        return saved.name() + " " + saved.type() + " in " + saved.slot();
    }

    /** By reason: {@code a int, b String: not read again}. */
    static List<String> unsaved(StateReport state) {
        List<String> reasons = new ArrayList<>();
        for (StateReport.Why why : StateReport.Why.values()) {
            String variables = state.unsaved().stream()
                    .filter(unsaved -> unsaved.why() == why)
                    .map(unsaved -> unsaved.name() + " " + unsaved.type())
                    .collect(Collectors.joining(", "));
            if (!variables.isEmpty()) {
                reasons.add(variables + ": " + why.text());
            }
        }
        return reasons;
    }

    /** Where control goes from a state: {@code 2, end; after a failure 3}. */
    static String next(CoroutineReport coroutine, int from) {
        String plain = targets(coroutine, from, false);
        String failed = targets(coroutine, from, true);
        if (failed.isEmpty()) {
            return plain.isEmpty() ? "never ends" : plain;
        }
        return plain + (plain.isEmpty() ? "" : "; ") + "after a failure " + failed;
    }

    private static String targets(CoroutineReport coroutine, int from, boolean exceptional) {
        return coroutine.edges().stream()
                .filter(edge -> edge.from() == from && edge.exceptional() == exceptional)
                .map(edge -> edge.to() == Edge.END ? "end" : Integer.toString(edge.to()))
                .collect(Collectors.joining(", "));
    }

    static String use(SlotReport.Use use) {
        String states = use.states().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return use.name() + " " + use.type() + " in " + (use.states().size() == 1 ? "state " : "states ") + states;
    }

    /** {@code no object}, {@code 1 root}. */
    static String made(Allocation allocation) {
        String role = allocation.role();
        return allocation.objects() == 0 || role == null ? "no object" : allocation.objects() + " " + role;
    }

    /** The events by what they make. */
    static Map<String, List<String>> events(FormReport form) {
        Map<String, List<String>> events = new LinkedHashMap<>();
        form.allocations()
                .forEach(each -> events.computeIfAbsent(made(each), made -> new ArrayList<>())
                        .add(each.event()));
        return events;
    }

    /** {@code 64 bytes (56 with compact headers), 56 of them before any variable}. */
    static String size(ObjectShape shape) {
        ObjectSize size = ObjectSize.of(shape);
        ObjectSize base = ObjectSize.ofBase(shape);
        return size == null
                ? "of unknown size: a superclass is not on the class path"
                : size.text()
                        + (base == null ? "" : ", " + base.bytes() + " of them before any variable")
                        + (shape.role().equals("step") ? ": the body itself, all that it keeps across a yield" : "");
    }

    /** Where an awaited call's frame lives: {@code frame 2: in the root}. */
    static String where(HostedReport await) {
        return (await.number() == HostedReport.HEAP ? "" : "frame " + await.number() + ", ")
                + await.reason().text();
    }

    static String code(CoroutineReport coroutine, FormReport form) {
        int classes = form.classes().size();
        return coroutine.codeBytes() + " bytes of bytecode become " + form.codeBytes() + ", and " + classes + " more "
                + (classes == 1 ? "class" : "classes") + ", " + form.classFileBytes() + " bytes of class files";
    }

    /** {@code ×7.5}: how much more code there is. */
    static String factor(CoroutineReport coroutine, FormReport form) {
        return coroutine.codeBytes() == 0
                ? ""
                : String.format(Locale.ROOT, "×%.1f", (double) form.codeBytes() / coroutine.codeBytes());
    }
}
