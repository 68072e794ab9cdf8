package dev.bobbin.cli.inspect;

import dev.bobbin.compiler.report.Allocation;
import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.compiler.report.Edge;
import dev.bobbin.compiler.report.FormReport;
import dev.bobbin.compiler.report.HostedReport;
import dev.bobbin.compiler.report.SlotReport;
import dev.bobbin.compiler.report.StateReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What text and page say in the same words. */
final class Words {
    private Words() {}

    /** {@code 3 states}, {@code 1 state}. */
    static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : noun.endsWith("s") ? "es" : "s");
    }

    static String place(CoroutineReport coroutine, Sources sources) {
        return sources.name(coroutine.file()) + (coroutine.line() > 0 ? ":" + coroutine.line() : "");
    }

    static String line(int line) {
        return line > 0 ? "line " + line : "line ?";
    }

    static String saved(StateReport.Saved saved) {
        return saved.name() + " " + saved.type() + " in " + saved.slot();
    }

    static String unsaved(StateReport.Unsaved unsaved) {
        return unsaved.name() + " " + unsaved.type() + ": " + unsaved.why().text();
    }

    /** Where control goes from a state: {@code 2, 3 after a failure, end}. */
    static String next(CoroutineReport coroutine, int from) {
        List<String> targets = new ArrayList<>();
        for (Edge edge : coroutine.edges()) {
            if (edge.from() == from) {
                String to = edge.to() == Edge.END ? "end" : Integer.toString(edge.to());
                targets.add(to + (edge.exceptional() ? " after a failure" : ""));
            }
        }
        return targets.isEmpty() ? "never ends" : String.join(", ", targets);
    }

    static String use(SlotReport.Use use) {
        String states = use.states().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return use.name() + " " + use.type() + " in " + (use.states().size() == 1 ? "state " : "states ") + states;
    }

    /** {@code 1  call kept, spawned or run: root, 48 bytes}. */
    static String made(FormReport form, Allocation allocation) {
        if (allocation.objects() == 0) {
            return "nothing";
        }
        ObjectSize size = ObjectSize.of(form, allocation.role());
        return count(allocation.objects(), "object") + ", the " + allocation.role()
                + (size == null ? "" : ": " + size.text());
    }

    /** Where an awaited call's frame lives: {@code frame 2: in the root}. */
    static String where(HostedReport await) {
        return (await.number() == HostedReport.HEAP ? "" : "frame " + await.number() + ", ")
                + await.reason().text();
    }

    static String code(CoroutineReport coroutine, FormReport form) {
        return coroutine.codeBytes() + " bytes of bytecode before, " + form.codeBytes() + " after; "
                + count(form.classes().size(), "class") + " more, " + form.classFileBytes()
                + " bytes of class files";
    }

    /** {@code ×7.5}: how much more code there is. */
    static String factor(CoroutineReport coroutine, FormReport form) {
        return coroutine.codeBytes() == 0
                ? ""
                : String.format(Locale.ROOT, "×%.1f", (double) form.codeBytes() / coroutine.codeBytes());
    }
}
