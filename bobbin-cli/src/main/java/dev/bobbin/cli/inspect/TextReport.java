package dev.bobbin.cli.inspect;

import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.compiler.report.Edge;
import dev.bobbin.compiler.report.FormReport;
import dev.bobbin.compiler.report.HostedReport;
import dev.bobbin.compiler.report.ObjectShape;
import dev.bobbin.compiler.report.SlotReport;
import dev.bobbin.compiler.report.StateReport;
import dev.bobbin.compiler.report.WarningReport;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report for a terminal. */
public final class TextReport {
    private final Findings findings;
    private final StringBuilder out = new StringBuilder();

    private TextReport(Findings findings) {
        this.findings = findings;
    }

    /** The whole text, lines ending in {@code \n}. */
    public static String of(Findings findings) {
        return new TextReport(findings).text();
    }

    private String text() {
        for (String name : findings.transformed()) {
            line(0, name.replace('/', '.') + ": rewritten by Bobbin already; inspect the class file that javac wrote");
        }
        if (findings.coroutines().isEmpty()) {
            line(0, findings.subject() + ": no coroutines");
        }
        for (CoroutineReport coroutine : findings.coroutines()) {
            if (out.length() > 0) {
                out.append('\n');
            }
            coroutine(coroutine);
        }
        return out.toString();
    }

    private void coroutine(CoroutineReport coroutine) {
        line(0, coroutine.name() + "  " + Words.place(coroutine, findings.sources()) + "  " + Words.head(coroutine));
        for (WarningReport warning : coroutine.warnings()) {
            line(1, Words.line(warning.line()) + ": warning: " + warning.message() + " [" + warning.id() + "]");
            line(3, warning.remedy());
        }
        if (coroutine.isStackful()) {
            line(1, Words.ON_STACK);
            return;
        }
        line(1, "start, then " + Words.next(coroutine, Edge.START));
        int callee = width(coroutine.states(), StateReport::callee);
        for (StateReport state : coroutine.states()) {
            state(coroutine, state, callee);
        }
        for (CoroutineReport.AtOnce atOnce : coroutine.atOnce()) {
            line(1, Words.line(atOnce.line()) + ": " + atOnce.callee() + " is done at once, and needs no state");
        }
        for (SlotReport slot : coroutine.slots()) {
            line(
                    1,
                    "slot " + slot.slot() + (slot.isShared() ? ", shared: " : ": ")
                            + join(slot.uses(), Words::use, "; "));
        }
        Words.together(coroutine).forEach(form -> form(coroutine, form));
    }

    private void state(CoroutineReport coroutine, StateReport state, int width) {
        String source = findings.sources().line(coroutine.file(), state.line());
        line(
                1,
                String.format(
                        "%3d  %s  %-" + width + "s%s",
                        state.number(),
                        Words.line(state.line()),
                        state.callee(),
                        source.isEmpty() ? "" : "  | " + source));
        if (!state.saved().isEmpty()) {
            line(4, "saved      " + join(state.saved(), Words::saved, "; "));
        }
        if (!state.unsaved().isEmpty()) {
            line(4, "not saved  " + String.join("; ", Words.unsaved(state)));
        }
        line(4, "then       " + Words.next(coroutine, state.number()));
    }

    private void form(CoroutineReport coroutine, FormReport form) {
        line(1, "under " + form.form() + ": " + Words.code(coroutine, form));
        int role = width(form.objects(), ObjectShape::role);
        for (ObjectShape shape : form.objects()) {
            line(2, String.format("%-" + role + "s  %s", shape.role(), Words.size(shape)));
        }
        Words.events(form).forEach((made, events) -> line(2, made + " for " + String.join(", ", events)));
        if (!form.frames().isEmpty()) {
            line(2, "frames in the root");
            frames(form);
        }
    }

    private void frames(FormReport form) {
        int width = width(form.awaits(), HostedReport::callee);
        for (int f = 0; f < form.frames().size(); f++) {
            int number = f;
            FormReport.Frame frame = form.frames().get(f);
            line(3, number + "  " + frame.coroutine() + ", " + frame.bytes() + " bytes");
            form.awaits().stream()
                    .filter(await -> await.caller() == number)
                    .forEach(await -> line(
                            5,
                            String.format(
                                    "state %d  %-" + width + "s  %s",
                                    await.state(),
                                    await.callee(),
                                    Words.where(await))));
        }
    }

    private void line(int indent, String text) {
        out.append("  ".repeat(indent)).append(text.stripTrailing()).append('\n');
    }

    private static <T> int width(List<T> list, Function<T, String> text) {
        return Math.max(
                1,
                list.stream().mapToInt(each -> text.apply(each).length()).max().orElse(1));
    }

    private static <T> String join(List<T> list, Function<T, String> text, String between) {
        return list.stream().map(text).collect(Collectors.joining(between));
    }
}
